package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;

/** The days from each order to the next of one customer. */
final class OrderGaps {
  private OrderGaps() {}

  /** Takes what was found. */
  interface Counts {
    void add(int orderNumber, Spell spell);
  }

  /** The customer's occasions, days since 1970-01-01, ascending, each once. */
  static int[] occasions(CustomerLog log) {
    return log.days().stream()
        .filter(day -> day.isOccasion(false))
        .mapToInt(CustomerLog.Day::date)
        .toArray();
  }

  /**
   * One spell for each gap that has ended, and one for the wait that goes on.
   *
   * @param occasions days since 1970-01-01, ascending, each once, none after {@code asOf}; at least
   *     one
   * @param most orders beyond this number are left out
   */
  static void count(int[] occasions, int most, int asOf, Counts counts) {
    int ended = Math.min(occasions.length - 1, most);
    for (int n = 1; n <= ended; n++) {
      counts.add(n, new Spell(occasions[n] - occasions[n - 1], true));
    }
    if (occasions.length <= most) {
      int since = occasions[occasions.length - 1];
      counts.add(occasions.length, new Spell(asOf - since, false));
    }
  }
}
