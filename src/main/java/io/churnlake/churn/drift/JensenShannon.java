package io.churnlake.churn.drift;

/**
 * The Jensen-Shannon divergence of two samples over the same bins (Lin 1991), in bits: how much one
 * customer's bin tells of the sample that he is from. 0 for equal shares, 1 where no bin holds
 * customers of both; empty bins need no smoothing. It is the divergence, not its root, the
 * distance.
 */
public final class JensenShannon {
  private static final double LN_2 = Math.log(2);

  private JensenShannon() {}

  /**
   * The divergence.
   *
   * @param reference customers in each bin
   * @param current customers in each of the same bins
   * @throws IllegalArgumentException if bins differ in number or a sample has no customers
   */
  public static double of(long[] reference, long[] current) {
    Bins.check(reference, current);
    double ofReference = Bins.total(reference);
    double ofCurrent = Bins.total(current);
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      double p = reference[i] / ofReference;
      double q = current[i] / ofCurrent;
      sum += information(p, (p + q) / 2) + information(q, (p + q) / 2);
    }
    return Math.max(0, Math.min(1, sum / 2));
  }

  private static double information(double share, double mean) {
    return share == 0 ? 0 : share * Math.log(share / mean) / LN_2;
  }
}
