package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.config.CustomerKeySecret;
import io.churnlake.config.SourceMapping;
import io.churnlake.inspect.Presets;
import io.churnlake.job.RotateKeyJob;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.run.Runner;
import io.churnlake.step.JobContext;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Another key for the customer ids. */
@Command(
    name = "rotate-key",
    description = {
      "Gives every customer of a lake a key under another secret, builds silver anew, and removes"
          + " the versions under the old one.",
      "The old key is found as in every run. Use the new one from the next run on."
    },
    mixinStandardHelpOptions = true)
final class RotateKeyCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @Option(
      names = "--source",
      required = true,
      paramLabel = "FILE",
      description = SourceOption.DESCRIPTION + " Silver is built anew by its rules.")
  private Path source = Path.of("");

  @Option(
      names = "--new-key-file",
      required = true,
      paramLabel = "FILE",
      description = "File with the new key: 64 hexadecimal digits.")
  private String newKeyFile = "";

  @Option(
      names = "--keep-history",
      description = "Leaves older versions, which are under the old key, where they are.")
  private boolean keepHistory;

  RotateKeyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration = lakeOptions.configuration();
    SourceMapping mapping = Presets.named(source);
    CustomerKeySecret next = CustomerKeySecret.ofFile(newKeyFile);
    Lake lake = lakeOptions.openToWrite(configuration, terminal.clock());
    // A change that died after its last commit left only older versions to remove.
    boolean changed = LakeRecord.require(lake).keyId().equals(next.id());
    JobContext.Delivery delivery =
        changed
            ? new JobContext.Delivery(mapping, "", next)
            : DeliveryOptions.delivery(mapping, "", configuration, lake);
    if (!keepHistory) {
      terminal
          .err()
          .println(
              "rotate-key: readers that have tables open will fail, and earlier publications can no"
                  + " longer be read");
    }
    JobContext context =
        new JobContext(
            lake,
            configuration,
            delivery,
            BusinessDate.today(terminal.clock(), configuration, mapping),
            RunIds.next(terminal.clock()),
            terminal.clock());
    RotateKeyJob job =
        new RotateKeyJob(next, keepHistory ? RotateKeyJob.History.KEEP : RotateKeyJob.History.DROP);
    new Runner(context, new StepLines(terminal.err())).run(List.of(job));
    terminal.err().println("the lake's key is now " + next.id() + "; use the new key from now on");
    return 0;
  }
}
