package io.churnlake.cli;

import io.churnlake.alarm.Alarm;
import io.churnlake.alarm.Alarms;
import io.churnlake.config.AlarmSettings;
import io.churnlake.error.ExitCode;
import io.churnlake.error.UserException;
import io.churnlake.lake.Failures;
import io.churnlake.lake.LogTables;
import io.churnlake.run.NightsBefore;
import java.util.Map;
import java.util.Optional;

/**
 * Tells whom the settings name of a night that failed, and of the first one that goes well after
 * it. Whatever becomes of that, the night's own end stays what it is.
 */
final class NightAlarms {
  private final Terminal terminal;
  private final Alarms alarms;

  NightAlarms(Terminal terminal, AlarmSettings settings, Map<String, String> environment) {
    this.terminal = terminal;
    this.alarms = new Alarms(settings, environment);
  }

  /** Says at once what would keep somebody from being told. */
  void check() {
    alarms.problems().forEach(this::say);
  }

  /**
   * A night failed. Another run that holds the lake is no failure: nothing is broken.
   *
   * @param step the step that failed; empty if none did
   * @return whether that is told, as far as the settings go
   */
  boolean failed(Alarm.Night night, String step, Throwable failure) {
    Alarm.Told told = told(failure);
    if (told.exitCode() == ExitCode.LAKE_HELD.code()) {
      return false;
    }
    failed(night, step, told);
    return true;
  }

  /** The same in words. */
  void failed(Alarm.Night night, String step, Alarm.Told told) {
    tell(Alarm.failure(night, step, told, terminal.clock().instant()));
  }

  /**
   * A night went well; told if the one before had failed, as the lake's accounts say.
   *
   * @return whether it was a recovery
   */
  boolean wentWell(Alarm.Night night) {
    if (!alarms.areWanted()) {
      return false;
    }
    try {
      Optional<String> failed =
          LogTables.find(night.lake())
              .map(NightsBefore::new)
              .flatMap(nights -> nights.failedBefore(night.runId()));
      failed.ifPresent(run -> recovered(night, run));
      return failed.isPresent();
    } catch (RuntimeException e) {
      say("the runs before cannot be read (" + e.getClass().getSimpleName() + ")");
      return false;
    }
  }

  /**
   * A night went well after one that failed.
   *
   * @param failedRun the run that had failed; empty if it left no account
   */
  void recovered(Alarm.Night night, String failedRun) {
    tell(Alarm.recovery(night, failedRun, terminal.clock().instant()));
  }

  private void tell(Alarm alarm) {
    alarms.tell(alarm).forEach(this::say);
  }

  private void say(String problem) {
    terminal.err().println("alarm: " + problem);
  }

  /** Without the messages of other programs and without rows, which may show data of customers. */
  static Alarm.Told told(Throwable failure) {
    Optional<UserException> behind = Failures.behind(failure);
    if (behind.isEmpty()) {
      return new Alarm.Told(
          "churnlake failed: this is an error of the program or of its surroundings.",
          failure.getClass().getSimpleName(),
          "The log has the details (" + LogFile.name() + "). Run again with --resume.",
          ExitCode.INTERNAL.code());
    }
    UserException e = behind.get();
    return new Alarm.Told(
        e.problem(),
        e.quotesRows()
            ? "It quotes delivered files and is not sent; the command and ops.runs tell it."
            : e.reason(),
        e.remedy(),
        e.exitCode().code());
  }
}
