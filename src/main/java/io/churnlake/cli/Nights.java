package io.churnlake.cli;

import io.churnlake.alarm.Alarm;
import io.churnlake.config.Configuration;
import io.churnlake.lake.Lake;
import io.churnlake.run.Finished;
import io.churnlake.run.Runner;
import io.churnlake.run.Selection;
import io.churnlake.run.Stop;
import io.churnlake.step.JobContext;
import io.churnlake.step.OrderLog;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs nights one after the other, and has somebody told of one that fails. */
final class Nights {
  private final Terminal terminal;
  private final LakeOptions lakeOptions;
  private final Configuration configuration;
  private final NightAlarms alarms;
  private final Ending ending;

  // Of the night that is under way.
  private Optional<LocalDate> asOf = Optional.empty();
  private Instant started;
  private String runId = "";
  private WatchedSteps steps;

  /**
   * Runs nothing yet.
   *
   * @param ending where `schedule` reads whether anybody was told; null if it does not
   */
  Nights(
      Terminal terminal,
      LakeOptions lakeOptions,
      Configuration configuration,
      @Nullable Path ending) {
    this.terminal = terminal;
    this.lakeOptions = lakeOptions;
    this.configuration = configuration;
    this.alarms = new NightAlarms(terminal, configuration.alarm(), System.getenv());
    this.ending = new Ending(ending);
    this.started = terminal.clock().instant();
    this.steps = new WatchedSteps(new StepLines(terminal.err()));
  }

  /**
   * Runs the nights of these dates; the first that fails ends them.
   *
   * @param orders the order logs of the lake
   */
  void run(OrdersOptions orders, AsOf given, Selection selection) {
    alarms.check();
    asOf = given.isFixed() ? Optional.of(LocalDate.parse(given.first())) : Optional.empty();
    try {
      List<OrderLog> logs = orders.logs();
      List<LocalDate> dates =
          given.dates(terminal.clock(), BusinessDate.zone(configuration, logs.get(0).source()));
      asOf = Optional.of(dates.get(0));
      Lake lake = lakeOptions.openToWrite(configuration, terminal.clock());
      each(lake, logs, dates, selection);
    } catch (RuntimeException | Error e) {
      ending.say(alarms.failed(night(), steps.failed(), e) ? Ending.FAILURE : Ending.QUIET);
      throw e;
    }
  }

  private void each(Lake lake, List<OrderLog> logs, List<LocalDate> dates, Selection selection) {
    for (LocalDate date : dates) {
      if (dates.size() > 1) {
        terminal.err().println("night of " + date);
      }
      asOf = Optional.of(date);
      started = terminal.clock().instant();
      steps = new WatchedSteps(new StepLines(terminal.err()));
      try {
        JobContext context = NightlyCommand.context(terminal, lake, configuration, logs, date);
        runId = context.runId();
        one(context, selection);
      } catch (RuntimeException e) {
        tellWhatIsLeft(date, dates);
        throw e;
      }
    }
  }

  private void one(JobContext context, Selection selection) {
    Stop stop = new Stop();
    Runner runner = new Runner(context, steps, stop);
    Finished finished = StopSignals.handedTo(stop, context, () -> runner.run(selection));
    if (!finished.lacking().isEmpty()) {
      terminal
          .err()
          .println(
              "nothing was published, since these steps have something to do yet: "
                  + String.join(", ", finished.lacking())
                  + "\nnightly --resume, for the same date, runs them and publishes");
      return;
    }
    terminal
        .err()
        .println(
            (finished.nothingNew() ? "nothing new in " : "published in ") + context.lake().root());
    ending.say(alarms.wentWell(night()) ? Ending.RECOVERY : Ending.QUIET);
  }

  private Alarm.Night night() {
    return new Alarm.Night(lakeOptions.lake, runId, asOf, started);
  }

  private void tellWhatIsLeft(LocalDate failed, List<LocalDate> dates) {
    if (dates.size() > 1) {
      LocalDate last = dates.get(dates.size() - 1);
      terminal
          .err()
          .println(
              dates.indexOf(failed)
                  + " of "
                  + dates.size()
                  + " nights are done; what is left: --as-of "
                  + failed
                  + ".."
                  + last);
    }
  }
}
