package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import java.math.BigInteger;

/**
 * What some customers brought from their first order on, up to so many days later; exact sums, as a
 * block of those of {@link GroupCounts}. Money in ten-thousandths.
 *
 * @param customers how many they are
 * @param revenue gross
 * @param revenueSquares sum of each customer's revenue squared
 */
record Brought(
    long customers,
    long orders,
    long revenue,
    long netRevenue,
    long cost,
    long costedRevenue,
    BigInteger revenueSquares) {
  private static final int PLAIN_SUMS = 6;

  /** A square of 128 bits is summed in parts of 32, none of which outgrows a long. */
  private static final int SQUARE_PARTS = 4;

  private static final long PART = 0xFFFF_FFFFL;

  /** Sums of a block. */
  static final int SUMS = PLAIN_SUMS + SQUARE_PARTS;

  /** What the customer adds to a block. */
  static long[] sums(CustomerLog log, int within) {
    long[] sums = new long[SUMS];
    sums[0] = 1;
    for (CustomerLog.Day day : log.days()) {
      if (day.date() - log.firstOrder() <= within) {
        sums[1] += day.orders();
        sums[2] = Math.addExact(sums[2], day.revenue());
        sums[3] = Math.addExact(sums[3], day.netRevenue());
        sums[4] = Math.addExact(sums[4], day.cost());
        sums[5] = Math.addExact(sums[5], day.costedRevenue());
      }
    }
    long high = Math.multiplyHigh(sums[2], sums[2]);
    long low = sums[2] * sums[2];
    sums[PLAIN_SUMS] = low & PART;
    sums[PLAIN_SUMS + 1] = low >>> Integer.SIZE;
    sums[PLAIN_SUMS + 2] = high & PART;
    sums[PLAIN_SUMS + 3] = high >>> Integer.SIZE;
    return sums;
  }

  /** The block that begins with the sum {@code from}. */
  static Brought of(GroupCounts counts, int from) {
    BigInteger squares = BigInteger.ZERO;
    for (int part = SQUARE_PARTS - 1; part >= 0; part--) {
      BigInteger next = BigInteger.valueOf(counts.sum(from + PLAIN_SUMS + part));
      squares = squares.shiftLeft(Integer.SIZE).add(next);
    }
    return new Brought(
        counts.sum(from),
        counts.sum(from + 1),
        counts.sum(from + 2),
        counts.sum(from + 3),
        counts.sum(from + 4),
        counts.sum(from + 5),
        squares);
  }
}
