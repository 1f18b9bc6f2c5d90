package io.churnlake.clv.math;

/**
 * The cumulative Beta distribution, the regularised incomplete beta function I_u(s, t).
 *
 * <p>Source: Abramowitz and Stegun 26.5.8, the continued fraction, evaluated by the method of Lentz
 * (1976) on the side of the mean where it converges fast.
 */
public final class BetaDistribution {
  private static final double ENOUGH = 1e-14;
  private static final double TINY = 1e-300;
  private static final int MOST_TERMS = 100_000;

  private BetaDistribution() {}

  /** P(B ≤ u), B ~ Beta(s, t), s and t above 0; to some 12 digits. */
  public static double cumulative(double u, double s, double t) {
    if (u <= 0) {
      return 0;
    }
    if (u >= 1) {
      return 1;
    }
    return u < (s + 1) / (s + t + 2) ? lower(u, s, t) : 1 - lower(1 - u, t, s);
  }

  private static double lower(double u, double s, double t) {
    double logFactor = s * Math.log(u) + t * Math.log1p(-u) - GammaFunctions.logBeta(s, t);
    double c = 1;
    double d = 1 - (s + t) * u / (s + 1);
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    double fraction = d;
    for (int m = 1; m <= MOST_TERMS; m++) {
      double even = m * (t - m) * u / ((s + 2 * m - 1) * (s + 2 * m));
      d = 1 / nonZero(1 + even * d);
      c = nonZero(1 + even / c);
      fraction *= d * c;
      double odd = -(s + m) * (s + t + m) * u / ((s + 2 * m) * (s + 2 * m + 1));
      d = 1 / nonZero(1 + odd * d);
      c = nonZero(1 + odd / c);
      double change = d * c;
      fraction *= change;
      if (Math.abs(change - 1) < ENOUGH) {
        break;
      }
    }
    return Math.exp(logFactor) * fraction / s;
  }

  private static double nonZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }
}
