package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.ExitCode;
import io.churnlake.inspect.Presets;
import io.churnlake.job.RecoverJob;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeState.Damage;
import io.churnlake.lake.Recovery;
import io.churnlake.run.Runner;
import io.churnlake.step.JobContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells what is missing from a lake, and goes on with what is left. */
@Command(
    name = "recover",
    description = {
      "Looks whether a lake is whole: each table's log, its files, and what the accounts of runs know"
          + " of it. Without --adopt-current nothing is changed.",
      "A copy of the lake, if there is one, is better than what this command can do."
    },
    mixinStandardHelpOptions = true)
final class RecoverCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @Option(
      names = "--adopt-current",
      description =
          "Goes on with what is left: what cannot be read is set aside in LAKE/_damaged, and the rest"
              + " is published.")
  private boolean adoptCurrent;

  @Option(
      names = "--source",
      paramLabel = "FILE",
      description = SourceOption.DESCRIPTION + " Needed where ops.lake is gone.")
  private @Nullable Path source;

  RecoverCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration = lakeOptions.configuration();
    SourceMapping mapping = source == null ? null : Presets.named(source);
    Lake lake =
        adoptCurrent
            ? lakeOptions.openToWrite(configuration, terminal.clock())
            : lakeOptions.open(configuration);
    List<Damage> damages = Recovery.damages(lake);
    tell(damages);
    if (damages.isEmpty() || !adoptCurrent) {
      return damages.isEmpty() ? ExitCode.DONE.code() : ExitCode.DATA_REFUSED.code();
    }
    JobContext context =
        new JobContext(
            lake,
            configuration,
            mapping == null ? null : DeliveryOptions.delivery(mapping, "", configuration, lake),
            LocalDate.ofInstant(terminal.clock().instant(), ZoneOffset.UTC),
            RunIds.next(terminal.clock()),
            terminal.clock());
    new Runner(context, new StepLines(terminal.err())).run(List.of(new RecoverJob()));
    return ExitCode.DONE.code();
  }

  private void tell(List<Damage> damages) {
    if (damages.isEmpty()) {
      terminal.out().println("the lake is whole: every table, and every file that its log names");
      return;
    }
    for (Damage damage : damages) {
      terminal.out().println(damage);
      terminal.out().println("    with --adopt-current: " + Recovery.remedy(damage));
    }
  }
}
