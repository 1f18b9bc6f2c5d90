package io.churnlake.churn.score;

import io.churnlake.churn.score.Quality.Count;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What contacting the riskiest customers would have been worth, now that it is known who churned.
 * Each contact costs; a churner who is contacted stays with the probability saveRate and then is
 * worth what is kept of his value; a stayer who is contacted brings nothing:
 *
 * <pre>profit = sum over contacted of (churned x saveRate x valueKept - cost)</pre>
 *
 * <p>The gain of a retention campaign as Neslin et al. 2006 count it ("Defection detection"), with
 * one cost a contact. Contacting nobody is worth exactly 0.
 */
public final class ProfitCurve {
  /** Distinct scores, descending. */
  private final double[] scores;

  /** Customers with the first i scores, and the profit of contacting them; one longer. */
  private final long[] customers;

  private final double[] profits;

  /**
   * Customers at one score.
   *
   * @param count of both classes
   * @param valueKept what one of the churners among them is worth if he is kept, on average; any
   *     number where there are none
   */
  public record Valued(Count count, double valueKept) {}

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
   * @param saveRate share of contacted churners who stay, in [0, 1]
   * @param cost of one contact, at least 0, in the currency of the values
   * @throws IllegalArgumentException if saveRate or cost are none, or a churner's value is no
   *     number
   */
  public static ProfitCurve of(SortedMap<Double, Valued> byScore, double saveRate, double cost) {
    if (!(saveRate >= 0 && saveRate <= 1)) {
      throw new IllegalArgumentException("no share of churners who stay: " + saveRate);
    }
    if (!(cost >= 0 && cost < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("no cost of a contact: " + cost);
    }
    double[] scores = new double[byScore.size()];
    long[] customers = new long[scores.length + 1];
    double[] profits = new double[scores.length + 1];
    int i = 0;
    for (Map.Entry<Double, Valued> at : new TreeMap<>(byScore).descendingMap().entrySet()) {
      Count count = at.getValue().count();
      scores[i] = at.getKey();
      customers[i + 1] = customers[i] + count.customers();
      profits[i + 1] = profits[i] + saveRate * value(at.getValue()) - cost * count.customers();
      i++;
    }
    return new ProfitCurve(scores, customers, profits);
  }

  private static double value(Valued at) {
    if (at.count().churners() == 0) {
      return 0;
    }
    double value = at.count().churners() * at.valueKept();
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("no value of a churner: " + at.valueKept());
    }
    return value;
  }

  /**
   * The profit of contacting the riskiest share of customers; of those who tie at the last score as
   * many as there is room for, at random.
   *
   * @param share in [0, 1]
   */
  public double profit(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("no share of customers: " + share);
    }
    double contacted = share * customers[scores.length];
    int next = 0;
    while (next < scores.length && customers[next] < contacted) {
      next++;
    }
    if (customers[next] <= contacted) {
      return profits[next];
    }
    double part = (contacted - customers[next - 1]) / (customers[next] - customers[next - 1]);
    return profits[next - 1] + part * (profits[next] - profits[next - 1]);
  }

  /**
   * Where the profit is highest; of equal ones the smallest group. The threshold was chosen with
   * the outcome in view, so that its profit flatters where customers are few.
   */
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
