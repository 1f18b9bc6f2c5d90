package io.churnlake.clv.model;

import java.util.function.DoubleUnaryOperator;

/**
 * The mean of a function of a Beta(a, b) probability, by the trapezoidal rule on the logit scale.
 *
 * <p>There the density p^a (1-p)^b is analytic around the real line, so that the rule converges
 * exponentially: with step h its error is that of the density's Fourier transform B(a + iω, b - iω)
 * at ω = 2π/h. Far out, where the density is exponential and the function constant, the rest of the
 * rule is a geometric series; a or b near 0 thus costs no more than others.
 */
final class BetaMean {
  /** Relative, of whatever is cut off. */
  static final double TOLERANCE = 1e-13;

  private final double a;
  private final double b;
  private final DoubleUnaryOperator function;
  private final double step;
  private double mass;
  private double sum;

  private BetaMean(double a, double b, DoubleUnaryOperator function) {
    this.a = a;
    this.b = b;
    this.function = function;
    step = step(Math.min(a, b));
  }

  /**
   * The mean.
   *
   * @param function positive and falling, analytic up to the logit's imaginary part π, flat in 1 -
   *     p where that is small
   * @param flatBelow a probability below which the function is constant to double precision
   */
  static double of(double a, double b, double flatBelow, DoubleUnaryOperator function) {
    return new BetaMean(a, b, function).mean(flatBelow);
  }

  private double mean(double flatBelow) {
    mass = 1;
    sum = function.applyAsDouble(a / (a + b));
    double largest = function.applyAsDouble(0);
    addLeft(Math.min(flatBelow, TOLERANCE / (1 + b)), largest);
    addRight(TOLERANCE / (1 + a));
    return sum / mass;
  }

  private void addLeft(double flatBelow, double largest) {
    double before = 1;
    for (int i = 1; ; i++) {
      double p = probability(-i * step);
      double value = function.applyAsDouble(p);
      double weight = add(-i * step, value);
      if (p <= flatBelow || isNegligible(before, weight, largest)) {
        addTail(weight, value, a);
        return;
      }
      before = weight;
    }
  }

  private void addRight(double flatBelow) {
    double before = 1;
    for (int i = 1; ; i++) {
      double p = probability(i * step);
      double value = function.applyAsDouble(p);
      double weight = add(i * step, value);
      if (b / a * Math.exp(-i * step) <= flatBelow || isNegligible(before, weight, value)) {
        addTail(weight, value, b);
        return;
      }
      before = weight;
    }
  }

  private double add(double t, double value) {
    double weight = weight(t);
    mass += weight;
    sum += weight * value;
    return weight;
  }

  /** The density is log-concave: beyond here it falls at least as fast as in this step. */
  private boolean isNegligible(double before, double weight, double largest) {
    double rest = weight < before ? weight * (weight / (before - weight)) : weight;
    return rest * largest <= TOLERANCE * sum && rest <= TOLERANCE * mass;
  }

  /** All nodes beyond one where the density is exponential. */
  private void addTail(double weight, double value, double shape) {
    double tail = weight / Math.expm1(shape * step);
    mass += tail;
    sum += tail * value;
  }

  /**
   * A step at which |Γ(shape + 2πi/step)| / Γ(shape) is negligible, from its asymptotic forms:
   * exp(-πω/2) for small shapes, exp(-ω²/(2 shape)) for large ones.
   */
  static double step(double shape) {
    return 2 * Math.PI / (20 + 8 * Math.sqrt(shape));
  }

  /** p^a (1-p)^b over its maximum, t to the right of it on the logit scale. */
  private double weight(double t) {
    double mode = a / (a + b);
    double other = b / (a + b);
    return Math.exp(-a * Math.log1p(Math.expm1(-t) * other) - b * Math.log1p(Math.expm1(t) * mode));
  }

  private double probability(double t) {
    return a / (a + b * Math.exp(-t));
  }
}
