package io.churnlake.inspect;

import java.time.LocalDate;

/**
 * A line and whether it counts.
 *
 * @param day the order's
 * @param excluded why it does not count, as silver.order_lines says it; empty if it counts
 */
record JudgedLine(ReadLine line, LocalDate day, String excluded) {
  boolean counts() {
    return excluded.isEmpty();
  }
}
