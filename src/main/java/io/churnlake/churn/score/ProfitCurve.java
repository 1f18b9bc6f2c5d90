package io.churnlake.churn.score;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What contacting the riskiest customers is worth, by how many of them are contacted. Plain Java,
 * from the customers at each distinct score and the profit of contacting all of these. Contacting
 * nobody is worth exactly 0.
 */
public final class ProfitCurve {
  /** Customers are told apart to such a part of one. */
  private static final double PARTS = 1e6;

  /** Distinct scores, descending. */
  private final double[] scores;

  /** Customers with the first i scores, and the profit of contacting them; one longer. */
  private final long[] customers;

  private final double[] profits;

  /**
   * Customers at one score.
   *
   * @param customers how many
   * @param profit of contacting all of them, in the currency
   */
  public record Contacts(long customers, double profit) {}

  /**
   * The group to contact.
   *
   * @param threshold contact who scores this or above; null: contact nobody
   * @param customers contacted
   * @param share of all customers; 0 if there are none
   * @param profit of contacting them, at least 0
   */
  public record Best(@Nullable Double threshold, long customers, double share, double profit) {}

  private ProfitCurve(double[] scores, long[] customers, double[] profits) {
    this.scores = scores;
    this.customers = customers;
    this.profits = profits;
  }

  /**
   * The curve of a score.
   *
   * @param byScore customers at each score; the higher, the riskier
   * @throws IllegalArgumentException if a profit is no number
   */
  public static ProfitCurve of(SortedMap<Double, Contacts> byScore) {
    double[] scores = new double[byScore.size()];
    long[] customers = new long[scores.length + 1];
    double[] profits = new double[scores.length + 1];
    int i = 0;
    for (Map.Entry<Double, Contacts> at : new TreeMap<>(byScore).descendingMap().entrySet()) {
      Contacts contacts = at.getValue();
      if (!Double.isFinite(contacts.profit())) {
        throw new IllegalArgumentException("no profit of contacts: " + contacts.profit());
      }
      scores[i] = at.getKey();
      customers[i + 1] = customers[i] + contacts.customers();
      profits[i + 1] = profits[i] + contacts.profit();
      i++;
    }
    return new ProfitCurve(scores, customers, profits);
  }

  /**
   * The profit of contacting the riskiest share of customers; of those who tie at the last score as
   * many as there is room for, at random.
   *
   * @param share in [0, 1]
   */
  public double profit(double share) {
    int last = last(share);
    double contacted = contacted(share);
    if (customers[last] <= contacted) {
      return profits[last];
    }
    double part = (contacted - customers[last - 1]) / (customers[last] - customers[last - 1]);
    return profits[last - 1] + part * (profits[last] - profits[last - 1]);
  }

  /**
   * The lowest score among the riskiest share of customers; null if that is nobody.
   *
   * @param share in [0, 1]
   */
  public @Nullable Double threshold(double share) {
    int last = last(share);
    return last == 0 ? null : scores[last - 1];
  }

  /** 7 / 25 of 25 customers are seven, and not a rounding error more. */
  private double contacted(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("no share of customers: " + share);
    }
    return Math.rint(share * customers[scores.length] * PARTS) / PARTS;
  }

  /** How many of the scores, the highest first, it takes to have that share of the customers. */
  private int last(double share) {
    double contacted = contacted(share);
    int last = 0;
    while (last < scores.length && customers[last] < contacted) {
      last++;
    }
    return last;
  }

  /** Where the profit is highest; of equal ones the smallest group. */
  public Best best() {
    int best = 0;
    for (int i = 1; i < profits.length; i++) {
      best = profits[i] > profits[best] ? i : best;
    }
    return best == 0
        ? new Best(null, 0, 0, 0)
        : new Best(
            scores[best - 1],
            customers[best],
            (double) customers[best] / customers[scores.length],
            profits[best]);
  }
}
