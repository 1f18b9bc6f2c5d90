package io.churnlake.churn.model;

import io.churnlake.clv.math.Logistic;
import java.io.Serializable;

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
}
