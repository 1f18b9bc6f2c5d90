package io.churnlake.clv.model;

import io.churnlake.clv.math.CompensatedSum;
import io.churnlake.clv.math.GammaFunctions;
import java.util.ArrayList;
import java.util.List;

/** Contracts by how often they were renewed, for {@link ShiftedBetaGeometric}. */
public final class ContractBlock implements LikelihoodBlock {
  private static final long serialVersionUID = 1;

  private final int[] renewals;
  private final long[] cancelled;
  private final long[] underContract;

  /**
   * Takes the arrays as they are, one entry a number of renewals.
   *
   * @param renewals made, 0 or more
   * @param cancelled customers who cancelled at the renewal after these
   * @param underContract customers whose next renewal is not known yet
   */
  public ContractBlock(int[] renewals, long[] cancelled, long[] underContract) {
    this.renewals = renewals;
    this.cancelled = cancelled;
    this.underContract = underContract;
  }

  /**
   * One cohort followed from its start.
   *
   * @param customers at the start, then after each renewal
   */
  public static ContractBlock ofCohort(long[] customers) {
    int periods = customers.length;
    int[] renewals = new int[periods];
    long[] cancelled = new long[periods];
    long[] underContract = new long[periods];
    for (int n = 0; n < periods; n++) {
      renewals[n] = n;
      if (n < periods - 1) {
        cancelled[n] = customers[n] - customers[n + 1];
      } else {
        underContract[n] = customers[n];
      }
    }
    return new ContractBlock(renewals, cancelled, underContract);
  }

  /** Gradients are in (ln alpha, ln beta). */
  @Override
  public List<LikelihoodSums> sums(List<double[]> logParameters) {
    List<LikelihoodSums> result = new ArrayList<>();
    double[] gradient = new double[2];
    for (double[] point : logParameters) {
      ShiftedBetaGeometric model = ShiftedBetaGeometric.ofLogs(point);
      double alpha = model.alpha();
      double beta = model.beta();
      LikelihoodSums sums = new LikelihoodSums(2);
      for (int i = 0; i < renewals.length; i++) {
        int n = renewals[i];
        double sum = alpha + beta + n;
        double digammaSum = GammaFunctions.digammaRise(alpha + beta, n);
        gradient[0] = -alpha * digammaSum;
        gradient[1] = beta * (GammaFunctions.digammaRise(beta, n) - digammaSum);
        sums.add((double) underContract[i], model.logSurvival(n), gradient);
        gradient[0] += (beta + n) / sum;
        gradient[1] -= beta / sum;
        sums.add((double) cancelled[i], model.logCancellation(n), gradient);
      }
      result.add(sums);
    }
    return result;
  }

  /**
   * Customers, cancellations, renewals decided on, and those among them that were not the first.
   */
  @Override
  public List<CompensatedSum> moments() {
    CompensatedSum customers = new CompensatedSum();
    CompensatedSum cancellations = new CompensatedSum();
    CompensatedSum decisions = new CompensatedSum();
    CompensatedSum later = new CompensatedSum();
    for (int i = 0; i < renewals.length; i++) {
      double left = (double) cancelled[i];
      double stay = (double) underContract[i];
      customers.add(left + stay);
      cancellations.add(left);
      decisions.add(left * (renewals[i] + 1.0) + stay * renewals[i]);
      later.add(left * renewals[i] + stay * Math.max(renewals[i] - 1.0, 0));
    }
    return CompensatedSum.list(customers, cancellations, decisions, later);
  }
}
