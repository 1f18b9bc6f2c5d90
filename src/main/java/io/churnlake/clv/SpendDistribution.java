package io.churnlake.clv;

import io.churnlake.clv.math.BetaDistribution;
import io.churnlake.clv.model.GammaGamma;

/**
 * How much a living customer spends within a horizon, in multiples of the scale V = v + x z of its
 * spend: a mixture over the number of purchases.
 *
 * <p>Given n purchases, each Gamma(p, ν) with ν ~ Gamma(Q, V) by now, Q = p x + q, the total S has
 * S / (S + V) ~ Beta(p n, Q): the compound of a gamma distribution with a gamma-distributed rate.
 * The distribution function is tabled on a logarithmic grid, since it depends on (x, T) only and
 * millions of customers share it.
 */
final class SpendDistribution {
  private static final int POINTS = 32;

  /** The grid covers the amounts between these probabilities of any spend at all. */
  private static final double LEAST = 0.002;

  private static final double MOST = 0.9985;

  /** Below it a probability is not looked at. */
  private static final double NOTHING = 1e-9;

  private final double pNone;
  private final double[] logAmounts;
  private final double[] probabilities;

  /**
   * Tables the distribution.
   *
   * @param purchases probabilities of 0, 1, ... purchases while alive
   */
  SpendDistribution(GammaGamma spend, int x, double[] purchases) {
    double scale = spend.p() * x + spend.q();
    pNone = purchases[0];
    double rest = 1 - pNone;
    double low = quantile(spend.p(), scale, purchases, pNone + LEAST * rest);
    double high = quantile(spend.p(), scale, purchases, pNone + MOST * rest);
    logAmounts = new double[POINTS];
    probabilities = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      logAmounts[i] = low + (high - low) * i / (POINTS - 1);
      probabilities[i] = cumulative(spend.p(), scale, purchases, logAmounts[i]);
    }
  }

  /** The amount, in multiples of V, that is not exceeded with this probability while alive. */
  double quantile(double probability) {
    if (probability <= pNone || 1 - pNone < NOTHING) {
      return 0;
    }
    int above = 0;
    while (above < POINTS && probabilities[above] < probability) {
      above++;
    }
    if (above == 0) {
      // Between nothing and the grid's first amount: in proportion.
      return Math.exp(logAmounts[0]) * (probability - pNone) / (probabilities[0] - pNone);
    }
    if (above == POINTS) {
      return Math.exp(logAmounts[POINTS - 1]);
    }
    double share =
        (probability - probabilities[above - 1])
            / (probabilities[above] - probabilities[above - 1]);
    return Math.exp(logAmounts[above - 1] + share * (logAmounts[above] - logAmounts[above - 1]));
  }

  private static double cumulative(double p, double scale, double[] purchases, double logAmount) {
    double u = 1 / (1 + Math.exp(-logAmount));
    double sum = purchases[0];
    for (int n = 1; n < purchases.length; n++) {
      if (purchases[n] > NOTHING) {
        sum += purchases[n] * BetaDistribution.cumulative(u, p * n, scale);
      }
    }
    return sum;
  }

  /** By bisection to a few digits: it only sets the grid's ends. */
  private static double quantile(double p, double scale, double[] purchases, double probability) {
    double low = -30;
    double high = 30;
    for (int i = 0; i < 14; i++) {
      double middle = (low + high) / 2;
      if (cumulative(p, scale, purchases, middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
