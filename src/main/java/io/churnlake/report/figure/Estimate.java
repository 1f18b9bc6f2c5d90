package io.churnlake.report.figure;

import org.jspecify.annotations.Nullable;

/**
 * A figure with its 95 % bounds.
 *
 * @param value null if there is none
 * @param low null if there is no interval
 * @param high likewise
 * @param reason why there is no value; null if there is one, or nobody says
 */
public record Estimate(
    @Nullable Double value, @Nullable Double low, @Nullable Double high, @Nullable String reason) {
  public static final Estimate NONE = new Estimate(null, null, null, null);

  public static Estimate of(double value, double low, double high) {
    return new Estimate(value, low, high, null);
  }

  /** A figure without an interval. */
  public static Estimate alone(double value) {
    return new Estimate(value, null, null, null);
  }

  public boolean isKnown() {
    return value != null;
  }

  /** Per one of {@code count}; a total's mean. */
  public Estimate per(long count) {
    return count == 0
        ? NONE
        : new Estimate(over(value, count), over(low, count), over(high, count), reason);
  }

  private static @Nullable Double over(@Nullable Double sum, long count) {
    return sum == null ? null : Double.valueOf(sum / (double) count);
  }
}
