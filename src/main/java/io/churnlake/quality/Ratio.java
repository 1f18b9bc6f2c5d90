package io.churnlake.quality;

import org.jspecify.annotations.Nullable;

/**
 * A ratio of two sums over customers, neither below zero, with 95 % bounds by the delta method
 * (Cochran, "Sampling Techniques", 3rd ed. 1977, section 6.4): the variance of {@code a / b} is
 * {@code n / (n - 1) sum((a_i - ratio b_i)^2) / b^2}. For shares of customers {@link Wilson} is
 * right: this one has no width where all customers are alike.
 *
 * @param a sum of {@code a_i} over the customers
 * @param b sum of {@code b_i}
 * @param aa sum of {@code a_i a_i}
 * @param ab sum of {@code a_i b_i}
 * @param bb sum of {@code b_i b_i}
 * @param n customers
 */
public record Ratio(double a, double b, double aa, double ab, double bb, long n) {

  /** What one customer has of it: {@code sum / n}, from the sum and the sum of squares. */
  public static Ratio mean(double sum, double squares, long n) {
    return new Ratio(sum, n, squares, sum, n, n);
  }

  /** {@code a / b}; null where b is 0. */
  public @Nullable Double value() {
    return b == 0 ? null : a / b;
  }

  /** The lower bound, at least 0; null where b is 0 or there are fewer than two customers. */
  public @Nullable Double low() {
    return hasBounds() ? (Double) Math.max(0.0, a / b - spread()) : null;
  }

  /** The upper bound; null where the lower one is. */
  public @Nullable Double high() {
    return hasBounds() ? (Double) (a / b + spread()) : null;
  }

  private boolean hasBounds() {
    return b != 0 && n > 1;
  }

  private double spread() {
    double ratio = a / b;
    // Rounding must not take the root of less than nothing.
    double squares = Math.max(0.0, aa - 2.0 * ratio * ab + ratio * ratio * bb);
    return Wilson.Z * Math.sqrt(squares * n / (n - 1)) / b;
  }
}
