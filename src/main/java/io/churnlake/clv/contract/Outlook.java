package io.churnlake.clv.contract;

import io.churnlake.clv.model.ShiftedBetaGeometric;

/**
 * What is to be expected of a contract that has been renewed so often.
 *
 * @param renewals made
 * @param pRenewal probability of the next renewal
 * @param expectedPeriods further periods, discounted to the next renewal date; infinite where they
 *     have no bound without discount
 */
public record Outlook(int renewals, double pRenewal, double expectedPeriods) {

  /**
   * The outlook under a model. Discounted expected residual lifetime: Fader, Hardie (2010),
   * Marketing Science 29(1).
   *
   * @param discountRate a year, at least 0; a period's is (1 + rate)^(months / 12) - 1
   */
  public static Outlook of(
      ShiftedBetaGeometric model, int renewals, double discountRate, int periodMonths) {
    double rate = Math.expm1(Math.log1p(discountRate) * periodMonths / 12);
    return new Outlook(
        renewals,
        model.retentionRate(renewals + 1),
        model.discountedResidualLifetime(renewals, rate));
  }
}
