package io.churnlake.quality;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * The mean of one group less that of another, independent one. The 95 % bounds are Welch's, who
 * lets the groups have different variances, with the normal quantile: {@code m1 - m2 +- Z sqrt(v1 /
 * n1 + v2 / n2)}. Few customers with skewed amounts make them too narrow.
 */
public record MeanDifference(Group first, Group second) {

  /**
   * A group of customers.
   *
   * @param n customers
   * @param mean 0 without customers
   * @param variance of the sample, divided by n - 1; 0 for fewer than two customers
   */
  public record Group(long n, double mean, double variance) {

    /** From exact sums, so that no digit depends on the order of the customers. */
    public static Group of(long n, BigDecimal sum, BigDecimal squares) {
      BigDecimal count = BigDecimal.valueOf(n);
      double mean = n > 0 ? sum.divide(count, MathContext.DECIMAL128).doubleValue() : 0.0;
      if (n < 2) {
        return new Group(n, mean, 0.0);
      }
      BigDecimal around = squares.multiply(count).subtract(sum.multiply(sum));
      BigDecimal pairs = count.multiply(BigDecimal.valueOf(n - 1));
      return new Group(n, mean, around.divide(pairs, MathContext.DECIMAL128).doubleValue());
    }
  }

  /** Null where a group is empty. */
  public @Nullable Double value() {
    return first.n() > 0 && second.n() > 0 ? (Double) difference() : null;
  }

  /** Null where a group has fewer than two customers. */
  public @Nullable Double low() {
    return hasBounds() ? (Double) (difference() - spread()) : null;
  }

  /** Null where a group has fewer than two customers. */
  public @Nullable Double high() {
    return hasBounds() ? (Double) (difference() + spread()) : null;
  }

  private boolean hasBounds() {
    return first.n() > 1 && second.n() > 1;
  }

  private double difference() {
    return first.mean() - second.mean();
  }

  private double spread() {
    return Wilson.Z * Math.sqrt(first.variance() / first.n() + second.variance() / second.n());
  }
}
