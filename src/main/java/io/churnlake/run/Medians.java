package io.churnlake.run;

import java.time.Duration;
import java.util.List;

/** Medians of times. */
final class Medians {
  private Medians() {}

  /** Of at least one. */
  static Duration of(List<Duration> times) {
    List<Duration> sorted = times.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
  }
}
