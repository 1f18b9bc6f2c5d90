package io.churnlake.clv.model;

import io.churnlake.clv.math.GammaFunctions;
import java.io.Serializable;

/**
 * The shifted-beta-geometric model of contracts: at every renewal a customer cancels with its own
 * constant probability, drawn from Beta(alpha, beta). Retention rates of a cohort rise although
 * nobody's does, because those who cancel easily go first.
 *
 * <p>Sources: Fader, Hardie (2007), "How to Project Customer Retention", Journal of Interactive
 * Marketing 21(1); Fader, Hardie (2010), "Customer-Base Valuation in a Contractual Setting: The
 * Perils of Ignoring Heterogeneity", Marketing Science 29(1), for lifetimes.
 *
 * @param alpha first shape of the cancelling probability
 * @param beta second shape of the cancelling probability
 */
public record ShiftedBetaGeometric(double alpha, double beta) implements Serializable {

  /** Checks that both parameters are positive and finite. */
  public ShiftedBetaGeometric {
    Parameters.requirePositive("alpha", alpha);
    Parameters.requirePositive("beta", beta);
  }

  static ShiftedBetaGeometric ofLogs(double[] logParameters) {
    return new ShiftedBetaGeometric(Math.exp(logParameters[0]), Math.exp(logParameters[1]));
  }

  /** The probability that a new customer renews n times or more. */
  public double survival(int n) {
    return Math.exp(logSurvival(n));
  }

  /** The logarithm of {@link #survival}: the log-likelihood of one still under contract. */
  public double logSurvival(int n) {
    requireRenewals(n, 0);
    return GammaFunctions.logGammaRise(beta, n) - GammaFunctions.logGammaRise(alpha + beta, n);
  }

  /** The log-likelihood of a customer who has renewed n times and cancelled at the next renewal. */
  public double logCancellation(int n) {
    return logSurvival(n) + Math.log(alpha / (alpha + beta + n));
  }

  /**
   * The share of a cohort's customers who renew for the nth time, of those who have renewed n - 1
   * times.
   *
   * @param n at least 1
   */
  public double retentionRate(int n) {
    requireRenewals(n, 1);
    return (beta + (n - 1)) / (alpha + beta + (n - 1));
  }

  /**
   * Discounted expected lifetime of a new customer, in periods paid for at their start, the first
   * included: 2F1(1, beta; alpha + beta; 1/(1 + rate)). Without discount it is infinite unless
   * alpha > 1.
   *
   * @param rate discount a period, at least 0
   */
  public double discountedLifetime(double rate) {
    return mean(alpha, beta, rate);
  }

  /**
   * Discounted expected residual lifetime of a customer who has renewed so many times and is about
   * to be asked again: the periods to come, the next one in full. Without discount it is infinite
   * unless alpha > 1.
   *
   * @param renewals so far
   * @param rate discount a period, at least 0
   */
  public double discountedResidualLifetime(int renewals, double rate) {
    requireRenewals(renewals, 0);
    return retentionRate(renewals + 1) * mean(alpha, beta + renewals + 1, rate);
  }

  /**
   * E[1 / (1 - (1 - θ)/(1 + d))] = E[(1 + d)/(θ + d)] for θ ~ Beta(a, b): the hypergeometric
   * function's integral, where its series hardly settles for small d.
   */
  private static double mean(double a, double b, double rate) {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException(
          "The discount rate must be finite and 0 or more, but is " + rate);
    }
    if (rate == 0) {
      return a > 1 ? (a + b - 1) / (a - 1) : Double.POSITIVE_INFINITY;
    }
    return BetaMean.of(a, b, BetaMean.TOLERANCE * rate, p -> (1 + rate) / (p + rate));
  }

  private static void requireRenewals(int n, int least) {
    if (n < least) {
      throw new IllegalArgumentException(
          "The number of renewals must be at least " + least + ", but is " + n);
    }
  }
}
