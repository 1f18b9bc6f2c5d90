package io.churnlake.clv.math;

/**
 * Gamma-function differences that keep their digits when the arguments are large and close, which
 * the library functions do not: with b = 1e8, lnΓ(b + 1) - lnΓ(b) taken as a difference of two
 * values near 1.7e9 has six digits left.
 *
 * <p>Source of the expansions: Abramowitz and Stegun, 6.1.41 and 6.3.18.
 */
public final class GammaFunctions {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

  /** From here the truncated asymptotic series below are exact to double precision. */
  private static final double ASYMPTOTIC_FROM = 10;

  /** Up to this whole n, a rise is a product of n factors. */
  private static final int DIRECT_RISE = 8;

  private GammaFunctions() {}

  /** lnΓ(z) for z > 0. */
  public static double logGamma(double z) {
    double product = 1;
    double shifted = z;
    while (shifted < ASYMPTOTIC_FROM) {
      product *= shifted;
      shifted++;
    }
    return (shifted - 0.5) * Math.log(shifted)
        - shifted
        + HALF_LOG_TWO_PI
        + logGammaRemainder(shifted)
        - Math.log(product);
  }

  /** ln B(s, t) for s, t > 0. */
  public static double logBeta(double s, double t) {
    return logGamma(Math.min(s, t)) - logGammaRise(Math.max(s, t), Math.min(s, t));
  }

  /** lnΓ(z + n) - lnΓ(z) for z > 0, n >= 0: the logarithm of the rising factorial. */
  public static double logGammaRise(double z, double n) {
    if (n <= DIRECT_RISE && n == Math.rint(n)) {
      double product = 1;
      for (int j = 0; j < (int) n; j++) {
        product *= z + j;
      }
      return Math.log(product);
    }
    double low = z;
    double lowProduct = 1;
    while (low < ASYMPTOTIC_FROM) {
      lowProduct *= low;
      low++;
    }
    double high = z + n;
    double highProduct = 1;
    while (high < ASYMPTOTIC_FROM) {
      highProduct *= high;
      high++;
    }
    double distance = high - low;
    return (low - 0.5) * Math.log1p(distance / low)
        + distance * (Math.log(high) - 1)
        + (logGammaRemainder(high) - logGammaRemainder(low))
        + Math.log(lowProduct)
        - Math.log(highProduct);
  }

  /** ψ(z + n) - ψ(z) for z > 0, n >= 0. */
  public static double digammaRise(double z, double n) {
    if (n <= DIRECT_RISE && n == Math.rint(n)) {
      double sum = 0;
      for (int j = 0; j < (int) n; j++) {
        sum += 1 / (z + j);
      }
      return sum;
    }
    double shift = 0;
    double low = z;
    while (low < ASYMPTOTIC_FROM) {
      shift += 1 / low;
      low++;
    }
    double high = z + n;
    while (high < ASYMPTOTIC_FROM) {
      shift -= 1 / high;
      high++;
    }
    double distance = high - low;
    return Math.log1p(distance / low)
        + 0.5 * distance / (low * high)
        - (digammaRemainder(high) - digammaRemainder(low))
        + shift;
  }

  private static double logGammaRemainder(double z) {
    double w = 1 / (z * z);
    return (1.0 / 12
            + w
                * (-1.0 / 360
                    + w
                        * (1.0 / 1260
                            + w
                                * (-1.0 / 1680
                                    + w * (1.0 / 1188 + w * (-691.0 / 360360 + w * (1.0 / 156)))))))
        / z;
  }

  private static double digammaRemainder(double z) {
    double w = 1 / (z * z);
    return w
        * (1.0 / 12
            + w
                * (-1.0 / 120
                    + w
                        * (1.0 / 252
                            + w
                                * (-1.0 / 240
                                    + w * (1.0 / 132 + w * (-691.0 / 32760 + w * (1.0 / 12)))))));
  }
}
