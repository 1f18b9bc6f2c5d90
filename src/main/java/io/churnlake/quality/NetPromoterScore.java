package io.churnlake.quality;

import org.jspecify.annotations.Nullable;

/**
 * Share of promoters less share of detractors, with 95 % bounds by the normal approximation. The
 * variance of the difference of two multinomial shares is {@code (p + d - (p - d)^2) / n}.
 *
 * @param promoters answers of 9 and 10
 * @param detractors answers of 0 to 6
 * @param n all answers
 */
public record NetPromoterScore(long promoters, long detractors, long n) {

  /** From -1 to 1; null without answers. */
  public @Nullable Double value() {
    return n > 0 ? (Double) score() : null;
  }

  /** Null for fewer than two answers. */
  public @Nullable Double low() {
    return n > 1 ? (Double) Math.max(-1.0, score() - spread()) : null;
  }

  /** Null for fewer than two answers. */
  public @Nullable Double high() {
    return n > 1 ? (Double) Math.min(1.0, score() + spread()) : null;
  }

  private double score() {
    return (double) (promoters - detractors) / n;
  }

  private double spread() {
    double outspoken = (double) (promoters + detractors) / n;
    // Rounding must not take the root of less than nothing.
    double variance = Math.max(0.0, outspoken - score() * score());
    return Wilson.Z * Math.sqrt(variance / n);
  }
}
