package io.churnlake.clv.model;

/**
 * A living customer whose purchases take so many stages each, finished at a rate from Gamma(shape,
 * rate), and who drops out after each purchase to come with a probability from Beta(a, b).
 *
 * <p>With one stage the purchases are a Poisson process; with k stages the time between them is
 * Erlang(k) and so more regular, and what has been silent for long is likely to be some stages into
 * the next purchase: given the stage rate λ, j &lt; k stages are done with a probability
 * proportional to (λ silence)^j / j!. For k > 1, shape and rate are those of a customer with none
 * done.
 *
 * @param stages of a purchase, at least 1
 * @param silence time since the last purchase; of no consequence with one stage
 * @param shape of the stage rate
 * @param rate inverse scale of the stage rate
 * @param a first shape of the dropout probability
 * @param b second shape of the dropout probability
 */
record GeometricDropoutFuture(
    int stages, double silence, double shape, double rate, double a, double b)
    implements LivingCustomer {

  /** A Poisson buyer. */
  GeometricDropoutFuture(double shape, double rate, double a, double b) {
    this(1, 0, shape, rate, a, b);
  }

  @Override
  public double expectedPurchases(double h) {
    return ExpectedPurchases.within(h, this);
  }

  /** Fewer than k stages in silence and h together, given fewer than k in silence. */
  @Override
  public double pNoPurchase(double h) {
    return Math.exp(-shape * Math.log1p(h / rate))
        * StageSums.of(stages, shape, (silence + h) / (rate + h)).sum()
        / StageSums.of(stages, shape, silence / rate).sum();
  }

  /**
   * With c_n the probability of stages for n purchases, S_n that of no dropout after the first n -
   * 1 purchases and d_n that of dropping out after the nth if not before: P(n) = S_n (d_n Σ_{i≥n}
   * c_i + (1 - d_n) c_n).
   */
  @Override
  public double[] purchaseProbabilities(double h, int most) {
    double[] exactly = new double[most + 1];
    double beyond = new PurchaseMasses(this, Math.max(h, 0)).fill(exactly);
    double[] atLeast = new double[most + 1];
    double total = beyond;
    for (int n = most; n >= 0; n--) {
      total += exactly[n];
      atLeast[n] = total;
    }
    double[] result = new double[most + 1];
    result[0] = exactly[0] / total;
    double survival = 1;
    for (int n = 1; n <= most; n++) {
      double dropouts = a / (a + b + (n - 1));
      double stays = (b + (n - 1)) / (a + b + (n - 1));
      result[n] = survival * (dropouts * atLeast[n] + stays * exactly[n]) / total;
      survival *= stays;
    }
    return result;
  }

  @Override
  public double discountedPurchases(double discountRate) {
    Parameters.requirePositive("rate", discountRate);
    return DiscountedPurchases.of(this, discountRate);
  }
}
