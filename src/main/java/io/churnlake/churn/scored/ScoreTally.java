package io.churnlake.churn.scored;

import io.churnlake.churn.drift.BinCounts;
import io.churnlake.churn.drift.Drift;
import io.churnlake.churn.drift.Reference;
import io.churnlake.churn.model.ChurnModel;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one look at all customers tells before they are scored: how many have each probability, and
 * how far they differ from those that the model learnt from. Plain Java; changes when added to.
 */
public final class ScoreTally implements Serializable {
  private static final long serialVersionUID = 1;

  private final HashMap<Integer, Long> customersByStep = new HashMap<>();
  private final @Nullable Compared compared;
  private final @Nullable BinCounts bins;

  /**
   * Of nobody yet.
   *
   * @param reference of the model; null if it has none, and then nobody is compared
   */
  public ScoreTally(@Nullable Reference reference) {
    compared = reference == null ? null : Compared.by(reference);
    bins = reference == null ? null : new BinCounts(reference.all());
  }

  /**
   * Adds a customer.
   *
   * @param values one for each feature, NaN where it is not known
   */
  public ScoreTally plus(double[] values, ChurnModel model) {
    customersByStep.merge(RiskRanks.step(model.probability(values)), 1L, Long::sum);
    if (compared != null && bins != null) {
      bins.add(compared.of(values, model.unmoved(values)));
    }
    return this;
  }

  /** Adds what another one counted for the same model. */
  public ScoreTally plus(ScoreTally other) {
    other.customersByStep.forEach((step, count) -> customersByStep.merge(step, count, Long::sum));
    if (bins != null && other.bins != null) {
      bins.plus(other.bins);
    }
    return this;
  }

  /** Customers by {@link RiskRanks#step}. */
  public Map<Integer, Long> customersByStep() {
    return customersByStep;
  }

  /** One for each feature that the model goes by and one for the score, in this order. */
  public List<Drift> drifts() {
    return bins == null ? List.of() : bins.drifts();
  }
}
