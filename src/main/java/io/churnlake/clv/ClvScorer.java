package io.churnlake.clv;

import io.churnlake.clv.math.Logistic;
import io.churnlake.clv.model.GammaGamma;
import io.churnlake.clv.model.LivingCustomer;
import io.churnlake.clv.model.PurchaseModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Scores customers one after the other under fitted models.
 *
 * <p>What a living customer will do depends on (x, T) alone in most models, which millions of
 * customers share; it is kept. Safe for use by several threads, which then share it.
 */
final class ClvScorer {
  /** Counts 0 to 4, and 5 or more. */
  static final int COUNTS = 6;

  /** Some 100 MB; beyond it a value is computed and forgotten. */
  private static final int MOST_KEPT = 50_000;

  private static final double TAIL = 0.025;

  /** Nobody plans further ahead for a next order. */
  private static final int MOST_DAYS_TO_NEXT = 3650;

  private final ClvModel model;
  private final ClvSettings settings;
  private final List<Integer> horizons;
  private final int main;
  private final SpendTables spends;
  private final Map<Long, LivingTables> kept = new ConcurrentHashMap<>();

  /** Customers who bought once have nothing of their own but T: their whole score is kept. */
  private final Map<Once, ClvScore> keptOnce = new ConcurrentHashMap<>();

  private record Once(int group, int tDays, double marginRate) {}

  ClvScorer(ClvModel model, ClvSettings settings) {
    this.model = model;
    this.settings = settings;
    spends = new SpendTables(model.spend());
    horizons = settings.horizons();
    main = horizons.indexOf(settings.horizonDays());
  }

  /** The horizons of all scores, in days, ascending. */
  List<Integer> horizons() {
    return horizons;
  }

  /**
   * Scores a customer.
   *
   * @param group the customer's group in the model
   * @param x repeat occasions
   * @param txDays days from first to last occasion
   * @param tDays days from first occasion to now
   * @param meanSpend mean amount of the repeat occasions; not looked at when x = 0. Below 0 it
   *     counts as 0, as the model knows no negative spend
   * @param marginRate margin as a fraction of this customer's revenue
   */
  ClvScore score(int group, int x, int txDays, int tDays, double meanSpend, double marginRate) {
    if (x > 0) {
      return scored(group, x, txDays, tDays, meanSpend, marginRate);
    }
    Once once = new Once(group, tDays, marginRate);
    ClvScore known = keptOnce.get(once);
    if (known == null) {
      known = scored(group, 0, 0, tDays, 0, marginRate);
      if (keptOnce.size() < MOST_KEPT) {
        keptOnce.put(once, known);
      }
    }
    return known;
  }

  private ClvScore scored(
      int group, int x, int txDays, int tDays, double meanSpend, double marginRate) {
    PurchaseModel purchases = model.purchases().get(group);
    LivingTables tables = tables(purchases, group, x, txDays, tDays);
    double logOdds =
        purchases.logDropoutOdds(x, txDays / settings.unitDays(), tDays / settings.unitDays());
    double pAlive = Logistic.of(-logOdds);
    double pGone = Logistic.of(logOdds);
    double z = Math.max(meanSpend, 0);
    double spend = model.spend().expectedMeanSpend(x, z);
    double[] orders = new double[horizons.size()];
    double[] silent = new double[horizons.size()];
    double[] clv = new double[horizons.size()];
    for (int i = 0; i < horizons.size(); i++) {
      orders[i] = pAlive * tables.orders(i);
      silent[i] = pGone + pAlive * tables.silent(i);
      clv[i] = pAlive * tables.discounted(i) * spend * marginRate;
    }
    double[] months = tables.monthly().clone();
    for (int i = 0; i < months.length; i++) {
      months[i] *= pAlive * spend * marginRate;
    }
    double perOrder = perOrder(tables, marginRate);
    int draws = model.draws();
    double[] drawn = draws(group, x, txDays, tDays, z, tables, perOrder);
    return new ClvScore(
        pAlive,
        main,
        orders,
        silent,
        clv,
        tables.discounted(main) * spend * marginRate,
        draws == 0 ? null : Uncertainty.bounds(orders[main], drawn, 0, draws),
        draws == 0 || !model.drawsSpend()
            ? null
            : Uncertainty.bounds(clv[main], drawn, draws, draws),
        drawn,
        ordersRange(tables.counts(), pGone, pAlive),
        clvRange(tables.spend(), pGone, pAlive, model.spend().v() + x * z, perOrder),
        counts(tables.counts(), pGone, pAlive),
        nextOrderDays(tables.living(), pGone, pAlive),
        spend,
        months,
        pAlive * tables.residual() * spend * marginRate,
        variance(x, z, pAlive * tables.orders(main), pAlive * tables.secondMoment(), perOrder));
  }

