package io.churnlake.clv;

import io.churnlake.clv.model.GammaGamma;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * How much a living customer spends within a horizon, in multiples of the scale V = v + x z of its
 * spend: a mixture of {@link SpendTables} over the number of purchases. It depends on (x, T) only,
 * which millions of customers share.
 *
 * <p>Customers with very many purchases get a gamma distribution of the same mean and variance
 * instead, beside the probability of nothing at all: probabilities are within a percentage point
 * then.
 */
final class SpendDistribution {
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /** Below it a probability is not looked at. */
  private static final double NOTHING = 1e-7;

  private final double pNone;
  private final double[] logAmounts;
  private final double[] probabilities;
  private final double shape;
  private final double scale;

  /**
   * Mixes the tables.
   *
   * @param purchases probabilities of 0, 1, ... purchases while alive
   */
  SpendDistribution(SpendTables tables, int x, double[] purchases) {
    pNone = purchases[0];
    boolean tabled = x <= SpendTables.MOST_REPEATS;
    int points = tabled ? tables.points(x) : 0;
    logAmounts = new double[points];
    probabilities = new double[points];
    for (int i = 0; i < points; i++) {
      logAmounts[i] = tables.logAmount(x, i);
      probabilities[i] = pNone;
    }
    for (int n = 1; tabled && n < purchases.length; n++) {
      if (purchases[n] > NOTHING) {
        double[] row = tables.row(x, n);
        for (int i = 0; i < points; i++) {
          probabilities[i] += purchases[n] * row[i];
        }
      }
    }
    double[] moments = tabled ? new double[] {1, 1} : moments(tables.spend(), x, purchases);
    shape = moments[0] * moments[0] / moments[1];
    scale = moments[1] / moments[0];
  }

  /** Mean and variance of what is spent, given that anything is. */
  private static double[] moments(GammaGamma spend, int x, double[] purchases) {
    double rest = Math.max(1 - purchases[0], NOTHING);
    double first = 0;
    double second = 0;
    for (int n = 1; n < purchases.length; n++) {
      first += n * purchases[n] / rest;
      second += (double) n * n * purchases[n] / rest;
    }
    double q = spend.p() * x + spend.q();
    double inverseSquare = 1 / ((q - 1) * (q - 2));
    double mean = first * spend.p() / (q - 1);
    double square = (first * spend.p() + second * spend.p() * spend.p()) * inverseSquare;
    return new double[] {mean, square - mean * mean};
  }

  /** The amount, in multiples of V, that is not exceeded with this probability while alive. */
  double quantile(double probability) {
    if (probability <= pNone || 1 - pNone < NOTHING) {
      return 0;
    }
    if (logAmounts.length == 0) {
      return gammaQuantile((probability - pNone) / (1 - pNone));
    }
    int low = 0;
    int high = probabilities.length - 1;
    if (probability <= probabilities[0]) {
      // Between nothing and the grid's first amount: in proportion.
      return Math.exp(logAmounts[0]) * (probability - pNone) / (probabilities[0] - pNone);
    }
    if (probability >= probabilities[high]) {
      return Math.exp(logAmounts[high]);
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (probabilities[middle] < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double share = (probability - probabilities[low]) / (probabilities[high] - probabilities[low]);
    return Math.exp(logAmounts[low] + share * SpendTables.STEP);
  }

  /** Wilson and Hilferty (1931): the cube root of a gamma variable is nearly normal. */
  private double gammaQuantile(double probability) {
    double ninth = 1 / (9 * shape);
    double root = 1 - ninth + NORMAL.inverseCumulativeProbability(probability) * Math.sqrt(ninth);
    return Math.max(0, shape * scale * root * root * root);
  }
}
