package io.churnlake.clv;

import io.churnlake.clv.model.DiscountedValue;
import io.churnlake.clv.model.LivingCustomer;
import io.churnlake.clv.model.PurchaseModel;
import java.util.List;
import java.util.TreeSet;

/**
 * All that is computed once for customers who share (x, T), given that they are alive; see {@link
 * PurchaseModel#recencyMattersWhileAlive}.
 */
final class LivingTables {
  /** The distribution of the number of orders is tabled until so little is left. */
  private static final double NEGLIGIBLE = 1e-7;

  private static final int MOST_ORDERS = 4096;

  private final LivingCustomer living;
  private final double[] orders;
  private final double[] silent;
  private final double[] discounted;
  private final double[] monthly;
  private final double residual;
  private final double[] counts;
  private final double secondMoment;
  private final double[] drawn;
  private final SpendDistribution spend;

  /**
   * Computes the tables.
   *
   * @param spends of the same model, shared by all
   * @param group the customers' group in the model
   */
  LivingTables(
      ClvModel model,
      SpendTables spends,
      ClvSettings settings,
      int group,
      int x,
      int txDays,
      int tDays) {
    double unit = settings.unitDays();
    double tx = txDays / unit;
    double t = tDays / unit;
    living = model.purchases().get(group).whileAlive(x, tx, t);
    List<Integer> horizons = settings.horizons();
    TreeSet<Double> grid = new TreeSet<>();
    horizons.forEach(days -> grid.add((double) days));
    int last = horizons.get(horizons.size() - 1);
    for (int month = 1; month * DiscountedValue.MONTH_DAYS < last; month++) {
      grid.add(month * DiscountedValue.MONTH_DAYS);
    }
    double[] ends = grid.stream().mapToDouble(Double::doubleValue).toArray();
    double[] expected = new double[ends.length];
    for (int i = 0; i < ends.length; i++) {
      expected[i] = living.expectedPurchases(ends[i] / unit);
    }
    double[] cumulative = DiscountedValue.cumulative(ends, expected, settings.discountRate());
    orders = new double[horizons.size()];
    silent = new double[horizons.size()];
    discounted = new double[horizons.size()];
    for (int i = 0; i < orders.length; i++) {
      int at = indexOf(ends, horizons.get(i));
      orders[i] = expected[at];
      discounted[i] = cumulative[at];
      silent[i] = living.pNoPurchase(horizons.get(i) / unit);
    }
    monthly = monthly(ends, cumulative, settings.horizonDays());
    double rate = DiscountedValue.continuousRate(settings.discountRate(), unit);
    residual = rate > 0 ? living.discountedPurchases(rate) : Double.NaN;
    counts =
        counts(
            living,
            settings.horizonDays() / unit,
            orders[horizons.indexOf(settings.horizonDays())]);
    secondMoment = secondMoment(counts);
    drawn = new double[model.draws()];
    for (int draw = 0; draw < drawn.length; draw++) {
      drawn[draw] =
          model
              .purchaseDraws()
              .get(draw)
              .get(group)
              .whileAlive(x, tx, t)
              .expectedPurchases(settings.horizonDays() / unit);
    }
    spend = new SpendDistribution(spends, x, counts);
  }

  private static int indexOf(double[] ends, double wanted) {
    for (int i = 0; i < ends.length; i++) {
      if (ends[i] == wanted) {
        return i;
      }
    }
    throw new IllegalStateException("no step ends at " + wanted);
  }

  /** Discounted orders of each month up to the horizon; the last one may be shorter. */
  private static double[] monthly(double[] ends, double[] cumulative, int horizonDays) {
    int months = (int) Math.ceil(horizonDays / DiscountedValue.MONTH_DAYS - 1e-9);
    double[] result = new double[months];
    double before = 0;
    for (int month = 1; month <= months; month++) {
      double end = month == months ? horizonDays : month * DiscountedValue.MONTH_DAYS;
      double until = cumulative[indexOf(ends, end)];
      result[month - 1] = until - before;
      before = until;
    }
    return result;
  }

  /** Probabilities of 0, 1, ... orders within a horizon, to where little is left. */
  static double[] counts(LivingCustomer living, double horizon, double expected) {
    int most = Math.max(8, (int) (2 * expected + 8));
    while (true) {
      double[] result = living.purchaseProbabilities(horizon, Math.min(most, MOST_ORDERS));
      double sum = 0;
      for (double p : result) {
        sum += p;
      }
      if (1 - sum <= NEGLIGIBLE || most >= MOST_ORDERS) {
        return result;
      }
      most *= 2;
    }
  }

  /** The expected square of a number with these probabilities. */
  static double secondMoment(double[] counts) {
    double second = 0;
    for (int n = 1; n < counts.length; n++) {
      second += (double) n * n * counts[n];
    }
    return second;
  }

  LivingCustomer living() {
    return living;
  }

  double orders(int horizon) {
    return orders[horizon];
  }

  /** Probability of no purchase within a horizon. */
  double silent(int horizon) {
    return silent[horizon];
  }

  double discounted(int horizon) {
    return discounted[horizon];
  }

  double[] monthly() {
    return monthly;
  }

  /** Discounted orders in all time to come; NaN without a discount rate above 0. */
  double residual() {
    return residual;
  }

  /** Probabilities of 0, 1, ... orders within the main horizon, to where little is left. */
  double[] counts() {
    return counts;
  }

  /** The expected square of the number of orders within the main horizon. */
  double secondMoment() {
    return secondMoment;
  }

  /** Orders within the main horizon under a draw of the parameters. */
  double drawn(int draw) {
    return drawn[draw];
  }

  SpendDistribution spend() {
    return spend;
  }
}
