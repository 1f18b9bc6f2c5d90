package io.churnlake.clv;

import io.churnlake.clv.math.CompensatedSum;
import io.churnlake.clv.math.Logistic;
import io.churnlake.clv.math.SymmetricMatrix;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.model.LivingCustomer;
import io.churnlake.clv.model.PurchaseModel;
import io.churnlake.clv.model.PurchaseRows;
import io.churnlake.clv.optimize.Fit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The purchases of many customers together within a horizon: how far they lie from their
 * expectation by chance, and how far the expectation lies from the true one because parameters are
 * estimates. On all cores; the result does not depend on their number.
 */
final class TotalForecast {
  /** Rows a thread takes at a time. */
  private static final int PIECE = 512;

  /** A factor of 55 in a parameter whose logarithm is moved. */
  private static final double FURTHEST = 4;

  private final PurchaseRows rows;
  private final double horizon;
  private final double unitDays;

  /** What customers with the same future while alive share. */
  @FunctionalInterface
  private interface Shared {
    double[] of(LivingCustomer living);
  }

  /** What one of them adds. */
  @FunctionalInterface
  private interface Added {
    double of(double pAlive, double[] shared);
  }

  /**
   * A forecast.
   *
   * @param days how far it looks ahead
   * @param unitDays days in the models' unit of time
   */
  TotalForecast(PurchaseRows rows, int days, double unitDays) {
    this.rows = rows;
    horizon = days / unitDays;
    this.unitDays = unitDays;
  }

  /** Expected purchases. */
  double expected(GroupedModel model) {
    return sum(
        model,
        living -> new double[] {living.expectedPurchases(horizon)},
        (pAlive, shared) -> pAlive * shared[0]);
  }

  /** The variance of the number of purchases, customers being independent, parameters given. */
  double varianceOfChance(GroupedModel model) {
    return sum(
        model,
        living -> {
          double expected = living.expectedPurchases(horizon);
          double[] counts = LivingTables.counts(living, horizon, expected);
          return new double[] {expected, LivingTables.secondMoment(counts)};
        },
        (pAlive, shared) -> {
          double mean = pAlive * shared[0];
          return Math.max(0, pAlive * shared[1] - mean * mean);
        });
  }

  /**
   * The variance of the expectation's logarithm from the covariance of the parameters, L L': the
   * squares of half of what the logarithm changes by from one standard deviation below to one above
   * along each column of L, added up. Sigma points (Julier, Uhlmann 1997) rather than slopes: a
   * parameter that the data hardly determine moves far.
   *
   * @return 0 where the fit has no covariance, or it says nothing
   */
  double logVarianceOfParameters(Fit<GroupedModel> fit) {
    if (fit.covariance().isEmpty()) {
      return 0;
    }
    int[] free =
        IntStream.range(0, fit.point().size())
            .filter(i -> fit.covariance().get(i).get(i) > 0)
            .toArray();
    double[][] picked = new double[free.length][free.length];
    for (int i = 0; i < free.length; i++) {
      for (int j = 0; j < free.length; j++) {
        picked[i][j] = fit.covariance().get(free[i]).get(free[j]);
      }
    }
    double[][] root = SymmetricMatrix.root(picked).orElse(new double[0][0]);
    double variance = 0;
    for (int column = 0; column < root.length; column++) {
      double half =
          (logExpected(fit, free, root, column, 1) - logExpected(fit, free, root, column, -1)) / 2;
      variance += half * half;
    }
    return Double.isFinite(variance) ? variance : 0;
  }

  private double logExpected(
      Fit<GroupedModel> fit, int[] free, double[][] root, int column, int sign) {
    double[] point = fit.point().stream().mapToDouble(Double::doubleValue).toArray();
    for (int i = 0; i < free.length; i++) {
      double away = sign * root[i][column];
      point[free[i]] += Math.max(-FURTHEST, Math.min(FURTHEST, away));
    }
    List<Double> moved = IntStream.range(0, point.length).mapToObj(i -> point[i]).toList();
    GroupedModel model = fit.model();
    return Math.log(expected(new GroupedModel(model.family(), model.design(), moved)));
  }

  private double sum(GroupedModel model, Shared shared, Added added) {
    Map<List<Integer>, double[]> kept = new ConcurrentHashMap<>();
    int pieces = (rows.size() + PIECE - 1) / PIECE;
    CompensatedSum all = new CompensatedSum();
    IntStream.range(0, pieces)
        .parallel()
        .mapToObj(piece -> sum(model, piece, shared, added, kept))
        .toList()
        .forEach(all::add);
    return all.value();
  }

  private CompensatedSum sum(
      GroupedModel grouped,
      int piece,
      Shared shared,
      Added added,
      Map<List<Integer>, double[]> kept) {
    CompensatedSum sum = new CompensatedSum();
    int group = -1;
    PurchaseModel model = grouped.of(0);
    for (int i = piece * PIECE; i < Math.min(rows.size(), (piece + 1) * PIECE); i++) {
      if (rows.group(i) != group) {
        group = rows.group(i);
        model = grouped.of(group);
      }
      PurchaseModel current = model;
      int x = rows.x(i);
      double tx = rows.txDays(i) / unitDays;
      double t = rows.tDays(i) / unitDays;
      int recency = current.recencyMattersWhileAlive() ? rows.txDays(i) : 0;
      double[] of =
          kept.computeIfAbsent(
              List.of(group, x, recency, rows.tDays(i)),
              key -> shared.of(current.whileAlive(x, tx, t)));
      double pAlive = Logistic.of(-current.logDropoutOdds(x, tx, t));
      sum.add(rows.customers(i) * added.of(pAlive, of));
    }
    return sum;
  }
}
