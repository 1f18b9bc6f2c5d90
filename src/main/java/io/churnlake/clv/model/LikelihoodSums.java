package io.churnlake.clv.model;

import io.churnlake.clv.math.CompensatedSum;
import io.churnlake.clv.optimize.Evaluation;
import java.io.Serializable;

/** A log-likelihood and its gradient in log-parameters, being added up over weighted rows. */
public final class LikelihoodSums implements Serializable {
  private static final long serialVersionUID = 1;

  private final CompensatedSum value = new CompensatedSum();
  private final CompensatedSum[] gradient;

  LikelihoodSums(int dimension) {
    gradient = new CompensatedSum[dimension];
    for (int i = 0; i < dimension; i++) {
      gradient[i] = new CompensatedSum();
    }
  }

  void add(double weight, double rowValue, double[] rowGradient) {
    value.add(weight * rowValue);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i].add(weight * rowGradient[i]);
    }
  }

  void add(LikelihoodSums other) {
    value.add(other.value);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i].add(other.gradient[i]);
    }
  }

  double value() {
    return value.value();
  }

  double[] gradient() {
    double[] result = new double[gradient.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = gradient[i].value();
    }
    return result;
  }

  Evaluation evaluation() {
    return new Evaluation(value(), gradient());
  }
}
