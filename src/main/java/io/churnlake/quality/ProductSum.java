package io.churnlake.quality;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * An exact sum of products of two longs: the same in whatever order customers come, which sums of
 * doubles are not.
 */
public final class ProductSum implements Serializable {
  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(Long.SIZE);

  private long high;
  private long low;

  /** Adds the product. */
  public void add(long left, long right) {
    addParts(Math.multiplyHigh(left, right), left * right);
  }

  /** Adds the other sum. */
  public void add(ProductSum other) {
    addParts(other.high, other.low);
  }

  private void addParts(long highPart, long lowPart) {
    low += lowPart;
    int carry = Long.compareUnsigned(low, lowPart) < 0 ? 1 : 0;
    high += highPart + carry;
  }

  /** The sum, without digits behind the point. */
  public BigDecimal value() {
    BigInteger unsigned = BigInteger.valueOf(low);
    return new BigDecimal(
        BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(low < 0 ? unsigned.add(WORD) : unsigned));
  }
}
