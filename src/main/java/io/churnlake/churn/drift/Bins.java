package io.churnlake.churn.drift;

import java.util.Arrays;

/** Counts of two samples over the same bins. */
final class Bins {
  private Bins() {}

  static void check(long[] reference, long[] current) {
    if (reference.length != current.length) {
      throw new IllegalArgumentException(
          "%d bins against %d".formatted(reference.length, current.length));
    }
    if (total(reference) == 0 || total(current) == 0) {
      throw new IllegalArgumentException("no shares of a sample without customers");
    }
  }

  static long total(long[] counts) {
    return Arrays.stream(counts).sum();
  }
}
