package io.churnlake.churn.scored;

import io.churnlake.churn.drift.Binned;
import io.churnlake.churn.drift.Reference;
import io.churnlake.churn.model.ChurnModel;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.Feature;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * What is compared of a customer with those that a model learnt from: the features that the model
 * goes by, and the probability that it gives. Plain Java.
 */
public final class Compared implements Serializable {
  private static final long serialVersionUID = 1;

  private final int[] indices;

  private Compared(List<Feature> features) {
    this.indices = features.stream().mapToInt(Feature::index).toArray();
  }

  /**
   * What a reference has.
   *
   * @throws IllegalArgumentException if it has a feature that there is not
   */
  static Compared by(Reference reference) {
    return new Compared(
        reference.features().stream()
            .map(Binned::name)
            .map(name -> Feature.valueOf(name.toUpperCase(Locale.ROOT)))
            .toList());
  }

  /**
   * The reference of a model.
   *
   * @param customers at the cut-off, at least one; a value for each {@link Feature}
   */
  public static Reference reference(
      ChurnModel model, LocalDate cutOff, int logDays, List<double[]> customers) {
    List<Feature> features = model.usedFeatures();
    Compared compared = new Compared(features);
    return Reference.of(
        cutOff,
        logDays,
        features.stream().map(Feature::column).toList(),
        ChurnScores.CHURN_PROBABILITY,
        customers.stream().map(values -> compared.of(values, model.probability(values))).toList());
  }

  /** The values of the features, the probability behind them. */
  double[] of(double[] values, double probability) {
    double[] compared = new double[indices.length + 1];
    for (int i = 0; i < indices.length; i++) {
      compared[i] = values[indices[i]];
    }
    compared[indices.length] = probability;
    return compared;
  }
}
