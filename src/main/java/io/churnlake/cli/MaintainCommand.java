package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.error.Errors;
import io.churnlake.job.MaintainJob;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.Publications;
import io.churnlake.lake.RunNote;
import io.churnlake.run.Runner;
import io.churnlake.run.Stop;
import io.churnlake.step.JobContext;
import io.churnlake.upkeep.Upkeep;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps a lake small. */
@Command(
    name = "maintain",
    description = {
      "Tells how a lake can be made smaller, table by table: small files that can be put together, old"
          + " slices that the settings let go, data files and log entries that no kept version needs."
          + " With --apply it is done, under the lake's lock.",
      "churnlake.upkeep of the settings says what is kept. What readers see stays the same, but for old"
          + " slices; a night without news still has nothing to do afterwards."
    },
    mixinStandardHelpOptions = true)
final class MaintainCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final LakeOptions lakeOptions = new LakeOptions();

  @Option(names = "--apply", description = "Does it. Without this option nothing is changed.")
  private boolean apply;

  MaintainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Configuration configuration = lakeOptions.configuration();
    Lake lake =
        apply
            ? lakeOptions.openToWrite(configuration, terminal.clock())
            : lakeOptions.open(configuration);
    LakeRecord.require(lake);
    LocalDate date =
        new Publications(lake)
            .lastDate()
            .orElseThrow(() -> Errors.noNightForStep(lake.root(), "maintain"));
    if (!apply) {
      new UpkeepLines(terminal.out())
          .print(
              lake.root(),
              new Upkeep(lake, configuration.upkeep()).plan(terminal.clock().instant()),
              configuration.upkeep());
      return 0;
    }
    refuseUnfinished(lake);
    JobContext context =
        new JobContext(
            lake, configuration, null, date, RunIds.next(terminal.clock()), terminal.clock());
    Stop stop = new Stop();
    Runner runner = new Runner(context, new StepLines(terminal.err()), stop);
    StopSignals.handedTo(stop, context, () -> runner.run(List.of(new MaintainJob())));
    return 0;
  }

  /** Any run but a resumed one undoes first what a failed one has left; that would be a loss. */
  private static void refuseUnfinished(Lake lake) {
    RunNote.newest(lake)
        .map(RunNote::halfway)
        .filter(halfway -> !halfway.tables().isEmpty())
        .ifPresent(
            halfway -> {
              throw Errors.upkeepBeforeResume(lake.root(), halfway.asOf());
            });
  }
}
