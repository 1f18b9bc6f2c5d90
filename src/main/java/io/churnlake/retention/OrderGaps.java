package io.churnlake.retention;

import java.util.function.Consumer;

/**
 * The days from each order to the next of one customer. What it counts of a customer stays the same
 * until there is a newer order: the wait for the next one is told by the date that it began.
 */
final class OrderGaps {
  private OrderGaps() {}

  /**
   * One count for each gap that has ended, and one for the wait that has not.
   *
   * @param occasions days since 1970-01-01, ascending, each once; at least one
   * @param most orders beyond this number are left out
   */
  static void count(int[] occasions, int most, Consumer<TimingCell> counts) {
    int ended = Math.min(occasions.length - 1, most);
    for (int n = 1; n <= ended; n++) {
      counts.accept(TimingCell.gap(n, occasions[n] - occasions[n - 1]));
    }
    if (occasions.length <= most) {
      counts.accept(TimingCell.waiting(occasions.length, occasions[occasions.length - 1]));
    }
  }
}
