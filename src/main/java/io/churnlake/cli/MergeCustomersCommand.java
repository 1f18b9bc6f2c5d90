package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.inspect.Presets;
import io.churnlake.job.MergeCustomersJob;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.run.Runner;
import io.churnlake.step.JobContext;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Several ids of one person. */
@Command(
    name = "merge-customers",
    description = {
      "Notes that several customer ids are one person, such as a guest who opened an account.",
      "Reads lines `from,to` of customer ids, from --pairs or standard input. The next conform or"
          + " nightly applies them."
    },
    mixinStandardHelpOptions = true)
final class MergeCustomersCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @Option(
      names = "--source",
      required = true,
      paramLabel = "FILE",
      description = SourceOption.DESCRIPTION + " It says how ids are cleaned.")
  private Path source = Path.of("");

  @Option(
      names = "--pairs",
      paramLabel = "FILE",
      description = "Lines `from,to`; standard input without it.")
  private @Nullable Path pairs;

  MergeCustomersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration = lakeOptions.configuration();
    SourceMapping mapping = Presets.named(source);
    MergeCustomersJob job = new MergeCustomersJob(Lines.required(pairs));
    Lake lake = lakeOptions.openToWrite(configuration, terminal.clock());
    LakeRecord.require(lake);
    JobContext context =
        new JobContext(
            lake,
            configuration,
            DeliveryOptions.delivery(mapping, "", configuration, lake),
            BusinessDate.today(terminal.clock(), configuration, mapping),
            RunIds.next(terminal.clock()),
            terminal.clock());
    new Runner(context, new StepLines(terminal.err())).run(List.of(job));
    return 0;
  }
}
