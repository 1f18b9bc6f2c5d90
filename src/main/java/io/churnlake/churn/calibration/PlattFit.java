package io.churnlake.churn.calibration;

import io.churnlake.clv.math.Logistic;

/**
 * Newton's method with halved steps for Platt's two parameters: Lin, Lin, Weng, "A note on Platt's
 * probabilistic outputs for support vector machines", 2007, with their start and their form of the
 * objective, which neither overflows nor cancels. Margins are standardised first, so that the two
 * parameters are of one size and no ridge is needed.
 */
final class PlattFit {
  private static final int MAX_STEPS = 100;

  /** A Newton step this small leaves an error of its square. */
  private static final double LAST_STEP = 1e-9;

  /** Where a class has few customers of great weight, a step may go astray by many powers of 2. */
  private static final double SMALLEST_SHARE = 1e-300;

  /** Of the decrease that the slope promises, so much must come (Armijo's rule). */
  private static final double SUFFICIENT = 1e-4;

  /** Rounding may raise the objective by so much at the minimum. */
  private static final double ROUNDING = 1e-12;

  private final double[] margins;
  private final boolean[] churned;
  private final double[] weights;
  private final double churners;
  private final double stayers;
  private final double mean;
  private final double deviation;

  PlattFit(double[] margins, boolean[] churned, double[] weights) {
    if (margins.length != churned.length || weights.length != churned.length) {
      throw new IllegalArgumentException(
          "%d margins and %d weights of %d customers"
              .formatted(margins.length, weights.length, churned.length));
    }
    this.margins = margins;
    this.churned = churned;
    this.weights = weights;
    double ofChurners = 0;
    double all = 0;
    double sum = 0;
    for (int i = 0; i < margins.length; i++) {
      if (!Double.isFinite(margins[i]) || !Double.isFinite(weights[i]) || weights[i] < 0) {
        throw new IllegalArgumentException("margin " + margins[i] + " of weight " + weights[i]);
      }
      ofChurners += churned[i] ? weights[i] : 0;
      all += weights[i];
      sum += weights[i] * margins[i];
    }
    churners = ofChurners;
    stayers = all - ofChurners;
    mean = sum / all;
    double squares = 0;
    for (int i = 0; i < margins.length; i++) {
      squares += weights[i] * (margins[i] - mean) * (margins[i] - mean);
    }
    deviation = Math.sqrt(squares / all);
  }

  PlattScaling line() {
    // Margins that differ by rounding alone are all the same.
    boolean isConstant = !(deviation > ROUNDING * Math.abs(mean));
    if (churners == 0 || stayers == 0 || isConstant) {
      return PlattScaling.IDENTITY;
    }
    double slope = 0;
    double intercept = Math.log((churners + 1) / (stayers + 1));
    for (int i = 0; i < MAX_STEPS; i++) {
      Step step = step(slope, intercept);
      double share = share(slope, intercept, step);
      if (share > 0) {
        slope += share * step.slope();
        intercept += share * step.intercept();
      }
      double size = Math.max(Math.abs(step.slope()), Math.abs(step.intercept()));
      if (share == 0 || size <= LAST_STEP * (1 + Math.max(Math.abs(slope), Math.abs(intercept)))) {
        return slope > 0
            ? new PlattScaling(slope / deviation, intercept - slope * mean / deviation)
            : PlattScaling.IDENTITY;
      }
    }
    throw new IllegalStateException("no minimum within " + MAX_STEPS + " steps");
  }

  /** Newton's step and by how much the objective falls at its start, per share of the step. */
  private record Step(double slope, double intercept, double descent) {}

  /**
   * Solved for the slope and the height at the centre of the curvature's mass: there the two do not
   * depend on each other, and no determinant has to be formed of large numbers' small difference.
   */
  private Step step(double slope, double intercept) {
    double curvatures = 0;
    double moments = 0;
    for (int i = 0; i < margins.length; i++) {
      double x = standardised(i);
      double curvature = curvature(i, slope * x + intercept);
      curvatures += curvature;
      moments += curvature * x;
    }
    double centre = moments / curvatures;
    double bySlope = 0;
    double byHeight = 0;
    double spread = 0;
    for (int i = 0; i < margins.length; i++) {
      double away = standardised(i) - centre;
      double margin = slope * standardised(i) + intercept;
      double residual = weights[i] * (Logistic.of(margin) - target(i));
      bySlope += residual * away;
      byHeight += residual;
      spread += curvature(i, margin) * away * away;
    }
    double stepSlope = -bySlope / spread;
    double stepHeight = -byHeight / curvatures;
    double descent = -(bySlope * stepSlope + byHeight * stepHeight);
    return new Step(stepSlope, stepHeight - stepSlope * centre, descent);
  }

  /** p (1 - p), also where p is 1 to all digits but not quite. */
  private double curvature(int i, double margin) {
    return weights[i] * Logistic.of(margin) * Logistic.of(-margin);
  }

  /**
   * The share of the step at which the objective has fallen enough; 0 if none: the objective is
   * convex, so that only rounding hides its fall, and the minimum is reached.
   */
  private double share(double slope, double intercept, Step step) {
    double before = objective(slope, intercept);
    for (double share = 1; share > SMALLEST_SHARE; share /= 2) {
      double after = objective(slope + share * step.slope(), intercept + share * step.intercept());
      if (after <= before * (1 + ROUNDING) - SUFFICIENT * share * step.descent()) {
        return share;
      }
    }
    return 0;
  }

  private double objective(double slope, double intercept) {
    double sum = 0;
    for (int i = 0; i < margins.length; i++) {
      double margin = slope * standardised(i) + intercept;
      // Of the two equal forms the one that subtracts nothing large.
      sum +=
          weights[i]
              * (margin >= 0
                  ? (1 - target(i)) * margin + Math.log1p(Math.exp(-margin))
                  : -target(i) * margin + Math.log1p(Math.exp(margin)));
    }
    return sum;
  }

  private double standardised(int i) {
    return (margins[i] - mean) / deviation;
  }

  private double target(int i) {
    return churned[i] ? (churners + 1) / (churners + 2) : 1 / (stayers + 2);
  }
}
