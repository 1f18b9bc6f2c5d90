package io.churnlake.retention;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact sum of products of two longs: what was added in one order can be taken off in another
 * without a rest, which sums of doubles do not allow.
 */
final class ProductSum {
  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(Long.SIZE);

  private long high;
  private long low;

  void add(long left, long right) {
    long product = left * right;
    low += product;
    int carry = Long.compareUnsigned(low, product) < 0 ? 1 : 0;
    high += Math.multiplyHigh(left, right) + carry;
  }

  /** The sum, without digits behind the point. */
  BigDecimal value() {
    BigInteger unsigned = BigInteger.valueOf(low);
    return new BigDecimal(
        BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(low < 0 ? unsigned.add(WORD) : unsigned));
  }
}
