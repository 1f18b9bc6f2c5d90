package io.churnlake.clv.model;

/**
 * A living customer who buys at a Poisson rate from Gamma(shape, rate) and drops out after each
 * purchase to come with a probability from Beta(a, b).
 */
record GeometricDropoutFuture(double shape, double rate, double a, double b)
    implements LivingCustomer {

  @Override
  public double expectedPurchases(double h) {
    return ExpectedPurchases.within(h, shape, rate, a, b);
  }

  @Override
  public double pNoPurchase(double h) {
    return Math.exp(-shape * Math.log1p(h / rate));
  }

  @Override
  public double[] purchaseProbabilities(double h, int most) {
    throw new UnsupportedOperationException("purchaseProbabilities");
  }

  @Override
  public double discountedPurchases(double rate) {
    throw new UnsupportedOperationException("discountedPurchases");
  }
}
