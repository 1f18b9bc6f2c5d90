package io.churnlake.clv.model;

import io.churnlake.clv.math.Logistic;
import java.io.Serializable;

/**
 * A model of repeat buying and dropping out, with its parameters: what it says of a customer.
 *
 * <p>Times are in the model's unit. A customer is (x, t_x, T): repeat purchases, time from first to
 * last purchase, time from first purchase to the end of observation; x = 0 goes with t_x = 0. Safe
 * for use by several threads.
 */
public interface PurchaseModel extends Serializable {

  /** The log-likelihood of one customer. */
  double logLikelihood(int x, double tx, double t);

  /**
   * ln((1 - P(alive)) / P(alive)) at the end of observation: negative infinity where the customer
   * cannot have dropped out.
   */
  double logDropoutOdds(int x, double tx, double t);

  /** What the customer will do if it is alive at the end of observation. */
  LivingCustomer whileAlive(int x, double tx, double t);

  /**
   * Whether {@link #whileAlive} depends on t_x. Where it does not, customers with the same (x, T)
   * share it.
   */
  boolean recencyMattersWhileAlive();

  /** The expected repeat purchases of a random customer in its first t units. */
  double expectedPurchases(double t);

  /** The probability that the customer has not dropped out. */
  default double pAlive(int x, double tx, double t) {
    return Logistic.of(-logDropoutOdds(x, tx, t));
  }

  /** The expected purchases of this customer in the next h units. */
  default double conditionalExpectedPurchases(int x, double tx, double t, double h) {
    return pAlive(x, tx, t) * whileAlive(x, tx, t).expectedPurchases(h);
  }

  /**
   * The probability that the customer buys nothing in the next h units: it has dropped out, or it
   * is alive and silent. Two positive terms, so that a small probability keeps its digits.
   */
  default double pNoPurchase(int x, double tx, double t, double h) {
    double logOdds = logDropoutOdds(x, tx, t);
    return Logistic.of(logOdds) + Logistic.of(-logOdds) * whileAlive(x, tx, t).pNoPurchase(h);
  }
}
