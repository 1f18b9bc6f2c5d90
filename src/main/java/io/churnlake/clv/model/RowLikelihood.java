package io.churnlake.clv.model;

/** A log-likelihood and its gradient, customer by customer. Not safe for use by several threads. */
public interface RowLikelihood {
  /**
   * The log-likelihood of one customer; {@code gradient} receives its derivatives in the logarithms
   * of the parameters. What depends on x alone may be kept for the next customer: rows sorted by x
   * are evaluated fastest.
   */
  double at(int x, double tx, double t, double[] gradient);
}
