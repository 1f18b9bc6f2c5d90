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
 * @param offset is added to the log-odds of everybody: the season's
 */
public record ChurnModel(ModelInputs inputs, Margin margin, double offset) implements Serializable {

  /** A model at the level of what it was learnt from. */
  public ChurnModel(ModelInputs inputs, Margin margin) {
    this(inputs, margin, 0);
  }

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
    return margin.margin(inputs.of(values)) + offset;
  }

  /** The same with everybody's log-odds moved by so much more. */
  public ChurnModel moved(double by) {
    return new ChurnModel(inputs, margin, offset + by);
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

  /** The probability of leaving without the offset: what customers learnt from had. */
  public double unmoved(double[] values) {
    return Logistic.of(margin.margin(inputs.of(values)));
  }
}
