package io.churnlake.clv.model;

import io.churnlake.clv.math.CompensatedSum;
import java.util.ArrayList;
import java.util.List;

/** Weighted distinct (x, mean spend) of repeat buyers for Gamma-Gamma. */
public final class GammaGammaBlock implements LikelihoodBlock {
  private static final long serialVersionUID = 1;

  private final int[] x;
  private final double[] meanSpend;
  private final long[] customers;

  /**
   * Takes the arrays as they are.
   *
   * @param x repeat purchases, all above 0
   * @param meanSpend their mean amounts, all above 0
   * @param customers how many customers each row stands for
   */
  public GammaGammaBlock(int[] x, double[] meanSpend, long[] customers) {
    this.x = x;
    this.meanSpend = meanSpend;
    this.customers = customers;
  }

  public static GammaGammaBlock empty() {
    return new GammaGammaBlock(new int[0], new double[0], new long[0]);
  }

  /** Distinct rows. */
  public int size() {
    return x.length;
  }

  @Override
  public List<LikelihoodSums> sums(List<double[]> logParameters) {
    List<LikelihoodSums> result = new ArrayList<>();
    double[] gradient = new double[3];
    for (double[] point : logParameters) {
      GammaGamma model = GammaGamma.ofLogs(point);
      LikelihoodSums sums = new LikelihoodSums(3);
      for (int i = 0; i < x.length; i++) {
        double value = model.logLikelihood(x[i], meanSpend[i], gradient);
        sums.add((double) customers[i], value, gradient);
      }
      result.add(sums);
    }
    return result;
  }

  /** Customers, and their mean spends added up. */
  @Override
  public List<CompensatedSum> moments() {
    CompensatedSum count = new CompensatedSum();
    CompensatedSum spend = new CompensatedSum();
    for (int i = 0; i < x.length; i++) {
      count.add((double) customers[i]);
      spend.add(customers[i] * meanSpend[i]);
    }
    return CompensatedSum.list(count, spend);
  }
}
