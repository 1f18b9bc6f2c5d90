package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.job.UseModelJob;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.PublishedViews;
import io.churnlake.run.Runner;
import io.churnlake.step.JobContext;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnValidation;
import io.churnlake.training.ModelList;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the churn models, and takes an earlier one back. */
@Command(
    name = "models",
    description = {
      "Lists the churn models that were trained, the newest first, and which one is in use.",
      "With --use, an earlier one scores from the lake's newest date on. The next training replaces it"
          + " only if its model is better."
    },
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @Option(
      names = "--use",
      paramLabel = "VERSION",
      description =
          "Takes the model of that model_version into use, in place of newer ones; with the --conf of"
              + " the nights.")
  private @Nullable String version;

  @Option(
      names = "--format",
      paramLabel = "table|csv|json",
      description = "How the list is printed (default ${DEFAULT-VALUE}).")
  private ResultFormat format = ResultFormat.table;

  ModelsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration = lakeOptions.configuration();
    Lake lake =
        version == null
            ? lakeOptions.open(configuration)
            : lakeOptions.openToWrite(configuration, terminal.clock());
    LakeRecord.require(lake);
    if (version != null) {
      JobContext context =
          new JobContext(
              lake,
              configuration,
              null,
              LocalDate.ofInstant(terminal.clock().instant(), ZoneOffset.UTC),
              RunIds.next(terminal.clock()),
              terminal.clock());
      new Runner(context, new StepLines(terminal.err())).run(List.of(new UseModelJob(version)));
    }
    PublishedViews views = PublishedViews.of(lake);
    Results.print(
        ModelList.of(views.read(ChurnModels.TABLE), views.read(ChurnValidation.TABLE)),
        format,
        terminal);
    return 0;
  }
}
