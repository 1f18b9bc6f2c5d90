package io.churnlake.clv.model;

import io.churnlake.clv.math.ExponentialIntegral;

/**
 * A living customer who buys at a Poisson rate from Gamma(shape, rate) and dies at a rate from
 * Gamma(s, beta).
 */
record GammaLifetimeFuture(double shape, double rate, double s, double beta)
    implements LivingCustomer {

  /** Fader, Hardie 2005, the last factor of the conditional expectation. */
  @Override
  public double expectedPurchases(double h) {
    double growth = Math.log1p(h / beta);
    double k = 1 - s;
    // ∫_0^h (β/(β+τ))^s dτ = β ((1 + h/β)^k - 1)/k.
    double time = beta * (k == 0 ? growth : Math.expm1(k * growth) / k);
    return shape / rate * time;
  }

  /** The likelihood of a customer without a purchase: it lives and is silent, or dies before. */
  @Override
  public double pNoPurchase(double h) {
    if (h <= 0) {
      return 1;
    }
    double logRate = Math.log1p(h / rate);
    double logBeta = Math.log1p(h / beta);
    DropoutIntegral integral = new DropoutIntegral();
    integral.evaluate(h, rate, beta, logRate, logBeta, shape, s);
    return Math.exp(-shape * logRate - s * logBeta)
        + Math.exp(Math.log(s / beta) + integral.logValue());
  }

  @Override
  public double[] purchaseProbabilities(double h, int most) {
    return PurchaseCounts.within(h, most, this);
  }

  /** Fader, Hardie, Lee 2005, "RFM and CLV", equation 5: Tricomi's function is e^z E_s(z). */
  @Override
  public double discountedPurchases(double discountRate) {
    return shape / rate * beta * ExponentialIntegral.scaled(s, discountRate * beta);
  }
}
