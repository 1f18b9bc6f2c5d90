package io.churnlake.clv.model;

/**
 * J = ∫_0^τ (1 + u/p)^(-a) (1 + u/b)^(-(s+1)) du, the part of the Pareto/NBD likelihood in which
 * the customer dies at u after the last purchase, and what its derivatives are made of: means over
 * u with the integrand as density.
 *
 * <p>In the papers this is a difference of two Gauss hypergeometric functions. Here it is one sum
 * of positive terms. With B the larger of p and b, e the exponent of the smaller, m = a + s and ρ =
 * B/(B + τ), expanding the smaller one's power around the larger gives J = B (1 - z)^e Σ_n (e)_n/n!
 * z^n (1 - ρ^(m+n))/(m + n), z = |p - b|/B, which takes few terms without any transcendental
 * function where z is small. Elsewhere there is {@link DropoutQuadrature}.
 *
 * <p>What depends on x alone is kept while (a, s) stay the same. Not safe for use by several
 * threads.
 */
final class DropoutIntegral {
  /**
   * The series is used where it needs few terms. Measured for a row of the likelihood with its
   * gradient, alpha 10, T up to 39 weeks: 200 ns with the series at beta 11.7, about 280 where z
   * goes up to 0.6, and 510 with the quadrature at any larger beta.
   */
  private static final double LARGEST_Z = 0.5;

  private static final double LARGEST_EXPONENT_Z = 4;

  /** More than are needed within these limits: at both of them about a hundred. */
  private static final int MOST_TERMS = 128;

  private static final double NEGLIGIBLE = 1e-18;

  private final double[] coefficient = new double[MOST_TERMS + 1];
  private final double[] harmonic = new double[MOST_TERMS + 1];
  private final double[] inverse = new double[MOST_TERMS + 1];
  private final DropoutQuadrature quadrature = new DropoutQuadrature();
  private int filled;
  private double exponent = Double.NaN;
  private double total = Double.NaN;
  private double lastZ = Double.NaN;
  private double logRatio;

  private double sum;
  private double sumShare;
  private double sumHarmonic;
  private double sumLog;

  private double logValue;
  private double meanLogP;
  private double meanLogB;
  private double meanShareP;
  private double meanShareB;

  /**
   * Computes the integral; τ, p, b, a and s above 0.
   *
   * @param logP ln(1 + τ/p)
   * @param logB ln(1 + τ/b)
   */
  void evaluate(double tau, double p, double b, double logP, double logB, double a, double s) {
    boolean smallerIsP = p < b;
    double larger = Math.max(p, b);
    double e = smallerIsP ? a : s + 1;
    double z = Math.abs(p - b) / larger;
    if (z > LARGEST_Z || e * z > LARGEST_EXPONENT_Z) {
      byQuadrature(tau, p, b, a, s);
      return;
    }
    if (e != exponent || a + s != total) {
      exponent = e;
      total = a + s;
      filled = 0;
    }
    if (z != lastZ) {
      lastZ = z;
      logRatio = Math.log1p(-z);
    }
    sumSeries(tau / larger, z, smallerIsP ? logB : logP);
    logValue = Math.log(larger * sum) + exponent * logRatio;
    // From ∫ d(u g) = τ g(τ): the shares weighted by their exponents make up 1 - τ g(τ)/J.
    double rest = 1 - tau * Math.exp(-a * logP - (s + 1) * logB - logValue);
    double logLarger = sumLog / sum;
    double logSmaller = logLarger - logRatio - sumHarmonic / sum;
    double shareLarger = 1 - sumShare / sum;
    meanLogP = smallerIsP ? logSmaller : logLarger;
    meanLogB = smallerIsP ? logLarger : logSmaller;
    meanShareP = smallerIsP ? (rest - (s + 1) * shareLarger) / a : shareLarger;
    meanShareB = smallerIsP ? shareLarger : (rest - a * shareLarger) / (s + 1);
  }

  /**
   * The sums over n, with derivatives in the exponent and the power of the larger beside.
   *
   * @param growth τ/B
   * @param reach ln(1 + τ/B)
   */
  private void sumSeries(double growth, double z, double reach) {
    double step = growth / (1 + growth);
    double rho = 1 / (1 + growth);
    // ρ^(m+n) and 1 minus it, the second by adding: near 1 it would have no digits otherwise.
    double gone = -Math.expm1(-total * reach);
    double left = 1 - gone;
    double power = 1;
    double value = 0;
    double share = 0;
    double ofHarmonic = 0;
    double ofLog = 0;
    ensure(0);
    double integral = gone * inverse[0];
    for (int n = 0; n < MOST_TERMS; n++) {
      ensure(n + 1);
      double weight = power * coefficient[n];
      double term = weight * integral;
      value += term;
      ofHarmonic += term * harmonic[n];
      ofLog += weight * (integral - reach * left) * inverse[n];
      gone += left * step;
      left *= rho;
      integral = gone * inverse[n + 1];
      share += weight * integral;
      if (term <= NEGLIGIBLE * value && (exponent + n) * z < n + 1) {
        break;
      }
      power *= z;
    }
    sum = value;
    sumShare = share;
    sumHarmonic = ofHarmonic;
    sumLog = ofLog;
  }

  /** Makes entry n of what the terms have in common; called for one after the other. */
  private void ensure(int n) {
    if (n < filled) {
      return;
    }
    if (n == 0) {
      coefficient[0] = 1;
      harmonic[0] = 0;
    } else {
      double before = exponent + (n - 1);
      coefficient[n] = coefficient[n - 1] * before / n;
      harmonic[n] = harmonic[n - 1] + 1 / before;
    }
    inverse[n] = 1 / (total + n);
    filled = n + 1;
  }

  private void byQuadrature(double tau, double p, double b, double a, double s) {
    quadrature.evaluate(tau, p, b, a, s + 1);
    logValue = quadrature.logValue();
    meanLogP = quadrature.meanLogP();
    meanLogB = quadrature.meanLogB();
    meanShareP = quadrature.meanShareP();
    meanShareB = quadrature.meanShareB();
  }

  /** ln J. */
  double logValue() {
    return logValue;
  }

  /** The mean of ln(1 + u/p). */
  double meanLogP() {
    return meanLogP;
  }

  /** The mean of ln(1 + u/b). */
  double meanLogB() {
    return meanLogB;
  }

  /** The mean of u/(p + u). */
  double meanShareP() {
    return meanShareP;
  }

  /** The mean of u/(b + u). */
  double meanShareB() {
    return meanShareB;
  }
}
