package io.churnlake.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which nights run, in which order; a lake of one date, and a clock that is moved by hand. */
@Tag("fast")
class NightWatchTest {
  private static final Rules RULES = new Rules(3, 2, Duration.ofMinutes(10), Set.of(2, 3));

  private final List<String> heard = new ArrayList<>();
  private final Deque<Integer> codes = new ArrayDeque<>();
  private @Nullable LocalDate newest;
  private Instant now = Instant.EPOCH;

  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

  private final NightWatch.Told told =
      new NightWatch.Told() {
        @Override
        public void leftOut(LocalDate from, LocalDate until) {
          heard.add("left out " + from + ".." + until);
        }

        @Override
        public void begins(LocalDate asOf, LocalDate last) {}

        @Override
        public void wentWell(LocalDate asOf) {
          heard.add(asOf + " done");
        }

        @Override
        public void failed(LocalDate asOf, int code, Instant again, boolean isLast) {
          heard.add(asOf + " failed " + code + ", again " + again + (isLast ? "!" : ""));
        }

        @Override
        public void unknown(RuntimeException failure, Instant again) {
          heard.add(failure.getMessage() + ", again " + again);
        }

        @Override
        public void waits(LocalDate asOf, Instant planned) {
          heard.add("waits for " + asOf);
        }
      };

  private int run(LocalDate asOf) {
    int code = codes.isEmpty() ? 0 : codes.pop();
    if (code == 0) {
      newest = asOf;
    }
    now = now.plusSeconds(60);
    return code;
  }

  private NightWatch watch(NightWatch.Night night) {
    NightTimes times = new NightTimes(LocalTime.of(2, 30), ZoneOffset.UTC, ZoneOffset.UTC);
    return new NightWatch(times, RULES, () -> Optional.ofNullable(newest), night, told, clock);
  }

  /** A round, and the time until the next one. */
  private void wait(NightWatch watch) {
    Duration wait = watch.round();
    now = now.plus(wait);
  }

  private void at(String time) {
    now = Instant.parse(time);
  }

  private void codes(Integer... wanted) {
    codes.addAll(Arrays.asList(wanted));
  }

  @Test
  void missedNightsAreMadeUpForInOrderUpToTheMost() {
    newest = LocalDate.of(2024, 6, 1);
    at("2024-06-10T02:00:00Z");
    Duration wait = watch(this::run).round();
    // At two o'clock the night of the 9th is not due yet.
    assertThat(heard)
        .containsExactly(
            "left out 2024-06-02..2024-06-05",
            "2024-06-06 done",
            "2024-06-07 done",
            "2024-06-08 done",
            "waits for 2024-06-09");
    assertThat(now.plus(wait)).isEqualTo("2024-06-10T02:30:00Z");
  }

  @Test
  void aNewLakeBeginsWithTheLastNight() {
    at("2024-06-10T12:00:00Z");
    watch(this::run).round();
    assertThat(heard).containsExactly("2024-06-09 done", "waits for 2024-06-10");
  }

  @Test
  void aNightThatFailsHoldsUpThoseAfterItHoweverManyTheyAre() {
    newest = LocalDate.of(2024, 6, 1);
    at("2024-06-03T02:30:00Z");
    NightWatch watch = watch(this::run);
    codes(3, 3, 3, 3, 3, 3);
    for (int day = 0; day < 6; day++) {
      wait(watch);
    }
    assertThat(heard).hasSize(6).allMatch(line -> line.startsWith("2024-06-02 failed 3"));
    assertThat(now)
        .as("a refusal waits for the next planned time")
        .isEqualTo("2024-06-09T02:30:00Z");
    heard.clear();
    watch.round();
    assertThat(heard).hasSize(8).startsWith("2024-06-02 done").endsWith("waits for 2024-06-09");
  }

  @Test
  void aHeldLakeAndACrashAreTriedAgainSoonAndNotForEver() {
    newest = LocalDate.of(2024, 6, 1);
    at("2024-06-03T02:30:00Z");
    NightWatch watch = watch(this::run);
    codes(4, 137, 4, 4, 0);
    for (int i = 0; i < 5; i++) {
      wait(watch);
    }
    assertThat(heard)
        .containsExactly(
            "2024-06-02 failed 4, again 2024-06-03T02:41:00Z",
            "2024-06-02 failed 137, again 2024-06-03T02:52:00Z",
            "2024-06-02 failed 4, again 2024-06-04T02:30:00Z!",
            "2024-06-02 failed 4, again 2024-06-04T02:41:00Z",
            "2024-06-02 done",
            "2024-06-03 done",
            "waits for 2024-06-04");
  }

  @Test
  void aNightThatEndsWellWithoutItsTablesIsNotRunForEver() {
    newest = LocalDate.of(2024, 6, 1);
    at("2024-06-03T02:30:00Z");
    Duration wait = watch(asOf -> 0).round();
    assertThat(heard)
        .containsExactly("2024-06-02 done", "2024-06-02 failed 0, again 2024-06-04T02:30:00Z!");
    assertThat(wait).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void aLakeThatCannotBeReadIsLookedAtAgain() {
    at("2024-06-03T02:30:00Z");
    NightTimes times = new NightTimes(LocalTime.of(2, 30), ZoneOffset.UTC, ZoneOffset.UTC);
    NightWatch watch =
        new NightWatch(
            times,
            RULES,
            () -> {
              throw new IllegalStateException("no log");
            },
            this::run,
            told,
            clock);
    assertThat(watch.round()).isEqualTo(Duration.ofMinutes(10));
    assertThat(heard).containsExactly("no log, again 2024-06-03T02:40:00Z");
  }

  /** With Quartz: the clock of the test is moved on to just before the next planned time. */
  @Test
  void theTimerRunsNightAfterNightUntilItIsEnded() throws Exception {
    newest = LocalDate.of(2024, 6, 1);
    at("2024-06-03T02:30:00Z");
    List<NightTimer> timers = new ArrayList<>();
    List<String> threads = new ArrayList<>();
    NightWatch watch =
        watch(
            asOf -> {
              threads.add(Thread.currentThread().getName());
              return run(asOf);
            });
    NightTimer timer =
        new NightTimer(
            () -> {
              wait(watch);
              if (threads.size() == 2) {
                timers.forEach(NightTimer::end);
              }
              return Duration.ofMillis(20);
            });
    timers.add(timer);
    assertTimeoutPreemptively(Duration.ofSeconds(20), timer::run);
    assertThat(heard)
        .startsWith(
            "2024-06-02 done", "waits for 2024-06-03", "2024-06-03 done", "waits for 2024-06-04");
    assertThat(threads).allMatch(name -> name.startsWith("churnlake-schedule"));
  }

  @Test
  void whatARoundThrowsEndsTheTimer() {
    NightTimer timer =
        new NightTimer(
            () -> {
              throw new IllegalStateException("broken");
            });
    assertThatThrownBy(timer::run).hasRootCauseMessage("broken");
  }
}
