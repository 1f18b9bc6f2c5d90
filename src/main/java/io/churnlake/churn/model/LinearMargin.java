package io.churnlake.churn.model;

import java.util.function.DoublePredicate;

/**
 * Logistic regression over standardised inputs: intercept + sum of coefficient x (value - mean) /
 * deviation. At the training rows' means every input contributes 0. Immutable.
 */
public final class LinearMargin implements Margin {
  private static final long serialVersionUID = 1;

  private final double intercept;
  private final double[] coefficients;
  private final double[] means;
  private final double[] deviations;

  /**
   * Parallel arrays, an element an input; they are copied.
   *
   * @param intercept log-odds at the means
   * @param coefficients log-odds per standard deviation
   * @param means of the inputs where the model was trained
   * @param deviations their standard deviations; an input with 0 never differed, and contributes
   *     nothing
   * @throws IllegalArgumentException if a number is not finite, a deviation negative, or a length
   *     another
   */
  public LinearMargin(
      double intercept, double[] coefficients, double[] means, double[] deviations) {
    this.intercept = intercept;
    this.coefficients = coefficients.clone();
    this.means = means.clone();
    this.deviations = deviations.clone();
    if (coefficients.length == 0
        || means.length != coefficients.length
        || deviations.length != coefficients.length) {
      throw new IllegalArgumentException("a linear margin's arrays must have one length, above 0");
    }
    require("intercept", Double::isFinite, intercept);
    require("coefficient", Double::isFinite, coefficients);
    require("mean", Double::isFinite, means);
    require("deviation", value -> value >= 0 && Double.isFinite(value), deviations);
  }

  private static void require(String what, DoublePredicate holds, double... values) {
    for (double value : values) {
      if (!holds.test(value)) {
        throw new IllegalArgumentException("a " + what + " of a linear margin is " + value);
      }
    }
  }

  @Override
  public int inputs() {
    return coefficients.length;
  }

  @Override
  public double margin(double[] x) {
    double margin = intercept;
    for (int input = 0; input < coefficients.length; input++) {
      margin += contribution(input, x[input]);
    }
    return margin;
  }

  /** What an input adds to the intercept: coefficient x (value - mean) / deviation. */
  public double contribution(int input, double value) {
    double deviation = deviations[input];
    return deviation == 0 ? 0 : coefficients[input] * ((value - means[input]) / deviation);
  }

  /** The log-odds at the means, which is the base value of the contributions. */
  public double intercept() {
    return intercept;
  }

  /** Log-odds per standard deviation of an input. */
  public double coefficient(int input) {
    return coefficients[input];
  }

  /** The mean of an input where the model was trained. */
  public double mean(int input) {
    return means[input];
  }

  /** The standard deviation of an input where the model was trained. */
  public double deviation(int input) {
    return deviations[input];
  }
}
