package io.churnlake.clv;

import io.churnlake.clv.math.CompensatedSum;
import io.churnlake.clv.math.Logistic;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.model.LivingCustomer;
import io.churnlake.clv.model.PurchaseModel;
import io.churnlake.clv.model.PurchaseRows;
import io.churnlake.quality.Wilson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * A purchase model, fitted to calibration, against what customers bought in the holdout.
 *
 * <p>The log-score is the mean log-probability of each customer's number of purchases: a proper
 * score (Gneiting, Raftery 2007), which rewards the right distribution and not only the right mean.
 * The coverage is that of the central 95 % of each customer's distribution; a probability that lies
 * across the interval's end counts in part, as a randomised transform would do in the mean (Czado,
 * Gneiting, Held 2009), so that a right model has .95 whatever the counts' size.
 *
 * @param total all customers
 * @param byRepeats by repeat purchases in calibration, 0 to 6, and 7 or more
 * @param weeks expected occasions of each week of the holdout; the last one may be shorter
 * @param logProbabilities of what the customers of each row did
 *     <p>Carries an array; never compared.
 */
@SuppressWarnings("ArrayRecordComponent")
public record HoldoutEvaluation(
    HoldoutSums total, List<HoldoutSums> byRepeats, List<Double> weeks, double[] logProbabilities) {
  /** Customers with as many repeat purchases or more are compared together. */
  public static final int MOST_REPEATS = 7;

  /** Rows a thread takes at a time. */
  private static final int PIECE = 512;

  private static final double TAIL = 0.025;

  /** Logarithm of what is too improbable for a double. */
  private static final double LEAST_LOG = -700;

  /** What one thread has added up. */
  private record Part(List<HoldoutSums> sums, List<CompensatedSum> weeks) {
    static Part empty(int weeks) {
      return new Part(
          IntStream.rangeClosed(0, MOST_REPEATS).mapToObj(i -> new HoldoutSums()).toList(),
          IntStream.range(0, weeks).mapToObj(i -> new CompensatedSum()).toList());
    }
  }

  /**
   * Evaluates on all cores; the result does not depend on their number.
   *
   * @param model fitted to the calibration of the same customers, or of others
   * @param holdoutDays from the end of calibration
   * @param unitDays days in the model's unit
   */
  public static HoldoutEvaluation of(
      GroupedModel model, HoldoutRows rows, int holdoutDays, double unitDays) {
    int weeks = (holdoutDays + 6) / 7;
    int size = rows.histories().size();
    Map<List<Integer>, Alive> kept = new ConcurrentHashMap<>();
    double[] logProbabilities = new double[size];
    List<Part> parts =
        IntStream.range(0, (size + PIECE - 1) / PIECE)
            .parallel()
            .mapToObj(
                piece ->
                    part(
                        model,
                        rows,
                        piece * PIECE,
                        Math.min(size, (piece + 1) * PIECE),
                        holdoutDays,
                        unitDays,
                        kept,
                        logProbabilities))
            .toList();
    Part all = Part.empty(weeks);
    for (Part part : parts) {
      for (int i = 0; i < all.sums().size(); i++) {
        all.sums().get(i).add(part.sums().get(i));
      }
      for (int i = 0; i < weeks; i++) {
        all.weeks().get(i).add(part.weeks().get(i));
      }
    }
    HoldoutSums total = new HoldoutSums();
    all.sums().forEach(total::add);
    List<Double> predicted = new ArrayList<>();
    all.weeks().forEach(sum -> predicted.add(sum.value()));
    return new HoldoutEvaluation(total, all.sums(), predicted, logProbabilities);
  }

  /**
   * Whether the log-score is better than another's beyond chance: by more than 1.96 standard errors
   * of the mean difference over customers.
   *
   * @param rows those that both are of
   */
  boolean beats(HoldoutEvaluation other, HoldoutRows rows) {
    double customers = (double) total.customers();
    double mean = total.logScore() - other.total.logScore();
    CompensatedSum squares = new CompensatedSum();
    for (int i = 0; i < logProbabilities.length; i++) {
      double away = logProbabilities[i] - other.logProbabilities[i] - mean;
      squares.add(rows.histories().customers(i) * away * away);
    }
    return mean > Wilson.Z * Math.sqrt(squares.value()) / customers;
  }

  /** What customers of the same (x, T) share while they are alive. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Alive(LivingCustomer customer, double[] weeks) {
    static Alive of(LivingCustomer customer, int holdoutDays, double unitDays) {
      double[] weeks = new double[(holdoutDays + 6) / 7];
      for (int week = 0; week < weeks.length; week++) {
        weeks[week] =
            customer.expectedPurchases(Math.min(7.0 * (week + 1), holdoutDays) / unitDays);
      }
      return new Alive(customer, weeks);
    }
  }

  private static Part part(
      GroupedModel grouped,
      HoldoutRows rows,
      int from,
      int to,
      int holdoutDays,
      double unitDays,
      Map<List<Integer>, Alive> kept,
      double[] logProbabilities) {
    int weeks = (holdoutDays + 6) / 7;
    Part part = Part.empty(weeks);
    PurchaseRows histories = rows.histories();
    int group = -1;
    PurchaseModel model = grouped.of(0);
    for (int i = from; i < to; i++) {
      if (histories.group(i) != group) {
        group = histories.group(i);
        model = grouped.of(group);
      }
      int x = histories.x(i);
      double tx = histories.txDays(i) / unitDays;
      double t = histories.tDays(i) / unitDays;
      double h = holdoutDays / unitDays;
      double logOdds = model.logDropoutOdds(x, tx, t);
      double pAlive = Logistic.of(-logOdds);
      double pGone = Logistic.of(logOdds);
      PurchaseModel current = model;
      int recency = current.recencyMattersWhileAlive() ? histories.txDays(i) : 0;
      Alive alive =
          kept.computeIfAbsent(
              List.of(group, x, recency, histories.tDays(i)),
              key -> Alive.of(current.whileAlive(x, tx, t), holdoutDays, unitDays));
      LivingCustomer living = alive.customer();
      long weight = histories.customers(i);
      int bought = rows.bought()[i];
      double[] counts = living.purchaseProbabilities(h, bought);
      double before = bought == 0 ? 0 : pGone;
      for (int n = 0; n < bought; n++) {
        before += pAlive * counts[n];
      }
      double ofIt = pAlive * counts[bought] + (bought == 0 ? pGone : 0);
      logProbabilities[i] = Math.max(Math.log(ofIt), LEAST_LOG);
      part.sums()
          .get(Math.min(x, MOST_REPEATS))
          .add(
              weight,
              pAlive * alive.weeks()[weeks - 1],
              bought,
              x / Math.max(t, h) * h,
              logProbabilities[i],
              covered(before, ofIt));
      double until = 0;
      for (int week = 0; week < weeks; week++) {
        double expected = pAlive * alive.weeks()[week];
        part.weeks().get(week).add(weight * (expected - until));
        until = expected;
      }
    }
    return part;
  }

  /** The share of an outcome's probability that lies in the central 95 %. */
  static double covered(double before, double ofIt) {
    double inside = Math.min(before + ofIt, 1 - TAIL) - Math.max(before, TAIL);
    return ofIt > 0 ? Math.min(1, Math.max(0, inside / ofIt)) : 0;
  }
}
