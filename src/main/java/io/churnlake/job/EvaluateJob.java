package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.churnlake.churn.label.Outcomes;
import io.churnlake.churn.score.Measurement;
import io.churnlake.churn.score.Measurement.Measured;
import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.table.ChurnEvaluation;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Compares the scores of an earlier date with what happened up to as_of. */
public final class EvaluateJob implements Job {
  private final @Nullable LocalDate chosen;

  private EvaluateJob(@Nullable LocalDate chosen) {
    this.chosen = chosen;
  }

  /** Evaluates the newest scores whose outcome is known: those of as_of less the horizon. */
  public static EvaluateJob ofNewestKnown() {
    return new EvaluateJob(null);
  }

  /** Evaluates the scores of that date. */
  public static EvaluateJob of(LocalDate scoredAsOf) {
    return new EvaluateJob(scoredAsOf);
  }

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String summary() {
    return "How well the churn scores of an earlier date foresaw what happened up to as_of.";
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE, ChurnScores.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(ChurnEvaluation.TABLE);
  }

  /**
   * Measures the scores and writes one row a population and score.
   *
   * @throws io.churnlake.error.UserException if the date was not scored, its horizon ends after
   *     as_of, or the log ends before as_of
   */
  @Override
  public Outcome run(JobContext context) {
    LocalDate scoredAsOf =
        chosen == null
            ? context.asOf().minusDays(context.configuration().churn().horizonDays())
            : chosen;
    Lake lake = context.lake();
    Dataset<Row> days = lake.require(CustomerDays.TABLE, name());
    Dataset<Row> scores =
        lake.require(ChurnScores.TABLE, name())
            .filter(col(ChurnScores.AS_OF).equalTo(lit(scoredAsOf)));
    List<Row> origin =
        scores.select(ChurnScores.MODEL_VERSION, ChurnScores.HORIZON_DAYS).limit(1).collectAsList();
    if (origin.isEmpty()) {
      throw Errors.scoresMissing(scoredAsOf.toString());
    }
    String modelVersion = origin.get(0).getString(0);
    int horizonDays = origin.get(0).getInt(1);
    checkKnown(scoredAsOf, context.asOf(), horizonDays, days);
    Map<String, Column> kinds = Measurement.scores();
    Dataset<Row> outcome = Outcomes.of(scores, days, scoredAsOf, horizonDays);
    List<Measured> measured =
        Measurement.of(
            Measurement.counts(outcome, kinds, context.configuration().activity().windowDays())
                .collectAsList(),
            kinds.keySet());
    List<@Nullable Object> own =
        List.of(ChurnRows.date(scoredAsOf), ChurnRows.date(context.asOf()));
    List<Row> rows = measured.stream().map(each -> ChurnRows.row(own, modelVersion, each)).toList();
    Written written = lake.replaceSlice(ChurnEvaluation.TABLE, scoredAsOf, rows);
    String note = "scores of " + scoredAsOf + ": " + ChurnRows.inWords(measured, Measurement.MODEL);
    long scored = measured.get(0).quality().n();
    return Outcome.of(scored, note, written);
  }

  private static void checkKnown(
      LocalDate scoredAsOf, LocalDate asOf, int horizonDays, Dataset<Row> days) {
    LocalDate knownAt = scoredAsOf.plusDays(horizonDays);
    if (knownAt.isAfter(asOf)) {
      throw Errors.outcomeUnknown(
          scoredAsOf.toString(), horizonDays, knownAt.toString(), asOf.toString());
    }
    Row newest = days.agg(max(CustomerDays.ORDER_DATE)).first();
    if (newest.isNullAt(0)) {
      throw Errors.dataRefused(
          "Nothing can be evaluated as of " + asOf + ".",
          "silver.customer_days has no day left.",
          "Load the order files again.");
    }
    LocalDate last = newest.getDate(0).toLocalDate();
    if (last.isBefore(asOf)) {
      throw Errors.dataEndBefore(asOf.toString(), last.toString());
    }
  }
}
