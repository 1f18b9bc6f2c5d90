package io.churnlake.quality;

import java.util.OptionalDouble;

/**
 * A mean over customers with 95 % bounds by the normal approximation.
 *
 * @param sum of the values
 * @param squares sum of their squares
 * @param n customers
 */
public record Mean(double sum, double squares, long n) {

  /** Empty without customers. */
  public OptionalDouble mean() {
    return n > 0 ? OptionalDouble.of(sum / n) : OptionalDouble.empty();
  }

  /** Empty for fewer than two customers. */
  public OptionalDouble low() {
    return n > 1 ? OptionalDouble.of(sum / n - spread()) : OptionalDouble.empty();
  }

  /** Empty for fewer than two customers. */
  public OptionalDouble high() {
    return n > 1 ? OptionalDouble.of(sum / n + spread()) : OptionalDouble.empty();
  }

  private double spread() {
    // Rounding must not take the root of less than nothing.
    double variance = Math.max(0.0, squares - sum / n * sum) / (n - 1);
    return Wilson.Z * Math.sqrt(variance / n);
  }
}
