package io.churnlake.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the nights that are due, the oldest first, until none is left or one fails. A night that
 * fails stays due: later ones wait for it, so that none is left out. Which nights are due is read
 * from the lake each time and kept nowhere.
 */
public final class NightWatch {
  private final NightTimes times;
  private final Rules rules;
  private final Supplier<Optional<LocalDate>> newest;
  private final Night night;
  private final Told told;
  private final Clock clock;

  private @Nullable LocalDate first;
  private @Nullable LocalDate done;
  private int tries;
  private volatile boolean isOver;

  /** Runs a night. */
  public interface Night {
    /** Runs the night of that date to its end; gives its exit code. */
    int run(LocalDate asOf);
  }

  /** Hears how it goes on. */
  public interface Told {
    /**
     * Dates that are older than what is made up for.
     *
     * @param from the first
     * @param until the last
     */
    void leftOut(LocalDate from, LocalDate until);

    /**
     * A night begins.
     *
     * @param last the last night that is due
     */
    void begins(LocalDate asOf, LocalDate last);

    /** A night ended well. */
    void wentWell(LocalDate asOf);

    /**
     * A night failed.
     *
     * @param code its exit code; 0 if it ended well and the lake has no whole night of its date
     * @param again when it is tried again
     * @param isLast whether that is the next planned time
     */
    void failed(LocalDate asOf, int code, Instant again, boolean isLast);

    /**
     * Nobody can tell which nights are due.
     *
     * @param again when it is looked again
     */
    void unknown(RuntimeException failure, Instant again);

    /** Nothing is due any more. */
    void waits(LocalDate asOf, Instant planned);
  }

  /**
   * Begins nothing yet.
   *
   * @param newest the newest date of which the lake has a whole night
   */
  public NightWatch(
      NightTimes times,
      Rules rules,
      Supplier<Optional<LocalDate>> newest,
      Night night,
      Told told,
      Clock clock) {
    this.times = times;
    this.rules = rules;
    this.newest = newest;
    this.night = night;
    this.told = told;
    this.clock = clock;
  }

  /** No further night begins. Any thread may say so. */
  public void end() {
    isOver = true;
  }

  /**
   * Runs what is due.
   *
   * @return how long until there may be something to do again
   */
  public Duration round() {
    while (!isOver) {
      LocalDate last = times.asOf(times.last(clock.instant()));
      LocalDate due;
      try {
        due = due(last);
      } catch (RuntimeException e) {
        return unknown(e);
      }
      if (due.isAfter(last)) {
        Instant planned = times.next(clock.instant());
        told.waits(times.asOf(planned), planned);
        return until(planned);
      }
      if (due.equals(done)) {
        // It ended well, and the lake does not have it: another try would end in the same way.
        return failed(due, 0);
      }
      told.begins(due, last);
      int code = night.run(due);
      if (isOver) {
        break;
      }
      if (code != 0) {
        return failed(due, code);
      }
      done = due;
      tries = 0;
      told.wentWell(due);
    }
    return Duration.ZERO;
  }

  private Duration unknown(RuntimeException failure) {
    Instant again = clock.instant().plus(rules.retryAfter());
    told.unknown(failure, again);
    return until(again);
  }

  private LocalDate due(LocalDate last) {
    Optional<LocalDate> whole = newest.get();
    LocalDate from = first;
    if (from == null) {
      // A new lake has missed nothing: its first night is the last one.
      from = whole.isEmpty() ? last : last.minusDays(rules.mostMissed() - 1L);
      first = from;
      LocalDate begins = from;
      whole
          .map(date -> date.plusDays(1))
          .filter(missed -> missed.isBefore(begins))
          .ifPresent(missed -> told.leftOut(missed, begins.minusDays(1)));
    }
    LocalDate next = whole.map(date -> date.plusDays(1)).orElse(from);
    return next.isBefore(from) ? from : next;
  }

  private Duration failed(LocalDate asOf, int code) {
    boolean isLast = code == 0 || rules.hopeless().contains(code) || tries >= rules.retries();
    done = null;
    tries = isLast ? 0 : tries + 1;
    Instant now = clock.instant();
    Instant again = isLast ? times.next(now) : now.plus(rules.retryAfter());
    told.failed(asOf, code, again, isLast);
    return until(again);
  }

  private Duration until(Instant then) {
    Duration wait = Duration.between(clock.instant(), then);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
