package io.churnlake.clv.model;

import java.util.ArrayList;
import java.util.List;

/**
 * {@link MbgCnbd} with a given number of stages.
 *
 * @param k stages of a purchase
 */
record MbgCnbdFamily(int k) implements PurchaseFamily {

  @Override
  public String name() {
    return k == 1 ? "mbg_nbd" : "mbg_cnbd_" + k;
  }

  @Override
  public List<String> parameterNames() {
    return List.of("r", "alpha", "a", "b");
  }

  @Override
  public List<Integer> times() {
    return List.of(1);
  }

  @Override
  public List<Integer> covariateParameters() {
    return List.of(1, 2, 3);
  }

  @Override
  public PurchaseModel model(double[] logParameters) {
    return MbgCnbd.ofLogs(k, logParameters);
  }

  @Override
  public RowLikelihood likelihood(double[] logParameters) {
    return new MbgCnbdLikelihood(MbgCnbd.ofLogs(k, logParameters));
  }

  /** A grid of heterogeneity and dropout around the observed purchase rate, r / (alpha k). */
  @Override
  public List<double[]> starts(double meanOccasions) {
    double[][] dropouts = {{0.8, 2}, {0.1, 2.5}, {1, 20}};
    List<double[]> result = new ArrayList<>();
    for (double r : new double[] {0.5, 0.2, 2}) {
      for (double[] dropout : dropouts) {
        result.add(
            new double[] {
              Math.log(r),
              Math.log(r / (meanOccasions * k)),
              Math.log(dropout[0]),
              Math.log(dropout[1])
            });
      }
    }
    return result;
  }

  @Override
  public double[] withoutRepeatBuyers() {
    return new double[] {-Math.log(PurchaseEstimator.LIMIT), 0, 0, 0};
  }

  /** (k - 1) Σ ln gap in model units. */
  @Override
  public double logLikelihoodConstant(PurchaseMoments moments, double unitDays) {
    return k == 1 ? 0 : (k - 1) * (moments.logGapDays() - moments.occasions() * Math.log(unitDays));
  }
}
