package io.churnlake.quality;

import org.jspecify.annotations.Nullable;

/**
 * A share of one group less that of another, independent one, with 95 % bounds made of the Wilson
 * bounds of both: Newcombe, "Interval estimation for the difference between independent
 * proportions: comparison of eleven methods", Statistics in Medicine 17 (1998), method 10. With l
 * and u the Wilson bounds of the shares p, the lower bound is
 *
 * <pre>p1 - p2 - sqrt((p1 - l1)^2 + (u2 - p2)^2)</pre>
 *
 * <p>and the upper one likewise with {@code u1} and {@code l2}.
 *
 * @param hits customers of the first group with the property
 * @param n customers of the first group
 * @param otherHits customers of the second group with the property
 * @param otherN customers of the second group
 */
public record RateDifference(long hits, long n, long otherHits, long otherN) {

  /** From -1 to 1; null where a group is empty. */
  public @Nullable Double value() {
    return isThere() ? (Double) difference() : null;
  }

  /** From -1 to 1; null where a group is empty. */
  public @Nullable Double low() {
    if (!isThere()) {
      return null;
    }
    Wilson.Interval first = Wilson.interval(hits, n);
    Wilson.Interval second = Wilson.interval(otherHits, otherN);
    return difference() - Math.hypot(share() - first.low(), second.high() - otherShare());
  }

  /** From -1 to 1; null where a group is empty. */
  public @Nullable Double high() {
    if (!isThere()) {
      return null;
    }
    Wilson.Interval first = Wilson.interval(hits, n);
    Wilson.Interval second = Wilson.interval(otherHits, otherN);
    return difference() + Math.hypot(first.high() - share(), otherShare() - second.low());
  }

  private boolean isThere() {
    return n > 0 && otherN > 0;
  }

  private double difference() {
    return share() - otherShare();
  }

  private double share() {
    return (double) hits / n;
  }

  private double otherShare() {
    return (double) otherHits / otherN;
  }
}
