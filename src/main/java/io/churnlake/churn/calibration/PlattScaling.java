package io.churnlake.churn.calibration;

import io.churnlake.clv.math.Logistic;

/**
 * A line through the log-odds that makes probabilities fit what happened: Platt, "Probabilistic
 * outputs for support vector machines", 1999, here on a model's margins.
 *
 * @param slope above 0, so that the order of customers stays
 * @param intercept in log-odds
 */
public record PlattScaling(double slope, double intercept) {
  /** Changes nothing. */
  public static final PlattScaling IDENTITY = new PlattScaling(1, 0);

  /**
   * Fits the line by maximum likelihood to Platt's targets, (N+ + 1) / (N+ + 2) for churners and 1
   * / (N- + 2) for stayers, that keep it finite also where a margin parts the classes.
   *
   * @param margins log-odds of each customer
   * @param churned what happened
   * @param weights how much each counts, at least 0; N+ and N- are sums of these
   * @return the line; the identity where there is nothing to learn from: a class without weight,
   *     margins that are all the same, or the higher of which belong to stayers
   * @throws IllegalArgumentException if arrays differ in length, a margin is not finite or a weight
   *     below 0
   */
  public static PlattScaling fit(double[] margins, boolean[] churned, double[] weights) {
    return new PlattFit(margins, churned, weights).line();
  }

  /** The margin on the line. */
  public double margin(double margin) {
    return slope * margin + intercept;
  }

  /** The probability at the margin on the line. */
  public double probability(double margin) {
    return Logistic.of(margin(margin));
  }
}
