package io.churnlake.churn.model;

import io.churnlake.churn.calibration.LogOddsShift;
import io.churnlake.table.Feature;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The scores that need no learning, in the form of models. */
public final class Rules {
  public static final String RECENCY = "recency_rate";
  public static final String BG_NBD = "bg_nbd";

  private Rules() {}

  /** The churn rate by class of recency at these cut-offs, which have a customer. */
  public static Margin recency(
      TrainingSummary summary, Collection<LocalDate> cutOffs, ModelInputs inputs) {
    return RecencyRates.of(summary.byRecency(cutOffs)).margin(inputs);
  }

  /** P(no purchase within the horizon) of BG/NBD as it is: what can be said without outcomes. */
  public static ChurnModel withoutOutcomes() {
    return new ChurnModel(
        new ModelInputs(List.of(Feature.P_NO_PURCHASE)),
        new LinearMargin(0, new double[] {1}, new double[1], new double[] {1}));
  }

  /**
   * P(no purchase within the horizon) of BG/NBD, its log-odds shifted to the churn rate at these
   * cut-offs: it knows who leaves before whom, and nothing of how many leave.
   */
  public static Margin bgNbd(
      TrainingSummary summary, Collection<LocalDate> cutOffs, ModelInputs inputs) {
    double[] coefficients = new double[inputs.size()];
    coefficients[inputs.inputOf(Feature.P_NO_PURCHASE)] = 1;
    double[] ones = new double[inputs.size()];
    Arrays.fill(ones, 1);
    Churners all = summary.churners(cutOffs);
    double shift =
        all.hasBoth()
            ? LogOddsShift.of(summary.byLogOdds(cutOffs), (double) all.churned() / all.customers())
            : 0;
    return new LinearMargin(shift, coefficients, new double[inputs.size()], ones);
  }
}
