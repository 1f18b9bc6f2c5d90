package io.churnlake.job;

import io.churnlake.error.Errors;
import io.churnlake.evaluation.DueEvaluations;
import io.churnlake.evaluation.DueEvaluations.Scored;
import io.churnlake.evaluation.Evaluation;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.ChurnEvaluation;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnRealised;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Rfm;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares the scores of earlier dates with what happened up to as_of. */
public final class EvaluateJob implements Job {
  private final @Nullable LocalDate chosen;

  private EvaluateJob(@Nullable LocalDate chosen) {
    this.chosen = chosen;
  }

  /** The nightly step: evaluates the dates that are due, of which most nights have one or none. */
  public static EvaluateJob ofAllDue() {
    return new EvaluateJob(null);
  }

  /** Evaluates the scores of that date, also if they were before. */
  public static EvaluateJob of(LocalDate scoredAsOf) {
    return new EvaluateJob(scoredAsOf);
  }

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public List<Table> reads() {
    return List.of(ChurnScores.TABLE, ChurnFeatures.TABLE, Rfm.TABLE, CustomerDays.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(ChurnRealised.TABLE, ChurnEvaluation.TABLE);
  }

  /** A chosen date is none of the tables'. */
  @Override
  public boolean followsFromTables() {
    return chosen == null;
  }

  /**
   * Writes the realised rows and the evaluation of each date, and nothing where none is due.
   *
   * @throws io.churnlake.error.UserException if a chosen date was not scored, its horizon ends
   *     after as_of, or the log ends before as_of
   */
  @Override
  public Outcome run(JobContext context) {
    DueEvaluations due =
        chosen == null
            ? DueEvaluations.of(context)
            : new DueEvaluations(List.of(known(context, chosen)), 0);
    if (due.dates().isEmpty()) {
      return Outcome.of(0, "no scored date became known");
    }
    List<Written> written = new ArrayList<>();
    long customers = 0;
    String newest = "";
    for (Scored scored : due.dates()) {
      Evaluation evaluation = Evaluation.written(context, scored);
      written.add(evaluation.realised());
      written.add(evaluation.evaluation());
      customers += evaluation.realised().rows();
      newest = newest.isEmpty() ? evaluation.inWords() : newest;
    }
    return Outcome.of(customers, newest + others(due), written.toArray(Written[]::new));
  }

  private static String others(DueEvaluations due) {
    int others = due.dates().size() - 1;
    String more = others > 0 ? "; " + others + " earlier dates evaluated too" : "";
    return due.waiting() > 0 ? more + ", " + due.waiting() + " wait for the next nights" : more;
  }

  private Scored known(JobContext context, LocalDate scoredAsOf) {
    Lake lake = context.lake();
    lake.require(CustomerDays.TABLE, name());
    lake.require(ChurnScores.TABLE, name());
    LocalDate asOf = context.asOf();
    Scored scored =
        Scored.of(lake, scoredAsOf).orElseThrow(() -> Errors.scoresMissing(scoredAsOf.toString()));
    if (scored.knownAt().isAfter(asOf)) {
      throw Errors.outcomeUnknown(
          scoredAsOf.toString(),
          scored.horizonDays(),
          scored.knownAt().toString(),
          asOf.toString());
    }
    LocalDate last =
        DueEvaluations.lastDay(lake)
            .orElseThrow(
                () ->
                    Errors.dataRefused(
                        "Nothing can be evaluated as of " + asOf + ".",
                        "silver.customer_days has no day left.",
                        "Load the order files again."));
    if (last.isBefore(asOf)) {
      throw Errors.dataEndBefore(asOf.toString(), last.toString());
    }
    return scored;
  }
}
