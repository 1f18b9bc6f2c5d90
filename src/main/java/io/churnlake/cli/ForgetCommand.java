package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.inspect.Presets;
import io.churnlake.job.ForgetJob;
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

/** Removes persons from a lake for good. */
@Command(
    name = "forget",
    description = {
      "Removes customers from every table, file and older version of a lake, and keeps later files"
          + " from bringing them back.",
      "Customer ids are read one a line, from --ids or standard input."
    },
    mixinStandardHelpOptions = true)
final class ForgetCommand implements Callable<Integer> {
  private static final int FILES_NAMED = 20;

  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @Option(
      names = "--source",
      required = true,
      paramLabel = "FILE",
      description = SourceOption.DESCRIPTION + " It says how ids are cleaned.")
  private Path source = Path.of("");

  @Option(
      names = "--ids",
      paramLabel = "FILE",
      description = "The shop's customer ids, one a line; standard input without it.")
  private @Nullable Path ids;

  @Option(
      names = "--resume",
      description =
          "Finishes requests that were begun and did not come to their end; without ids. Any forget"
              + " does so, too.")
  private boolean resume;

  @Option(
      names = "--texts",
      paramLabel = "FILE",
      description =
          "What else names the persons (names, e-mail addresses), one a line: rejected rows that"
              + " hold it go too, and the search looks for it.")
  private @Nullable Path texts;

  ForgetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration = lakeOptions.configuration();
    SourceMapping mapping = Presets.named(source);
    ForgetJob job = new ForgetJob(resume ? List.of() : Lines.required(ids), Lines.optional(texts));
    Lake lake = lakeOptions.openToWrite(configuration, terminal.clock());
    LakeRecord.require(lake);
    terminal
        .err()
        .println(
            "forget: readers that have tables open will fail, and earlier publications can no"
                + " longer be read");
    JobContext context =
        new JobContext(
            lake,
            configuration,
            DeliveryOptions.delivery(mapping, "", configuration, lake),
            BusinessDate.today(terminal.clock(), configuration, mapping),
            RunIds.next(terminal.clock()),
            terminal.clock());
    new Runner(context, new StepLines(terminal.err())).run(List.of(job));
    tellDelivered(job.deliveredIn());
    return 0;
  }

  /** The shop's own files are not touched. */
  private void tellDelivered(List<String> files) {
    if (files.isEmpty()) {
      return;
    }
    terminal
        .err()
        .println(
            "the shop's own files are not touched; "
                + files.size()
                + " delivered files held the customers:");
    files.stream().limit(FILES_NAMED).forEach(file -> terminal.err().println("  " + file));
    if (files.size() > FILES_NAMED) {
      terminal.err().println("  and " + (files.size() - FILES_NAMED) + " more");
    }
  }
}
