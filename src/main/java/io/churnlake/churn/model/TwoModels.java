package io.churnlake.churn.model;

import io.churnlake.clv.math.Logistic;
import java.io.Serializable;

/**
 * The expected effect of a measure on one customer, by a model of those who were treated and one of
 * those who were not (the T-learner of Künzel et al. 2019, "Metalearners for estimating
 * heterogeneous treatment effects"). Plain Java.
 *
 * @param treated log-odds of leaving when treated
 * @param control log-odds of leaving when left alone
 */
public record TwoModels(Margin treated, Margin control) implements Serializable {

  /** By how much the measure changes the probability to stay, from -1 to 1. */
  public double uplift(double[] inputs) {
    return Logistic.of(control.margin(inputs)) - Logistic.of(treated.margin(inputs));
  }
}
