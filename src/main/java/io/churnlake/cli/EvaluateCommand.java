package io.churnlake.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.config.Configuration;
import io.churnlake.job.EvaluateJob;
import io.churnlake.lake.Lake;
import io.churnlake.lake.PublishedViews;
import io.churnlake.run.Runner;
import io.churnlake.step.JobContext;
import io.churnlake.table.ChurnEvaluation;
import io.churnlake.table.ChurnMetrics;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Earlier scores against what happened. */
@Command(
    name = "evaluate",
    description = "Compares the churn scores of an earlier night with what happened since.",
    mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @Option(
      names = "--scored-as-of",
      required = true,
      paramLabel = "YYYY-MM-DD",
      description = "The --as-of of the night whose scores are evaluated.")
  private LocalDate scoredAsOf = LocalDate.EPOCH;

  @Option(
      names = "--as-of",
      required = true,
      paramLabel = "YYYY-MM-DD",
      description =
          "What happened is known up to this date: today or earlier, and the scores' horizon (by"
              + " default 90 days) or more after that night.")
  private LocalDate asOf = LocalDate.EPOCH;

  @Option(
      names = "--format",
      paramLabel = "table|csv|json",
      description = "How the result is printed (default ${DEFAULT-VALUE}).")
  private ResultFormat format = ResultFormat.table;

  EvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration = lakeOptions.configuration();
    BusinessDate.mustHaveBegun(asOf, terminal.clock(), configuration, null);
    Lake lake = lakeOptions.openToWrite(configuration, terminal.clock());
    JobContext context =
        new JobContext(
            lake, configuration, null, asOf, RunIds.next(terminal.clock()), terminal.clock());
    new Runner(context, new StepLines(terminal.err())).run(List.of(EvaluateJob.of(scoredAsOf)));
    Results.print(
        PublishedViews.of(lake)
            .read(ChurnEvaluation.TABLE)
            .filter(col(Table.AS_OF).equalTo(lit(scoredAsOf)))
            .orderBy(ChurnMetrics.POPULATION, ChurnMetrics.SCORE_NAME)
            .select(
                ChurnMetrics.POPULATION,
                ChurnMetrics.SCORE_NAME,
                ChurnMetrics.N,
                ChurnMetrics.BASE_RATE,
                ChurnMetrics.AUC,
                ChurnMetrics.AUC_LOW,
                ChurnMetrics.AUC_HIGH,
                ChurnMetrics.PR_AUC,
                ChurnMetrics.MEAN_PREDICTION,
                ChurnMetrics.CALIBRATION_ERROR,
                ChurnMetrics.BRIER,
                ChurnMetrics.LOG_LOSS,
                ChurnMetrics.TOP_DECILE_LIFT,
                ChurnMetrics.LIFT_CEILING),
        format,
        terminal);
    return 0;
  }
}