  private double[] draws(
      int group, int x, int txDays, int tDays, double z, LivingTables tables, double perOrder) {
    double[] result = new double[2 * model.draws()];
    for (int draw = 0; draw < model.draws(); draw++) {
      double orders = drawnOrders(draw, group, x, txDays, tDays, tables);
      result[draw] = orders;
      result[model.draws() + draw] =
          orders * model.spendDraw(draw).expectedMeanSpend(x, z) * perOrder;
    }
    return result;
  }

  /** What an order's expected revenue is multiplied by: the mean discount, and the margin. */
  private double perOrder(LivingTables tables, double marginRate) {
    return tables.orders(main) > 0 ? marginRate * tables.discounted(main) / tables.orders(main) : 0;
  }

  private double drawnOrders(
      int draw, int group, int x, int txDays, int tDays, LivingTables tables) {
    double logOdds =
        model
            .purchaseDraws()
            .get(draw)
            .get(group)
            .logDropoutOdds(x, txDays / settings.unitDays(), tDays / settings.unitDays());
    return Logistic.of(-logOdds) * tables.drawn(draw);
  }

  /** The central interval: at most 2.5 % on either side. */
  static int[] ordersRange(double[] counts, double pGone, double pAlive) {
    int low = -1;
    double cumulative = pGone;
    for (int n = 0; n < counts.length; n++) {
      cumulative += pAlive * counts[n];
      if (low < 0 && cumulative > TAIL) {
        low = n;
      }
      if (cumulative >= 1 - TAIL) {
        return new int[] {Math.max(low, 0), n};
      }
    }
    return new int[] {Math.max(low, 0), counts.length};
  }

  private static double[] clvRange(
      SpendDistribution distribution, double pGone, double pAlive, double scale, double perOrder) {
    double[] result = new double[2];
    for (int side = 0; side < 2; side++) {
      double probability = side == 0 ? TAIL : 1 - TAIL;
      result[side] =
          pAlive > 0 && probability > pGone
              ? distribution.quantile((probability - pGone) / pAlive) * scale * perOrder
              : 0;
    }
    return result;
  }

  private static double[] counts(double[] counts, double pGone, double pAlive) {
    double[] result = new double[COUNTS];
    double sum = 0;
    for (int n = 0; n < COUNTS - 1; n++) {
      result[n] = pAlive * (n < counts.length ? counts[n] : 0) + (n == 0 ? pGone : 0);
      sum += result[n];
    }
    result[COUNTS - 1] = Math.max(0, 1 - sum);
    return result;
  }

  /** The first day on which the probability of silence until then has fallen to 1/2. */
  private int nextOrderDays(LivingCustomer living, double pGone, double pAlive) {
    double wanted = (0.5 - pGone) / pAlive;
    double unit = settings.unitDays();
    if (!(wanted > 0) || living.pNoPurchase(MOST_DAYS_TO_NEXT / unit) > wanted) {
      return -1;
    }
    int low = 0;
    int high = MOST_DAYS_TO_NEXT;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (living.pNoPurchase(middle / unit) > wanted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /**
   * The variance of the value, from those of the number of orders and of their amounts: amounts are
   * Gamma(p, ν) with ν ~ Gamma(Q, V), so that E[1/ν²] = V² / ((Q - 1)(Q - 2)).
   */
  private double variance(int x, double z, double orders, double secondMoment, double perOrder) {
    GammaGamma spend = model.spend();
    double shape = spend.p() * x + spend.q();
    if (shape <= 2) {
      return Double.POSITIVE_INFINITY;
    }
    double scale = spend.v() + x * z;
    double inverseSquare = scale * scale / ((shape - 1) * (shape - 2));
    double mean = orders * spend.p() * scale / (shape - 1);
    double total =
        orders * spend.p() * inverseSquare
            + secondMoment * spend.p() * spend.p() * inverseSquare
            - mean * mean;
    // Rounding must not take the root of less than nothing.
    return Math.max(total, 0) * perOrder * perOrder;
  }

  private LivingTables tables(PurchaseModel purchases, int group, int x, int txDays, int tDays) {
    int recency = purchases.recencyMattersWhileAlive() ? txDays : 0;
    boolean fits = group < 1 << 10 && x < 1 << 18 && recency < 1 << 18 && tDays < 1 << 18;
    if (!fits) {
      return new LivingTables(model, spends, settings, group, x, txDays, tDays);
    }
    long key = (((((long) group << 18) | x) << 18) | recency) << 18 | tDays;
    LivingTables known = kept.get(key);
    if (known == null) {
      known = new LivingTables(model, spends, settings, group, x, txDays, tDays);
      if (kept.size() < MOST_KEPT) {
        kept.put(key, known);
      }
    }
    return known;
  }
}
