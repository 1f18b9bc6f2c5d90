package io.churnlake.quality;

import org.jspecify.annotations.Nullable;

/**
 * The score interval of a share of customers: Wilson, "Probable inference, the law of succession,
 * and statistical inference", JASA 22 (1927). For shares only; means and ratios of money need
 * another one.
 */
public final class Wilson {
  /** The 97.5 % quantile of the standard normal distribution: intervals hold 95 %. */
  public static final double Z = 1.959963984540054;

  private Wilson() {}

  /** Bounds of a share, {@code 0 <= low <= share <= high <= 1}. */
  public record Interval(double low, double high) {}

  /**
   * The 95 % interval of {@code hits / n}.
   *
   * @param hits customers with the property, from 0 to {@code n}
   * @param n customers asked, at least 1
   * @throws IllegalArgumentException if there is no such share
   */
  public static Interval interval(long hits, long n) {
    if (n < 1 || hits < 0 || hits > n) {
      throw new IllegalArgumentException("no share: " + hits + " of " + n);
    }
    return intervalOfParts((double) hits, (double) n);
  }

  /**
   * The 95 % interval of {@code hits / n} where customers count by parts, such as those who tie at
   * the limit of two groups and are shared out between them.
   *
   * @param hits from 0 to {@code n}
   * @param n above 0
   * @throws IllegalArgumentException if there is no such share
   */
  public static Interval intervalOfParts(double hits, double n) {
    if (!(n > 0 && hits >= 0 && hits <= n)) {
      throw new IllegalArgumentException("no share: " + hits + " of " + n);
    }
    double share = hits / n;
    double squared = Z * Z;
    double centre = 2.0 * hits + squared;
    double spread = Z * Math.sqrt(squared + 4.0 * hits * (1.0 - share));
    double scale = 2.0 * (n + squared);
    // At 0 and n the bound is the share itself; rounding must not push it outside.
    return new Interval(
        Math.max(0.0, Math.min(share, (centre - spread) / scale)),
        Math.min(1.0, Math.max(share, (centre + spread) / scale)));
  }

  /** The share itself; null where there is nobody to take a share of. */
  public static @Nullable Double share(long hits, long n) {
    return n == 0 ? null : (Double) ((double) hits / n);
  }

  /** The lower bound of {@link #interval}; null where {@code n} is 0. */
  public static @Nullable Double low(long hits, long n) {
    return n == 0 ? null : (Double) interval(hits, n).low();
  }

  /** The upper bound of {@link #interval}; null where {@code n} is 0. */
  public static @Nullable Double high(long hits, long n) {
    return n == 0 ? null : (Double) interval(hits, n).high();
  }
}
