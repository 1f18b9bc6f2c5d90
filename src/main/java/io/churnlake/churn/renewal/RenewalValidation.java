package io.churnlake.churn.renewal;

import io.churnlake.churn.calibration.LogOddsShift;
import io.churnlake.churn.score.PairedComparison;
import io.churnlake.churn.score.PairedComparison.Difference;
import io.churnlake.churn.score.Quality;
import io.churnlake.clv.math.Logistic;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Contracts of one cut-off whose renewal has come since, and whom the models in question have not
 * learnt from. Plain Java.
 */
public final class RenewalValidation {
  /** Scores that differ by less count as tied. */
  private static final double STEPS = 1e6;

  private final List<DueRenewal> renewals;
  private final boolean[] churned;
  private final long refused;

  /** Of these contracts. */
  public RenewalValidation(List<DueRenewal> renewals) {
    this.renewals = List.copyOf(renewals);
    churned = new boolean[renewals.size()];
    int found = 0;
    for (int i = 0; i < churned.length; i++) {
      churned[i] = renewals.get(i).churned();
      found += churned[i] ? 1 : 0;
    }
    refused = found;
  }

  /** Whether some were renewed and some were not. */
  public boolean hasBoth() {
    return refused > 0 && refused < churned.length;
  }

  /** The quality of a model's probabilities. */
  public Quality quality(RenewalModel model) {
    TreeMap<Double, Quality.Count> byScore = new TreeMap<>();
    double[] probabilities = probabilities(model);
    for (int i = 0; i < churned.length; i++) {
      byScore.merge(
          Math.rint(probabilities[i] * STEPS) / STEPS,
          new Quality.Count(churned[i] ? 0 : 1, churned[i] ? 1 : 0),
          Quality.Count::plus);
    }
    return Quality.of(byScore, Quality.Scale.PROBABILITY);
  }

  /**
   * By how much the challenger's mean log-loss is lower than the rule's, each after a shift of its
   * log-odds to the rate that was seen: a season would otherwise choose whoever errs in its
   * direction. Some must be renewed and some not.
   */
  public Difference atOneLevel(RenewalModel rule, RenewalModel challenger, long seed) {
    return PairedComparison.of(shifted(rule), shifted(challenger), churned, seed).logLoss();
  }

  /** The same of the probabilities as they are. */
  public Difference asTheyAre(RenewalModel rule, RenewalModel challenger, long seed) {
    return PairedComparison.of(probabilities(rule), probabilities(challenger), churned, seed)
        .logLoss();
  }

  private double[] probabilities(RenewalModel model) {
    return renewals.stream().mapToDouble(one -> model.probability(one.values())).toArray();
  }

  private double[] shifted(RenewalModel model) {
    double[] margins = renewals.stream().mapToDouble(one -> model.margin(one.values())).toArray();
    double shift = LogOddsShift.of(margins, (double) refused / churned.length);
    return Arrays.stream(margins).map(margin -> Logistic.of(margin + shift)).toArray();
  }
}
