package io.churnlake.clv.model;

import io.churnlake.clv.math.GammaFunctions;
import io.churnlake.clv.math.Logistic;

/**
 * The Pareto/NBD log-likelihood and its gradient, customer by customer.
 *
 * <p>Either the customer is alive at T, or died at y in (t_x, T): L = Γ(r+x)/Γ(r) α^r β^s {
 * (α+T)^(-(r+x)) (β+T)^(-s) + s ∫_{t_x}^T (α+y)^(-(r+x)) (β+y)^(-(s+1)) dy } (Fader, Hardie 2005,
 * "A Note on Deriving the Pareto/NBD Model", before the integral is split into two). Both terms are
 * positive and kept as logarithms; the gradient is the mean of theirs, weighted by the posterior
 * probabilities of either.
 *
 * <p>What depends on x alone, or on t_x alone, is kept for the next customer. Not safe for use by
 * several threads.
 */
final class ParetoNbdLikelihood implements RowLikelihood {
  private final double r;
  private final double alpha;
  private final double s;
  private final double beta;
  private final double logAlpha;
  private final double logDeathRate;
  private final DropoutIntegral integral = new DropoutIntegral();

  private int lastX = -1;
  private double logRise;
  private double digammaRise;

  private double lastTx = Double.NaN;
  private double logAlphaGrowth;
  private double logBetaGrowth;

  ParetoNbdLikelihood(ParetoNbd model) {
    r = model.r();
    alpha = model.alpha();
    s = model.s();
    beta = model.beta();
    logAlpha = Math.log(alpha);
    logDeathRate = Math.log(s / beta);
  }

  @Override
  public double at(int x, double tx, double t, double[] gradient) {
    keepRises(x);
    keepGrowths(tx);
    double p = alpha + tx;
    double b = beta + tx;
    double tau = t - tx;
    double logP = Math.log1p(tau / p);
    double logB = Math.log1p(tau / b);
    double alphaGrowth = logAlphaGrowth + logP;
    double betaGrowth = logBetaGrowth + logB;
    double alive = logRise - (r + x) * alphaGrowth - x * logAlpha - s * betaGrowth;
    gradient[0] = r * (digammaRise - alphaGrowth);
    gradient[1] = (r * t - x * alpha) / (alpha + t);
    gradient[2] = -s * betaGrowth;
    gradient[3] = s * t / (beta + t);
    if (!(tau > 0)) {
      return alive;
    }
    double odds = logOdds(x, tau, p, b, logP, logB);
    double dead = Logistic.of(odds);
    double living = Logistic.of(-odds);
    double[] g = gradient;
    g[0] = living * g[0] + dead * r * (digammaRise - logAlphaGrowth - integral.meanLogP());
    g[1] =
        living * g[1] + dead * ((r * tx - x * alpha) + (r + x) * alpha * integral.meanShareP()) / p;
    g[2] = living * g[2] + dead * (1 - s * (logBetaGrowth + integral.meanLogB()));
    g[3] = living * g[3] + dead * ((s * tx - beta) + (s + 1) * beta * integral.meanShareB()) / b;
    if (odds <= 0) {
      return alive + Math.log1p(Math.exp(odds));
    }
    // The death's own logarithm: the alive term may be far below it, and take its digits away.
    double death =
        logRise
            - (r + x) * logAlphaGrowth
            - x * logAlpha
            - (s + 1) * logBetaGrowth
            + logDeathRate
            + integral.logValue();
    return death + Math.log1p(Math.exp(-odds));
  }

  /** ln((1 - P(alive)) / P(alive)). */
  double logDropoutOdds(int x, double tx, double t) {
    double tau = t - tx;
    if (!(tau > 0)) {
      return Double.NEGATIVE_INFINITY;
    }
    keepGrowths(tx);
    double p = alpha + tx;
    double b = beta + tx;
    return logOdds(x, tau, p, b, Math.log1p(tau / p), Math.log1p(tau / b));
  }

  private double logOdds(int x, double tau, double p, double b, double logP, double logB) {
    integral.evaluate(tau, p, b, logP, logB, r + x, s);
    return (r + x) * logP + s * logB + logDeathRate - logBetaGrowth + integral.logValue();
  }

  private void keepRises(int x) {
    if (x != lastX) {
      lastX = x;
      logRise = GammaFunctions.logGammaRise(r, x);
      digammaRise = GammaFunctions.digammaRise(r, x);
    }
  }

  private void keepGrowths(double tx) {
    if (tx != lastTx) {
      lastTx = tx;
      logAlphaGrowth = Math.log1p(tx / alpha);
      logBetaGrowth = Math.log1p(tx / beta);
    }
  }
}
