package io.churnlake.clv.model;

import io.churnlake.clv.math.GaussLegendre;

/**
 * The integral of {@link DropoutIntegral} for any parameters, by Gauss-Legendre quadrature.
 *
 * <p>The variable is v = ln(1 + u/c), c the smaller of p and b. The integrand's singularities all
 * have imaginary part π there, so a panel of length 4 is short; it is log-concave in v, so that the
 * slopes at a panel's ends bound what happens between them. Not safe for use by several threads.
 */
final class DropoutQuadrature {
  private static final GaussLegendre SHORT_RULE = GaussLegendre.of(10);
  private static final GaussLegendre LONG_RULE = GaussLegendre.of(16);

  /** Up to these lengths, and slopes times lengths, the rules are exact to double precision. */
  private static final double SHORT_LENGTH = 2;

  private static final double SHORT_DROP = 5;
  private static final double LONG_LENGTH = 4;
  private static final double LONG_DROP = 14;

  private static final double NEGLIGIBLE = 1e-17;

  private double logValue;
  private double meanLogP;
  private double meanLogB;
  private double meanShareP;
  private double meanShareB;

  private double nearExponent;
  private double farExponent;
  private double ratio;
  private double sum;
  private double sumLogNear;
  private double sumLogFar;
  private double sumShareNear;
  private double sumShareFar;

  /** Computes ∫_0^τ (1 + u/p)^(-a) (1 + u/b)^(-f) du and the means. */
  void evaluate(double tau, double p, double b, double a, double f) {
    boolean nearIsP = p <= b;
    double near = Math.min(p, b);
    nearExponent = nearIsP ? a : f;
    farExponent = nearIsP ? f : a;
    ratio = near / Math.max(p, b);
    sum = 0;
    sumLogNear = 0;
    sumLogFar = 0;
    sumShareNear = 0;
    sumShareFar = 0;
    double end = Math.log1p(tau / near);
    double v = 0;
    while (v < end) {
      double length = Math.min(end - v, LONG_LENGTH);
      double steepest = steepest(v, length);
      while (steepest * length > LONG_DROP) {
        length = Math.max(length / 2, LONG_DROP / steepest * (1 - 1e-9));
        steepest = steepest(v, length);
      }
      boolean isShort = length <= SHORT_LENGTH && steepest * length <= SHORT_DROP;
      double before = sum;
      add(v, length, isShort ? SHORT_RULE : LONG_RULE);
      boolean isLast = length >= end - v;
      v += length;
      if (isLast || (slope(v) < 0 && sum - before <= NEGLIGIBLE * sum)) {
        break;
      }
    }
    logValue = Math.log(near * sum);
    double logNear = sumLogNear / sum;
    double logFar = sumLogFar / sum;
    double shareNear = sumShareNear / sum;
    double shareFar = sumShareFar / sum;
    meanLogP = nearIsP ? logNear : logFar;
    meanLogB = nearIsP ? logFar : logNear;
    meanShareP = nearIsP ? shareNear : shareFar;
    meanShareB = nearIsP ? shareFar : shareNear;
  }

  private void add(double from, double length, GaussLegendre rule) {
    for (int i = 0; i < rule.size(); i++) {
      double v = from + length * rule.node(i);
      double grown = Math.exp(v);
      double excess = grown - 1;
      double farGrown = 1 + ratio * excess;
      double logFar = Math.log(farGrown);
      double term =
          rule.weight(i) * length * Math.exp((1 - nearExponent) * v - farExponent * logFar);
      sum += term;
      sumLogNear += term * v;
      sumLogFar += term * logFar;
      sumShareNear += term * (excess / grown);
      sumShareFar += term * (ratio * excess / farGrown);
    }
  }

  private double steepest(double v, double length) {
    return Math.max(Math.abs(slope(v)), Math.abs(slope(v + length)));
  }

  /** The derivative of the integrand's logarithm in v; it falls with v. */
  private double slope(double v) {
    double scaled = ratio * Math.exp(v);
    return 1 - nearExponent - farExponent * scaled / (1 - ratio + scaled);
  }

  double logValue() {
    return logValue;
  }

  double meanLogP() {
    return meanLogP;
  }

  double meanLogB() {
    return meanLogB;
  }

  double meanShareP() {
    return meanShareP;
  }

  double meanShareB() {
    return meanShareB;
  }
}
