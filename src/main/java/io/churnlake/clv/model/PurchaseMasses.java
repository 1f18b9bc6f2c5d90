package io.churnlake.clv.model;

/**
 * The probabilities that a living customer's stages in the next h units suffice for exactly 0, 1,
 * 2, ... purchases, dropout aside, up to a common factor: so that no start value can underflow.
 *
 * <p>With j stages done in silence u, and i to come in h, joint probabilities are proportional to
 * (R)_{i+j} / (i! j!) (h/(A+h))^i (u/(A+h))^j; the purchases are the whole part of (i + j)/k.
 */
final class PurchaseMasses {
  private static final double NEGLIGIBLE = 1e-17;
  private static final double RESCALE_ABOVE = 1e200;
  private static final int MOST_TERMS = 50_000_000;

  private final GeometricDropoutFuture future;
  private final double horizon;
  private final int stages;
  private final double shape;
  private final double ahead;
  private final double behind;

  /** By stages done in silence: the joint probability at this number of stages in all. */
  private final double[] bySilent;

  private int stage;

  PurchaseMasses(GeometricDropoutFuture future, double h) {
    this.future = future;
    horizon = h;
    stages = future.stages();
    shape = future.shape();
    ahead = h / (future.rate() + h);
    behind = future.silence() / (future.rate() + h);
    bySilent = new double[stages];
  }

  /** The mass of the next number of purchases, from 0 on. */
  double next() {
    if (stage >= MOST_TERMS) {
      throw new ArithmeticException(
          "Purchases in "
              + horizon
              + " do not settle for "
              + future
              + ": the horizon is beyond what the model's rate can be summed over");
    }
    double sum = nextStage();
    for (int i = 1; i < stages; i++) {
      sum += nextStage();
    }
    return sum;
  }

  private double nextStage() {
    int n = stage++;
    if (n == 0) {
      bySilent[0] = 1;
      return 1;
    }
    double rise = shape + (n - 1);
    if (stages == 1) {
      bySilent[0] *= rise / n * ahead;
      return bySilent[0];
    }
    if (n < stages) {
      bySilent[n] = bySilent[n - 1] * (rise / n * behind);
    }
    double sum = n < stages ? bySilent[n] : 0;
    for (int j = Math.min(n, stages) - 1; j >= 0; j--) {
      bySilent[j] *= rise / (n - j) * ahead;
      sum += bySilent[j];
    }
    return sum;
  }

  /** No mass to come is larger than this times the one before it. */
  double largestRatio() {
    return ahead * Math.max(1, (shape + (stage - 1)) / (stage + 1 - stages));
  }

  /** Whether the masses have grown so far that they and all sums of them must be scaled down. */
  static boolean overflows(double mass) {
    return mass > RESCALE_ABOVE;
  }

  /** Scales the masses to come; returns the factor for what has been made of those before. */
  double scaleDown() {
    for (int j = 0; j < stages; j++) {
      bySilent[j] /= RESCALE_ABOVE;
    }
    return 1 / RESCALE_ABOVE;
  }

  /**
   * Whether terms that shrink by this ratio, after this one, cannot move the sum; or shrink no
   * longer because they have underflown, where the sum of all masses is 1 or more.
   */
  static boolean isNegligible(double term, double ratio, double sum) {
    return ratio < 1 && (term <= NEGLIGIBLE * sum * (1 - ratio) || term < Double.MIN_NORMAL);
  }

  /** What a term must be at least to be negligible; spares the ratio. */
  static boolean mayBeNegligible(double term, double sum) {
    return term <= NEGLIGIBLE * sum || term < Double.MIN_NORMAL;
  }

  /** Fills an array with the masses of 0, 1, ... purchases; returns the mass of more. */
  double fill(double[] masses) {
    for (int n = 0; n < masses.length; n++) {
      masses[n] = next();
      if (overflows(masses[n])) {
        scale(masses, scaleDown());
      }
    }
    double beyond = 0;
    while (true) {
      double mass = next();
      beyond += mass;
      if (mayBeNegligible(mass, beyond) && isNegligible(mass, largestRatio(), beyond)) {
        return beyond;
      }
      if (overflows(mass)) {
        double factor = scaleDown();
        scale(masses, factor);
        beyond *= factor;
      }
    }
  }

  private static void scale(double[] masses, double factor) {
    for (int i = 0; i < masses.length; i++) {
      masses[i] *= factor;
    }
  }
}
