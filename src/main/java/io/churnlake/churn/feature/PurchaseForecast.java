package io.churnlake.churn.feature;

import io.churnlake.clv.model.Design;
import io.churnlake.clv.model.PurchaseEstimator;
import io.churnlake.clv.model.PurchaseFamilies;
import io.churnlake.clv.model.PurchaseModel;
import io.churnlake.clv.model.PurchaseRows;
import java.io.Serializable;
import java.util.List;

/**
 * What BG/NBD (Fader, Hardie, Lee 2005) expects of customers at a cut-off, its parameters fitted to
 * what was known then.
 */
public final class PurchaseForecast implements Serializable {
  private static final long serialVersionUID = 1;
  private static final double UNIT_DAYS = 7;

  private final PurchaseModel model;

  private PurchaseForecast(PurchaseModel model) {
    this.model = model;
  }

  /**
   * The occasions of one customer up to a cut-off.
   *
   * @param x repeat occasions
   * @param txDays from the first to the last occasion
   * @param tDays from the first occasion to the cut-off
   */
  public record History(int x, int txDays, int tDays) implements Serializable {}

  /** Fits the model to customers of one cut-off; with nobody, nobody is expected to buy. */
  public static PurchaseForecast fit(List<History> customers) {
    long[] once = new long[customers.size()];
    java.util.Arrays.fill(once, 1);
    PurchaseRows rows =
        PurchaseRows.of(
            customers.stream().mapToInt(History::x).toArray(),
            customers.stream().mapToInt(History::txDays).toArray(),
            customers.stream().mapToInt(History::tDays).toArray(),
            once);
    PurchaseEstimator estimator =
        new PurchaseEstimator(PurchaseFamilies.named("bg_nbd"), Design.NONE, UNIT_DAYS);
    return new PurchaseForecast(
        estimator.fit(PurchaseRows.merged(List.of(rows)), Double.NaN).model().of(0));
  }

  double pAlive(History history) {
    return model.pAlive(history.x(), history.txDays() / UNIT_DAYS, history.tDays() / UNIT_DAYS);
  }

  double expectedOccasions(History history, int days) {
    return model.conditionalExpectedPurchases(
        history.x(), history.txDays() / UNIT_DAYS, history.tDays() / UNIT_DAYS, days / UNIT_DAYS);
  }

  double pNoPurchase(History history, int days) {
    return model.pNoPurchase(
        history.x(), history.txDays() / UNIT_DAYS, history.tDays() / UNIT_DAYS, days / UNIT_DAYS);
  }
}
