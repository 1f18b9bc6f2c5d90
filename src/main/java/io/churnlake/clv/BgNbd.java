package io.churnlake.clv;

import java.io.Serializable;

/**
 * The BG/NBD model of repeat buying: while alive a customer buys at a Poisson rate drawn from
 * Gamma(r, alpha), and after each repeat purchase leaves for good with a probability drawn from
 * Beta(a, b).
 *
 * <p>Source of all formulas unless said otherwise: Fader, Hardie, Lee (2005), "Counting Your
 * Customers" the Easy Way: An Alternative to the Pareto/NBD Model, Marketing Science 24(2).
 *
 * <p>Times are in the model's unit. A customer is (x, t_x, T): repeat purchases, time from first to
 * last purchase, time from first purchase to the end of observation; x = 0 goes with t_x = 0.
 *
 * @param r shape of the purchase rate
 * @param alpha inverse scale of the purchase rate, in model units of time
 * @param a first shape of the dropout probability
 * @param b second shape of the dropout probability
 */
public record BgNbd(double r, double alpha, double a, double b) implements Serializable {

  /** Checks that every parameter is positive and finite. */
  public BgNbd {
    Parameters.requirePositive("r", r);
    Parameters.requirePositive("alpha", alpha);
    Parameters.requirePositive("a", a);
    Parameters.requirePositive("b", b);
  }

  static BgNbd ofLogs(double[] logParameters) {
    return new BgNbd(
        Math.exp(logParameters[0]),
        Math.exp(logParameters[1]),
        Math.exp(logParameters[2]),
        Math.exp(logParameters[3]));
  }

  /** The log-likelihood of one customer (equation 6). */
  public double logLikelihood(int x, double tx, double t) {
    return new BgNbdLikelihood(this).at(x, tx, t, new double[4]);
  }

  /** The gradient of {@link #logLikelihood} in (ln r, ln alpha, ln a, ln b). */
  public double[] logLikelihoodGradient(int x, double tx, double t) {
    double[] gradient = new double[4];
    new BgNbdLikelihood(this).at(x, tx, t, gradient);
    return gradient;
  }

  /**
   * The probability that the customer has not dropped out (Fader, Hardie, Lee 2008, "Computing
   * P(alive) Using the BG/NBD Model"); 1 for a customer without a repeat purchase.
   */
  public double pAlive(int x, double tx, double t) {
    return Logistic.of(-logDropoutOdds(x, tx, t));
  }

  /**
   * The probability that the customer buys nothing in the next h units: it has dropped out, or it
   * is alive and its rate, Gamma(r + x, alpha + T) by now, brings no purchase.
   */
  public double pNoPurchase(int x, double tx, double t, double h) {
    double logOdds = logDropoutOdds(x, tx, t);
    double silentWhileAlive = Math.exp(-(r + x) * Math.log1p(h / (alpha + t)));
    // Two positive terms, so that a small probability keeps its digits.
    return Logistic.of(logOdds) + Logistic.of(-logOdds) * silentWhileAlive;
  }

  /** The expected purchases of a random customer in its first t units (equation 9). */
  public double expectedPurchases(double t) {
    return expectedPurchasesWhileAlive(0, 0, t);
  }

  /** The expected purchases of this customer in the next h units (equation 10). */
  public double conditionalExpectedPurchases(int x, double tx, double t, double h) {
    return pAlive(x, tx, t) * expectedPurchasesWhileAlive(x, t, h);
  }

  /**
   * The expected purchases in the next h units of a customer with x purchases in t units who is
   * alive now: the factor beside P(alive) in equation 10. It does not depend on t_x.
   */
  double expectedPurchasesWhileAlive(int x, double t, double h) {
    return ExpectedPurchases.within(h, r + x, alpha + t, a, b + x);
  }

  /** ln((1 - P(alive)) / P(alive)). */
  private double logDropoutOdds(int x, double tx, double t) {
    return x == 0
        ? Double.NEGATIVE_INFINITY
        : Math.log(a / (b + x - 1)) + (r + x) * Math.log1p((t - tx) / (alpha + tx));
  }
}
