package io.churnlake.churn.model;

import java.io.Serializable;

/**
 * The scoring side of a churn model: inputs to the log-odds of leaving. Whatever learnt it, a model
 * is kept and applied in this form, which knows neither Spark nor the learner.
 */
public sealed interface Margin extends Serializable
    permits TreeEnsemble, LinearMargin, AveragedMargin {

  /** How many inputs a row has. */
  int inputs();

  /**
   * The log-odds of leaving, ln(p / (1 - p)).
   *
   * @param x one value an input, {@link #inputs()} of them; trees take a missing value as a number
   *     of its own, such as -1
   */
  double margin(double[] x);
}
