package io.churnlake.clv.model;

/**
 * Expected purchases of a customer who is alive, has a Gamma(shape, rate) purchase rate and a
 * Beta(a, b) dropout probability.
 *
 * <p>The published form (Fader, Hardie, Lee 2005, equations 9 and 10) is (a+b-1)/(a-1) [1 -
 * (A/(A+h))^R 2F1(R, b; a+b-1; h/(A+h))]: it divides by zero at a = 1 and a + b = 1, and loses its
 * digits when a or b is large, h small, or x in the thousands. Summing over purchases instead, E =
 * Σ_{j≥0} P(N > j) (b)_j/(a+b)_j with N negative binomial, is the same number (the j + 1st purchase
 * happens if N reaches it and the j dropouts before it do not) and has positive terms only.
 */
final class ExpectedPurchases {
  private static final double NEGLIGIBLE = 1e-17;
  private static final double RESCALE_ABOVE = 1e200;
  private static final int MOST_TERMS = 50_000_000;

  private ExpectedPurchases() {}

  static double within(double h, double shape, double rate, double a, double b) {
    if (h <= 0) {
      return 0;
    }
    double u = h / (rate + h);
    // P(N = n) up to a factor that cancels in the ratio, so that no start value can underflow.
    double mass = 1;
    double survival = 1;
    double purchases = 0;
    double numerator = 0;
    double denominator = 1;
    for (int n = 1; n <= MOST_TERMS; n++) {
      mass *= (shape + (n - 1)) / n * u;
      purchases += survival;
      survival *= (b + (n - 1)) / (a + b + (n - 1));
      double term = mass * purchases;
      numerator += term;
      denominator += mass;
      // The terms to come shrink at least this fast; purchases grows by at most one a step.
      double ratio = u * Math.max(1, (shape + n) / (n + 1)) * (1 + 1.0 / n);
      if (ratio < 1 && term <= NEGLIGIBLE * numerator * (1 - ratio)) {
        return numerator / denominator;
      }
      if (mass > RESCALE_ABOVE) {
        mass /= RESCALE_ABOVE;
        numerator /= RESCALE_ABOVE;
        denominator /= RESCALE_ABOVE;
      }
    }
    throw new ArithmeticException(
        "Expected purchases in "
            + h
            + " do not settle for shape "
            + shape
            + ", rate "
            + rate
            + ": the horizon is beyond what the model's rate can be summed over");
  }
}
