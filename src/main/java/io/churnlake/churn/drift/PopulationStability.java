package io.churnlake.churn.drift;

/**
 * The population stability index of two samples over the same bins, with p the shares of the
 * reference and q those of today:
 *
 * <pre>sum of (q - p) x ln(q / p)</pre>
 *
 * <p>0 for equal shares, without an upper bound: the symmetric divergence of Jeffreys 1946, which
 * credit scoring made its index of drift (Siddiqi 2006).
 */
public final class PopulationStability {
  /** What an empty bin counts as, since the logarithm of 0 is no number. */
  private static final double EMPTY = 0.5;

  private PopulationStability() {}

  /**
   * The index. A bin that is empty in one sample counts as half a customer there; one that is empty
   * in both is left out.
   *
   * @param reference customers in each bin
   * @param current customers in each of the same bins
   * @throws IllegalArgumentException if bins differ in number or a sample has no customers
   */
  public static double of(long[] reference, long[] current) {
    Bins.check(reference, current);
    double[] p = shares(reference, current);
    double[] q = shares(current, reference);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += p[i] == 0 ? 0 : (q[i] - p[i]) * Math.log(q[i] / p[i]);
    }
    return sum;
  }

  private static double[] shares(long[] counts, long[] other) {
    double[] shares = new double[counts.length];
    double total = 0;
    for (int i = 0; i < counts.length; i++) {
      shares[i] = counts[i] == 0 && other[i] > 0 ? EMPTY : counts[i];
      total += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= total;
    }
    return shares;
  }
}
