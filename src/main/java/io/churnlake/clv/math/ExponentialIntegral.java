package io.churnlake.clv.math;

/**
 * The generalised exponential integral of real order, E_s(z) = ∫_1^∞ e^(-zt) t^(-s) dt.
 *
 * <p>Source of the formulas: NIST Digital Library of Mathematical Functions, sections 8.19 and 5.7.
 */
public final class ExponentialIntegral {
  /** Below both, the power series; the continued fraction would need too many steps. */
  private static final double SERIES_BELOW_Z = 1;

  private static final double SERIES_BELOW_ORDER = 20;

  private static final double EPSILON = 0x1p-53;
  private static final int MOST_STEPS = 100_000;

  /** 1 minus Euler's constant. */
  private static final double LOG_GAMMA_SLOPE_AT_2 = 0.42278433509846713;

  /** (-1)^k (ζ(k) - 1) / k from k = 2: the Taylor coefficients of lnΓ at 2. */
  private static final double[] LOG_GAMMA_AT_2 = {
    0.3224670334241132,
    -0.0673523010531981,
    0.020580808427784546,
    -0.007385551028673986,
    0.0028905103307415234,
    -0.001192753911703261,
    0.0005096695247430425,
    -0.00022315475845357939,
    9.945751278180853e-05,
    -4.492623673813314e-05,
    2.050721277567069e-05,
    -9.439488275268397e-06,
    4.374866789907488e-06,
    -2.039215753801366e-06,
    9.55141213040742e-07,
    -4.492469198764566e-07,
    2.1207184805554665e-07,
    -1.0043224823968099e-07,
    4.7698101693639804e-08,
    -2.2711094608943164e-08,
    1.0838659214896955e-08,
    -5.183475041970047e-09,
    2.4836745438024785e-09,
    -1.1921401405860912e-09,
    5.731367241678862e-10,
    -2.7595228851242334e-10,
    1.330476437424449e-10,
    -6.4229645638381e-11
  };

  private ExponentialIntegral() {}

  /**
   * e^z E_order(z) = ∫_0^∞ e^(-zu) (1 + u)^(-order) du, which neither overflows nor vanishes where
   * E itself does. Relative error below 1e-12 for orders from 0 to 1e5 and z from 1e-12 to 1e6.
   *
   * @param order at least 0
   * @param z above 0
   */
  public static double scaled(double order, double z) {
    if (!(order >= 0) || !(z > 0)) {
      throw new IllegalArgumentException(
          "No exponential integral of order " + order + " at " + z + " here");
    }
    return z < SERIES_BELOW_Z && order < SERIES_BELOW_ORDER
        ? bySeries(order, z)
        : byFraction(order, z);
  }

  /** The series for an order up to 3/2, from there upwards by s e_(s+1) = 1 - z e_s. */
  private static double bySeries(double order, double z) {
    int steps = (int) Math.max(0, Math.ceil(order - 1.5));
    double s = order - steps;
    double result = Math.exp(z) * lowOrder(s, z);
    for (int i = 0; i < steps; i++) {
      result = (1 - z * result) / (s + i);
    }
    return result;
  }

  /**
   * E_s(z) = Γ(ε) z^(-ε) - Σ_{k≥0} (-z)^k / (k! (ε + k)), ε = 1 - s in [-1/2, 1]. The gamma
   * function and the term of k = 0 are both infinite at ε = 0: their difference is taken before the
   * division by ε.
   */
  private static double lowOrder(double s, double z) {
    double epsilon = 1 - s;
    double logZ = Math.log(z);
    double head =
        epsilon == 0
            ? LOG_GAMMA_SLOPE_AT_2 - 1 - logZ
            : Math.expm1(logGammaOfOnePlus(epsilon) - epsilon * logZ) / epsilon;
    double power = 1;
    double sum = 0;
    for (int k = 1; k < MOST_STEPS; k++) {
      power *= -z / k;
      double term = power / (epsilon + k);
      sum += term;
      if (Math.abs(term) < EPSILON * Math.abs(sum)) {
        break;
      }
    }
    return head - sum;
  }

  /** lnΓ(1 + e) for e in [-1/2, 1], with all its digits near its zeros 0 and 1. */
  private static double logGammaOfOnePlus(double e) {
    return e > 0.5 ? logGammaOfTwoPlus(e - 1) : logGammaOfTwoPlus(e) - Math.log1p(e);
  }

  private static double logGammaOfTwoPlus(double y) {
    double sum = 0;
    for (int i = LOG_GAMMA_AT_2.length - 1; i >= 0; i--) {
      sum = (sum + LOG_GAMMA_AT_2[i]) * y;
    }
    return (sum + LOG_GAMMA_SLOPE_AT_2) * y;
  }

  /** 1/(z+s - 1·s/(z+s+2 - 2(s+1)/(z+s+4 - ...))), from the front. */
  private static double byFraction(double order, double z) {
    double b = z + order;
    double d = 1 / b;
    double step = d;
    double result = d;
    for (int n = 1; n < MOST_STEPS; n++) {
      double a = -n * (order + n - 1);
      b += 2;
      double next = 1 / (b + a * d);
      // Steed's form: each step is the last one times b·next - 1, written without the difference.
      step *= -a * d * next;
      d = next;
      result += step;
      if (step <= EPSILON * result) {
        break;
      }
    }
    return result;
  }
}
