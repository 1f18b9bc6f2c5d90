package io.churnlake.churn.drift;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * What the population stability index comes to by chance. Of two samples of one population, of n
 * and m customers over B bins, it is about
 *
 * <pre>(1 / n + 1 / m) x chi-squared of B - 1 degrees of freedom</pre>
 *
 * <p>so that it is (B - 1)(1/n + 1/m) in the mean, whatever the customers are like (Yurdakul and
 * Naranjo, "Statistical properties of the population stability index", Journal of Risk Model
 * Validation 14(4), 2020). Samples that share customers, as those of two dates do, differ by less.
 */
final class ChancePsi {
  /** One comparison in so many exceeds the value by chance. */
  private static final double ONE_IN = 1000;

  private ChancePsi() {}

  /**
   * The index that one in a thousand comparisons of unchanged customers exceeds. Bins that are
   * empty in both samples do not count; it is 0 where no more than one is left.
   */
  static double of(long[] reference, long[] current) {
    int bins = 0;
    for (int i = 0; i < reference.length; i++) {
      bins += reference[i] + current[i] > 0 ? 1 : 0;
    }
    if (bins < 2) {
      return 0;
    }
    double spread = 1.0 / Bins.total(reference) + 1.0 / Bins.total(current);
    return spread
        * new ChiSquaredDistribution(null, bins - 1).inverseCumulativeProbability(1 - 1 / ONE_IN);
  }
}
