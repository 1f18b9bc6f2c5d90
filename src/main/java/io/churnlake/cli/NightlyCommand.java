package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.job.JobContext;
import io.churnlake.job.Jobs;
import io.churnlake.job.Outcome;
import io.churnlake.job.Runner;
import io.churnlake.lake.Lake;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All nightly steps in order. */
@Command(
    name = "nightly",
    description = {
      "Runs all nightly jobs in order and publishes their tables together, or none of them.",
      "A job of which nothing has changed since it last ran (date, settings, program, tables) is"
          + " left out."
    },
    mixinStandardHelpOptions = true)
final class NightlyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @Option(
      names = "--source",
      required = true,
      paramLabel = "FILE",
      description = "The source mapping, for instance conf/sources/online-retail.conf.")
  private Path source = Path.of("");

  @Option(
      names = "--input",
      required = true,
      paramLabel = "DIR",
      description = "The folder with the order files; files.folder of the source is below it.")
  private String input = "";

  @Option(
      names = "--as-of",
      required = true,
      paramLabel = "YYYY-MM-DD",
      description = "Business date, today or earlier: no order dated after it is used.")
  private LocalDate asOf = LocalDate.EPOCH;

  @Option(
      names = "--anew",
      description =
          "Runs all steps, also those for which nothing has changed since they last ran. `run JOB`"
              + " always runs its job.")
  private boolean anew;

  NightlyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration = lakeOptions.configuration();
    SourceMapping mapping = SourceMapping.load(source);
    BusinessDate.mustHaveBegun(asOf, terminal.clock(), configuration, mapping);
    Lake lake = lakeOptions.openToWrite(configuration, terminal.clock());
    Runner runner = runner(terminal, lake, configuration, mapping, input, asOf);
    List<Outcome> outcomes =
        anew ? runner.run(Jobs.nightly()) : runner.runWhatChanged(Jobs.nightly());
    boolean nothingNew = outcomes.stream().allMatch(outcome -> outcome.written().isEmpty());
    terminal.err().println((nothingNew ? "nothing new in " : "published in ") + lake.root());
    return 0;
  }

  static Runner runner(
      Terminal terminal,
      Lake lake,
      Configuration configuration,
      SourceMapping mapping,
      String input,
      LocalDate asOf) {
    JobContext context =
        new JobContext(
            lake,
            configuration,
            DeliveryOptions.delivery(mapping, input, configuration, lake),
            asOf,
            RunIds.next(terminal.clock()),
            terminal.clock());
    return new Runner(context, new StepLines(terminal.err()));
  }
}
