package io.churnlake.clv.model;

/**
 * Expected purchases of a customer who is alive, has a Gamma(shape, rate) purchase rate and a
 * Beta(a, b) dropout probability.
 *
 * <p>The published form for Poisson buyers (Fader, Hardie, Lee 2005, equations 9 and 10) is
 * (a+b-1)/(a-1) [1 - (A/(A+h))^R 2F1(R, b; a+b-1; h/(A+h))]: it divides by zero at a = 1 and a + b
 * = 1, and loses its digits when a or b is large, h small, or x in the thousands. Summing over
 * purchases instead, E = Σ_{j≥0} P(N > j) (b)_j/(a+b)_j with N the purchases there were without
 * dropout, is the same number (the j + 1st purchase happens if N reaches it and the j dropouts
 * before it do not) and has positive terms only.
 *
 * <p>Where that takes thousands of terms, Poisson buyers have E = E_p[(1 - (1 + p h/A)^-R) / p],
 * the mean over the dropout probability of what is expected given it, and positive as well.
 */
final class ExpectedPurchases {
  /** From here on the mean over the dropout probability costs less than the sum. */
  private static final double MANY_TERMS = 2000;

  private ExpectedPurchases() {}

  static double within(double h, double shape, double rate, double a, double b) {
    return within(h, new GeometricDropoutFuture(shape, rate, a, b));
  }

  static double within(double h, GeometricDropoutFuture future) {
    if (h <= 0) {
      return 0;
    }
    return future.stages() == 1 && terms(h, future) > MANY_TERMS
        ? meanOverDropout(h, future)
        : sumOverPurchases(h, future);
  }

  /** About how many terms matter: the mean, some deviations, and a geometric tail. */
  private static double terms(double h, GeometricDropoutFuture future) {
    double odds = h / future.rate();
    double mean = future.shape() * odds;
    return mean + 8 * Math.sqrt(mean * (1 + odds)) + 40 * (1 + odds);
  }

  private static double meanOverDropout(double h, GeometricDropoutFuture future) {
    double odds = h / future.rate();
    double shape = future.shape();
    return BetaMean.of(
        future.a(),
        future.b(),
        BetaMean.TOLERANCE / (odds * (1 + shape)),
        p -> p == 0 ? shape * odds : -Math.expm1(-shape * Math.log1p(p * odds)) / p);
  }

  private static double sumOverPurchases(double h, GeometricDropoutFuture future) {
    double a = future.a();
    double b = future.b();
    PurchaseMasses masses = new PurchaseMasses(future, h);
    double survival = 1;
    double purchases = 0;
    double numerator = 0;
    double denominator = masses.next();
    for (int n = 1; ; n++) {
      double mass = masses.next();
      purchases += survival;
      survival *= (b + (n - 1)) / (a + b + (n - 1));
      double term = mass * purchases;
      numerator += term;
      denominator += mass;
      // Purchases grow by at most one a step.
      if (PurchaseMasses.mayBeNegligible(term, numerator)
          && PurchaseMasses.isNegligible(term, masses.largestRatio() * (1 + 1.0 / n), numerator)) {
        return numerator / denominator;
      }
      if (PurchaseMasses.overflows(mass)) {
        double factor = masses.scaleDown();
        numerator *= factor;
        denominator *= factor;
      }
    }
  }
}
