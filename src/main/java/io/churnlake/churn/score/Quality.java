package io.churnlake.churn.score;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How good a score is at telling churners from stayers. Plain Java, from the customers counted at
 * each distinct score: exact, ties included.
 *
 * @param n customers
 * @param churners of these, churned
 * @param baseRate churners / n; null without customers
 * @param auc probability that a churner's score exceeds a stayer's, ties one half (Mann, Whitney
 *     1947); null unless both classes are there
 * @param aucLow lower end of its 95 % interval; null unless both classes have two members
 * @param aucHigh upper end of it
 * @param brier mean squared error of probabilities
 * @param logLoss mean negative log-likelihood of probabilities, in nats
 * @param topDecileLift churners' share in the riskiest tenth over the base rate
 * @param liftCeiling the most that the lift can be: 1 / base rate, or 10, where the riskiest tenth
 *     holds all churners; null without churners
 * @param prAuc area under the precision-recall curve, as average precision, tied customers one
 *     step; null without churners
 * @param meanPrediction mean of probabilities, to be held against the base rate
 * @param calibrationError expected calibration error: the mean distance of prediction and churn
 *     rate in ten bins of equally many customers by prediction, ties shared out over their limits
 * @param nullReason why something is null, else null
 */
public record Quality(
    long n,
    long churners,
    @Nullable Double baseRate,
    @Nullable Double auc,
    @Nullable Double aucLow,
    @Nullable Double aucHigh,
    @Nullable Double brier,
    @Nullable Double logLoss,
    @Nullable Double topDecileLift,
    @Nullable Double liftCeiling,
    @Nullable Double prAuc,
    @Nullable Double meanPrediction,
    @Nullable Double calibrationError,
    @Nullable String nullReason) {

  /** What a score's values are. */
  public enum Scale {
    /** In [0, 1]: a probability to churn. */
    PROBABILITY,
    /** Only their order has a meaning: the higher, the riskier. */
    ORDER
  }

  /** Customers at one score. */
  public record Count(long stayers, long churners) {
    public static final Count NONE = new Count(0, 0);

    public long customers() {
      return stayers + churners;
    }

    public Count plus(Count other) {
      return new Count(stayers + other.stayers, churners + other.churners);
    }
  }

  /** Probabilities closer to 0 or 1 than this count as so far from it in the logarithm. */
  static final double CLIP = 1e-6;

  /** Measures a score from the customers at each of its values. */
  public static Quality of(SortedMap<Double, Count> byScore, Scale scale) {
    Count total = byScore.values().stream().reduce(Count.NONE, Count::plus);
    long n = total.customers();
    long churners = total.churners();
    Auc auc = Auc.of(byScore, total);
    List<Tenth> tenths = Tenth.ascending(byScore);
    Double baseRate = n == 0 ? null : (double) churners / n;
    boolean isProbability = scale == Scale.PROBABILITY && n > 0;
    return new Quality(
        n,
        churners,
        baseRate,
        auc.value(),
        auc.low(),
        auc.high(),
        isProbability ? brier(byScore, n) : null,
        isProbability ? logLoss(byScore, n) : null,
        churners == 0 ? null : topDecileLift(tenths, total),
        churners == 0 ? null : Math.min((double) n / churners, Tenth.TENTHS),
        churners == 0 ? null : averagePrecision(byScore, churners),
        isProbability ? meanPrediction(byScore, n) : null,
        isProbability ? calibrationError(tenths, n) : null,
        nullReason(total, scale));
  }

  private static @Nullable String nullReason(Count total, Scale scale) {
    if (total.customers() == 0) {
      return "no customers";
    }
    if (total.churners() == 0) {
      return "nobody churned";
    }
    if (total.stayers() == 0) {
      return "everybody churned";
    }
    if (scale == Scale.ORDER) {
      return "no probability";
    }
    return Math.min(total.churners(), total.stayers()) < 2 ? "one customer in a class" : null;
  }

  /** Brier 1950. */
  private static double brier(SortedMap<Double, Count> byScore, long n) {
    double sum = 0;
    for (Map.Entry<Double, Count> at : byScore.entrySet()) {
      double p = at.getKey();
      sum += at.getValue().stayers() * p * p + at.getValue().churners() * (1 - p) * (1 - p);
    }
    return sum / n;
  }

  private static double logLoss(SortedMap<Double, Count> byScore, long n) {
    double sum = 0;
    for (Map.Entry<Double, Count> at : byScore.entrySet()) {
      double p = at.getKey();
      sum += at.getValue().churners() * loss(p, true) + at.getValue().stayers() * loss(p, false);
    }
    return sum / n;
  }

  /** Negative log-likelihood of one customer, in nats; see {@link #CLIP}. */
  public static double loss(double probability, boolean churned) {
    double p = Math.min(1 - CLIP, Math.max(CLIP, probability));
    return -(churned ? Math.log(p) : Math.log1p(-p));
  }

  /** Tied customers come into the riskiest tenth by their share. */
  private static double topDecileLift(List<Tenth> tenths, Count total) {
    Tenth riskiest = tenths.get(tenths.size() - 1);
    double baseRate = (double) total.churners() / total.customers();
    return riskiest.churners() / riskiest.customers() / baseRate;
  }

  /**
   * Average precision: the precision at each score that churners have, all at it or above taken,
   * and of these the mean over churners. Precisions are not interpolated, which would flatter
   * (Davis and Goadrich 2006); of the estimators that Boyd, Eng and Page 2013 compare it is the
   * "average precision".
   */
  private static double averagePrecision(SortedMap<Double, Count> byScore, long churners) {
    double sum = 0;
    Count above = Count.NONE;
    for (Count at : new TreeMap<>(byScore).descendingMap().values()) {
      above = above.plus(at);
      if (at.churners() > 0) {
        sum += at.churners() * ((double) above.churners() / above.customers());
      }
    }
    return sum / churners;
  }

  private static double meanPrediction(SortedMap<Double, Count> byScore, long n) {
    double sum = 0;
    for (Map.Entry<Double, Count> at : byScore.entrySet()) {
      sum += at.getValue().customers() * at.getKey();
    }
    return sum / n;
  }

  /** Naeini, Cooper, Hauskrecht 2015, with bins of equally many customers. */
  private static double calibrationError(List<Tenth> tenths, long n) {
    return tenths.stream().mapToDouble(t -> Math.abs(t.scores() - t.churners())).sum() / n;
  }
}
