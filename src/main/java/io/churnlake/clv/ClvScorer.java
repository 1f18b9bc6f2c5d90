package io.churnlake.clv;

import io.churnlake.clv.model.BgNbd;
import io.churnlake.clv.model.DiscountedValue;
import io.churnlake.clv.model.GammaGamma;
import java.util.HashMap;
import java.util.Map;

/**
 * Scores customers one after the other under fitted models.
 *
 * <p>The expected purchases of a living customer depend on (x, T) alone, which millions of
 * customers share; they are kept. Not safe for use by several threads.
 */
final class ClvScorer {
  /** Some 20 MB; beyond it a value is computed and forgotten. */
  private static final int MOST_KEPT = 100_000;

  /** What (x, T) determines, given that the customer is alive. */
  private record WhileAlive(double orders, double discountedOrders) {}

  private final BgNbd bgNbd;
  private final GammaGamma gammaGamma;
  private final ClvSettings settings;
  private final Map<Long, WhileAlive> kept = new HashMap<>();

  ClvScorer(BgNbd bgNbd, GammaGamma gammaGamma, ClvSettings settings) {
    this.bgNbd = bgNbd;
    this.gammaGamma = gammaGamma;
    this.settings = settings;
  }

  /**
   * Scores a customer.
   *
   * @param x repeat occasions
   * @param txDays days from first to last occasion
   * @param tDays days from first occasion to now
   * @param meanSpend mean amount of the repeat occasions; not looked at when x = 0. Below 0 it
   *     counts as 0, as the model knows no negative spend
   */
  ClvScore score(int x, int txDays, int tDays, double meanSpend) {
    double tx = txDays / settings.unitDays();
    double t = tDays / settings.unitDays();
    double horizon = settings.horizonDays() / settings.unitDays();
    WhileAlive alive = whileAlive(x, tDays);
    double pAlive = bgNbd.pAlive(x, tx, t);
    double spend = gammaGamma.expectedMeanSpend(x, Math.max(meanSpend, 0));
    return new ClvScore(
        pAlive,
        pAlive * alive.orders(),
        bgNbd.pNoPurchase(x, tx, t, horizon),
        spend,
        pAlive * alive.discountedOrders() * spend * settings.marginRate());
  }

  private WhileAlive whileAlive(int x, int tDays) {
    long key = ((long) x << Integer.SIZE) | tDays;
    WhileAlive known = kept.get(key);
    if (known != null) {
      return known;
    }
    double[] orders = new double[DiscountedValue.STEPS];
    for (int step = 1; step <= orders.length; step++) {
      double until = DiscountedValue.stepEndDays(step, settings.horizonDays());
      orders[step - 1] =
          bgNbd
              .whileAlive(x, 0, tDays / settings.unitDays())
              .expectedPurchases(until / settings.unitDays());
    }
    WhileAlive computed =
        new WhileAlive(
            orders[orders.length - 1],
            DiscountedValue.discountedOrders(
                orders, settings.horizonDays(), settings.discountRate()));
    if (kept.size() < MOST_KEPT) {
      kept.put(key, computed);
    }
    return computed;
  }
}
