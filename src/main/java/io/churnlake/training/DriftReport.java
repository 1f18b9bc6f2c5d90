package io.churnlake.training;

import io.churnlake.churn.drift.Drift;
import io.churnlake.churn.drift.Reference;
import io.churnlake.config.Configuration;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.table.ChurnDrift;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.Feature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * What is told of the drift of a night.
 *
 * @param rows of gold.churn_drift
 * @param checks of ops.checks, none where nothing was compared
 * @param note for the person watching
 */
public record DriftReport(List<Row> rows, List<Check> checks, String note) {
  /** Of a night without scores. */
  public static final DriftReport NONE = new DriftReport(List.of(), List.of(), "");

  private static final String YOUNG_LOG = "young_log";

  /** A message names so many features at most. */
  private static final int NAMED = 5;

  /**
   * One quantity and what is made of it.
   *
   * @param byNature why it drifts although customers do not change; null if nothing is known that
   *     would
   */
  private record Judged(Drift drift, @Nullable String byNature, Drift.Level level) {
    boolean is(Drift.Level wanted) {
      return level == wanted;
    }

    String inWords() {
      return String.format(Locale.ROOT, "%s %.2f", drift.name(), drift.psi());
    }
  }

  /**
   * Judges the drifts.
   *
   * @param modelVersion in use
   * @param reference of that model; null if an earlier version of churnlake trained it
   */
  public static DriftReport of(
      JobContext context, String modelVersion, @Nullable Reference reference, List<Drift> drifts) {
    if (reference == null) {
      return new DriftReport(
          List.of(),
          List.of(),
          "no drift figures, since a version of churnlake that kept no reference trained it");
    }
    if (drifts.isEmpty()) {
      return new DriftReport(List.of(), List.of(), "no drift figures, since nobody is scored");
    }
    Configuration.Churn churn = context.configuration().churn();
    int logDays = reference.logDays();
    List<Judged> judged = drifts.stream().map(drift -> judged(drift, churn, logDays)).toList();
    String note =
        "drift: %d alarms and %d warnings in %d comparisons"
            .formatted(
                count(judged, Drift.Level.ALARM),
                count(judged, Drift.Level.WARNING),
                judged.size());
    return new DriftReport(
        judged.stream().map(one -> row(context, modelVersion, one)).toList(),
        List.of(check(judged, churn.drift().psiAlarm())),
        note);
  }

  private static long count(List<Judged> judged, Drift.Level level) {
    return judged.stream().filter(one -> one.is(level)).count();
  }

  private static Judged judged(Drift drift, Configuration.Churn churn, int logDays) {
    Drift.Level level = drift.level(churn.drift().psiWarning(), churn.drift().psiAlarm());
    String byNature = byNature(drift, logDays < churn.lookbackDays());
    boolean isExpected = byNature != null && level == Drift.Level.ALARM;
    return new Judged(drift, byNature, isExpected ? Drift.Level.WARNING : level);
  }

  /**
   * In a log younger than the days that scored customers are looked for in, the longest absent of
   * them are absent longer from night to night, and with them fewer have bought lately.
   */
  private static @Nullable String byNature(Drift drift, boolean isYoungLog) {
    if (isScore(drift)) {
      return isYoungLog ? YOUNG_LOG : null;
    }
    Feature feature = Feature.valueOf(drift.name().toUpperCase(Locale.ROOT));
    if (feature.nature() != Feature.Nature.STEADY) {
      return feature.nature().name().toLowerCase(Locale.ROOT);
    }
    boolean isOfLate =
        feature == Feature.RECENCY_DAYS
            || feature == Feature.RECENCY_OVER_GAP
            || feature.windowDays() > 0;
    return isYoungLog && isOfLate ? YOUNG_LOG : null;
  }

  private static boolean isScore(Drift drift) {
    return drift.name().equals(ChurnScores.CHURN_PROBABILITY);
  }

  /** Never stops a run: scores of customers who have changed are better than none. */
  private static Check check(List<Judged> judged, double alarm) {
    List<Judged> alarms =
        judged.stream()
            .filter(one -> one.is(Drift.Level.ALARM))
            .sorted(Comparator.comparingDouble(one -> -one.drift().psi()))
            .toList();
    String none =
        String.format(Locale.ROOT, "population stability index below %.2f in each", alarm);
    String some =
        alarms.stream().limit(NAMED).map(Judged::inWords).collect(Collectors.joining(", "))
            + (alarms.size() > NAMED ? " and %d more".formatted(alarms.size() - NAMED) : "")
            + "; see gold.churn_drift";
    return new Check(
        "scored customers are like those that the model learnt from",
        none,
        alarms.isEmpty() ? none : some,
        Check.Severity.NOTE);
  }

  private static Row row(JobContext context, String modelVersion, Judged judged) {
    Drift drift = judged.drift();
    List<@Nullable Object> row = new ArrayList<>();
    row.add(ChurnRows.date(context.asOf()));
    row.add(modelVersion);
    row.add(isScore(drift) ? ChurnDrift.KIND_SCORE : ChurnDrift.KIND_FEATURE);
    row.add(drift.name());
    row.add(drift.referenceCustomers());
    row.add(drift.customers());
    row.add(drift.psi());
    row.add(drift.chancePsi());
    row.add(drift.jensenShannon());
    row.add(drift.missingShareReference());
    row.add(drift.missingShare());
    row.add(judged.byNature());
    row.add(judged.level().name().toLowerCase(Locale.ROOT));
    return RowFactory.create(row.toArray());
  }
}
