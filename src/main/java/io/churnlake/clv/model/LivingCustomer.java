package io.churnlake.clv.model;

/**
 * The future of a customer who is alive at the end of observation, under a purchase model. Times
 * are in the model's unit, counted from the end of observation. Safe for use by several threads.
 */
public interface LivingCustomer {

  /** The expected purchases in the next h units. */
  double expectedPurchases(double h);

  /** The probability of no purchase in the next h units; keeps its digits where it is small. */
  double pNoPurchase(double h);

  /**
   * The probabilities of exactly 0, 1, ... most purchases in the next h units; what is missing to 1
   * belongs to more.
   */
  double[] purchaseProbabilities(double h, int most);

  /**
   * The expected purchases in all time to come, each discounted continuously at this rate from when
   * it happens: the sum or integral of e^(-rate t).
   *
   * @param rate a unit, above 0
   */
  double discountedPurchases(double rate);
}
