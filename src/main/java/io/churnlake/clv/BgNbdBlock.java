package io.churnlake.clv;

import java.util.ArrayList;
import java.util.List;

/** Weighted distinct customers (x, t_x, T) for BG/NBD: days as whole numbers. */
final class BgNbdBlock implements LikelihoodBlock {
  private static final long serialVersionUID = 1;

  private final int[] x;
  private final int[] txDays;
  private final int[] tDays;
  private final long[] customers;
  private final double unitDays;

  /**
   * Takes the arrays as they are; rows sorted by x are evaluated fastest.
   *
   * @param customers how many customers each row stands for
   * @param unitDays days in a model unit
   */
  BgNbdBlock(int[] x, int[] txDays, int[] tDays, long[] customers, double unitDays) {
    this.x = x;
    this.txDays = txDays;
    this.tDays = tDays;
    this.customers = customers;
    this.unitDays = unitDays;
  }

  static BgNbdBlock empty(double unitDays) {
    return new BgNbdBlock(new int[0], new int[0], new int[0], new long[0], unitDays);
  }

  @Override
  public List<LikelihoodSums> sums(List<double[]> logParameters) {
    List<LikelihoodSums> result = new ArrayList<>();
    double[] gradient = new double[4];
    for (double[] point : logParameters) {
      BgNbdLikelihood likelihood = new BgNbdLikelihood(BgNbd.ofLogs(point));
      LikelihoodSums sums = new LikelihoodSums(4);
      for (int i = 0; i < x.length; i++) {
        double value = likelihood.at(x[i], txDays[i] / unitDays, tDays[i] / unitDays, gradient);
        sums.add((double) customers[i], value, gradient);
      }
      result.add(sums);
    }
    return result;
  }

  /** Customers, repeat occasions, days observed, repeat buyers. */
  @Override
  public List<CompensatedSum> moments() {
    CompensatedSum count = new CompensatedSum();
    CompensatedSum occasions = new CompensatedSum();
    CompensatedSum days = new CompensatedSum();
    CompensatedSum buyers = new CompensatedSum();
    for (int i = 0; i < x.length; i++) {
      count.add((double) customers[i]);
      occasions.add((double) customers[i] * x[i]);
      days.add((double) customers[i] * tDays[i]);
      buyers.add(x[i] > 0 ? (double) customers[i] : 0);
    }
    return CompensatedSum.list(count, occasions, days, buyers);
  }
}
