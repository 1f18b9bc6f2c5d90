package io.churnlake.evaluation;

import static org.apache.spark.sql.functions.max;

import io.churnlake.lake.Lake;
import io.churnlake.step.JobContext;
import io.churnlake.table.ChurnEvaluation;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.CustomerDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/**
 * The scored dates whose horizon has passed, as far as the log tells, and which have no evaluation.
 *
 * @param dates the newest first, at most {@link #MOST}
 * @param waiting further ones, for the nights to come
 */
public record DueEvaluations(List<Scored> dates, int waiting) {
  /** A night without misses has one; after that a few are caught up with, and no night is long. */
  static final int MOST = 7;

  /** A scored date, the model that scored, and how far it looked ahead. */
  public record Scored(LocalDate asOf, String modelVersion, int horizonDays) {

    /** The day at whose end all is known; the horizon's last. */
    public LocalDate knownAt() {
      return asOf.plusDays(horizonDays);
    }

    /** Empty if that date was not scored. */
    public static Optional<Scored> of(Lake lake, LocalDate asOf) {
      List<Row> first =
          lake.slice(ChurnScores.TABLE, asOf)
              .select(ChurnScores.MODEL_VERSION, ChurnScores.HORIZON_DAYS)
              .limit(1)
              .collectAsList();
      return first.stream()
          .map(row -> new Scored(asOf, row.getString(0), row.getInt(1)))
          .findFirst();
    }
  }

  /**
   * Looks at the logs of two tables, and at rows only if a date may be due by the configured
   * horizon. Scores that looked further ahead than that wait until their own has passed.
   */
  public static DueEvaluations of(JobContext context) {
    Lake lake = context.lake();
    int horizonDays = context.configuration().churn().horizonDays();
    NavigableSet<LocalDate> open =
        new TreeSet<>(
            lake.slices(ChurnScores.TABLE).headSet(context.asOf().minusDays(horizonDays), true));
    if (!open.isEmpty()) {
      open.removeAll(lake.slices(ChurnEvaluation.TABLE));
    }
    Optional<LocalDate> last = open.isEmpty() ? Optional.empty() : lastDay(lake);
    if (last.isEmpty()) {
      return new DueEvaluations(List.of(), 0);
    }
    LocalDate known = last.get().isBefore(context.asOf()) ? last.get() : context.asOf();
    List<Scored> due = new ArrayList<>();
    for (LocalDate asOf : open.descendingSet()) {
      if (due.size() == MOST) {
        return new DueEvaluations(due, open.headSet(asOf, true).size());
      }
      if (!asOf.plusDays(horizonDays).isAfter(known)) {
        Scored.of(lake, asOf)
            .filter(scored -> !scored.knownAt().isAfter(known))
            .ifPresent(due::add);
      }
    }
    return new DueEvaluations(due, 0);
  }

  /** The newest day of the log; empty if it has none. */
  public static Optional<LocalDate> lastDay(Lake lake) {
    Row newest = lake.read(CustomerDays.TABLE).agg(max(CustomerDays.ORDER_DATE)).first();
    return newest.isNullAt(0) ? Optional.empty() : Optional.of(newest.getDate(0).toLocalDate());
  }
}
