package io.churnlake.churn.model;

import io.churnlake.clv.math.Logistic;
import io.churnlake.table.Feature;
import java.io.Serializable;
import java.util.BitSet;
import java.util.List;

/**
 * A model with the inputs that it takes: all that scoring needs.
 *
 * @param inputs made of features
 * @param margin inputs to log-odds of leaving
 */
public record ChurnModel(ModelInputs inputs, Margin margin) implements Serializable {

  /** Checks that the two go together. */
  public ChurnModel {
    if (inputs.size() != margin.inputs()) {
      throw new IllegalArgumentException(
          "%d inputs for a model of %d".formatted(inputs.size(), margin.inputs()));
    }
  }

  /**
   * The log-odds of leaving.
   *
   * @param values one for each feature, NaN where it is not known
   */
  public double margin(double[] values) {
    return margin.margin(inputs.of(values));
  }

  /** The probability of leaving. */
  public double probability(double[] values) {
    return Logistic.of(margin(values));
  }

  /** The features that it goes by: those that move its margin, in the order of its inputs. */
  public List<Feature> usedFeatures() {
    BitSet used = UsedInputs.of(margin);
    int[] featureOfInput = inputs.featureOfInput();
    return used.stream()
        .map(input -> featureOfInput[input])
        .distinct()
        .mapToObj(inputs.features()::get)
        .toList();
  }
}
