package io.churnlake.cli;

import io.churnlake.alarm.Alarm;
import io.churnlake.error.ExitCode;
import io.churnlake.schedule.NightProcess;
import io.churnlake.schedule.NightWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Each night as a process of its own, told of in a line. The process has somebody told of its
 * failure itself; this one does if it could not.
 */
final class ScheduledNights implements NightWatch.Night, NightWatch.Told {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Terminal terminal;
  private final NightAlarms alarms;
  private final ToIntFunction<List<String>> process;
  private final String lake;
  private final List<String> nightly;

  private Instant started = Instant.EPOCH;
  private String said = "";

  /** Whether the last that somebody heard was of a failure; the lake knows no refused nights. */
  private boolean isAlarmed;

  /**
   * Starts nothing yet.
   *
   * @param process runs a command and gives its exit code
   * @param nightly the command of a night, without its date
   */
  ScheduledNights(
      Terminal terminal,
      NightAlarms alarms,
      ToIntFunction<List<String>> process,
      String lake,
      List<String> nightly) {
    this.terminal = terminal;
    this.alarms = alarms;
    this.process = process;
    this.lake = lake;
    this.nightly = List.copyOf(nightly);
  }

  @Override
  public int run(LocalDate asOf) {
    started = terminal.clock().instant();
    try {
      Path file = Files.createTempFile("churnlake-night", ".ending");
      try {
        List<String> command = new ArrayList<>(nightly);
        command.addAll(List.of("--as-of", asOf.toString(), "--ending", file.toString()));
        int code = process.applyAsInt(command);
        said = new Ending(file).said();
        if (said.isEmpty()) {
          // One that was killed may have left a line open.
          terminal.err().println();
        }
        return code;
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary file can be made", e);
    }
  }

  @Override
  public void leftOut(LocalDate from, LocalDate until) {
    say(
        "the nights of "
            + from
            + ".."
            + until
            + " were missed and are left out (--catch-up); nightly --as-of "
            + from
            + ".."
            + until
            + " makes up for them");
  }

  @Override
  public void begins(LocalDate asOf, LocalDate last) {
    say("night of " + asOf + (asOf.equals(last) ? "" : "; due up to " + last));
  }

  @Override
  public void wentWell(LocalDate asOf) {
    say("the night of " + asOf + " is done");
    if (isAlarmed && !said.equals(Ending.RECOVERY)) {
      alarms.recovered(night(asOf), "");
    }
    isAlarmed = false;
  }

  @Override
  public void failed(LocalDate asOf, int code, Instant again, boolean isLast) {
    say(
        "the night of "
            + asOf
            + " "
            + (code == 0 ? "is not in the lake" : "ended with exit code " + code)
            + "; it is tried again at "
            + TIME.format(again)
            + ", and later nights wait for it");
    boolean isHeld = code == ExitCode.LAKE_HELD.code();
    if (said.equals(Ending.FAILURE)) {
      isAlarmed = true;
    } else if (!isHeld || isLast) {
      alarms.failed(night(asOf), "", told(code));
      isAlarmed = true;
    }
  }

  @Override
  public void unknown(RuntimeException failure, Instant again) {
    say("the lake cannot be read; looked at again at " + TIME.format(again));
    if (!isAlarmed) {
      alarms.failed(new Alarm.Night(lake, "", Optional.empty(), again), "", failure);
    }
    isAlarmed = true;
    Cli.end(terminal, failure);
  }

  @Override
  public void waits(LocalDate asOf, Instant planned) {
    say("the next night is that of " + asOf + ", at " + TIME.format(planned));
  }

  private Alarm.Night night(LocalDate asOf) {
    return new Alarm.Night(lake, "", Optional.of(asOf), started);
  }

  private static Alarm.Told told(int code) {
    if (code == ExitCode.LAKE_HELD.code()) {
      return new Alarm.Told(
          "The night did not run.",
          "Another run held the lake each time that it was tried.",
          "See `churnlake status`; the next planned time tries again.",
          code);
    }
    if (code == 0) {
      return new Alarm.Told(
          "The night ended well, and the lake has no whole night of its date.",
          "Steps were left out, or another run changed the lake meanwhile.",
          "See gold.calendar.missing_steps; the next planned time tries again.",
          ExitCode.INTERNAL.code());
    }
    return new Alarm.Told(
        "The night's process ended with exit code " + code + " and did not say why.",
        code == NightProcess.NOT_STARTED
            ? "It could not be started."
            : "It did not start, or was killed: by the system for want of memory, or by somebody.",
        "See what `churnlake schedule` printed, and the system's log.",
        code);
  }

  private void say(String words) {
    terminal.err().println("schedule: " + words);
  }
}
