package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.job.JobContext;
import io.churnlake.job.Jobs;
import io.churnlake.job.Runner;
import io.churnlake.lake.Lake;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** All nightly steps in order. */
@Command(
    name = "nightly",
    description =
        "Runs all nightly jobs in order and publishes their tables together, or none of them.",
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

  NightlyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration = lakeOptions.configuration();
    SourceMapping mapping = SourceMapping.load(source);
    BusinessDate.mustHaveBegun(asOf, terminal.clock(), configuration, mapping);
    Lake lake = lakeOptions.openToWrite(configuration, terminal.clock());
    run(terminal, lake, configuration, mapping, input, asOf);
    terminal.err().println("published in " + lake.root());
    return 0;
  }

  static void run(
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
    new Runner(context, new StepLines(terminal.err())).run(Jobs.nightly());
  }
}
