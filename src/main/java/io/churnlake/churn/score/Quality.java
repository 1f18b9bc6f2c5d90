package io.churnlake.churn.score;

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
 * @param liftCeiling 1 / base rate; null without churners
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

    long customers() {
      return stayers + churners;
    }

    public Count plus(Count other) {
      return new Count(stayers + other.stayers, churners + other.churners);
    }
  }

  /** Probabilities closer to 0 or 1 than this count as so far from it in the logarithm. */
  static final double CLIP = 1e-6;

  private static final double Z_95 = 1.959963984540054;

  /** Measures a score from the customers at each of its values. */
  public static Quality of(SortedMap<Double, Count> byScore, Scale scale) {
    Count total = byScore.values().stream().reduce(Count.NONE, Count::plus);
    long n = total.customers();
    long churners = total.churners();
    Auc auc = Auc.of(byScore, total);
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
        churners == 0 ? null : topDecileLift(byScore, total),
        churners == 0 ? null : (double) n / churners,
        nullReason(total, scale));
  }

  /** Nothing measured, for a reason. */
  public static Quality none(String reason) {
    return new Quality(0, 0, null, null, null, null, null, null, null, null, reason);
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
      double p = Math.min(1 - CLIP, Math.max(CLIP, at.getKey()));
      sum -= at.getValue().churners() * Math.log(p) + at.getValue().stayers() * Math.log1p(-p);
    }
    return sum / n;
  }

  /** The riskiest tenth is n / 10 customers, not rounded; tied customers come in by their share. */
  private static double topDecileLift(SortedMap<Double, Count> byScore, Count total) {
    double tenth = total.customers() / 10.0;
    double room = tenth;
    double found = 0;
    for (Count at : new TreeMap<>(byScore).descendingMap().values()) {
      double taken = Math.min(room, (double) at.customers());
      found += at.churners() * (taken / at.customers());
      room -= taken;
      if (room <= 0) {
        break;
      }
    }
    return found / tenth / ((double) total.churners() / total.customers());
  }

  /** The area under the ROC curve with the interval of DeLong, DeLong, Clarke-Pearson 1988. */
  private record Auc(@Nullable Double value, @Nullable Double low, @Nullable Double high) {

    static Auc of(SortedMap<Double, Count> byScore, Count total) {
      double stayers = total.stayers();
      double churners = total.churners();
      if (stayers == 0 || churners == 0) {
        return new Auc(null, null, null);
      }
      double wins = 0;
      double stayersBelow = 0;
      for (Count at : byScore.values()) {
        wins += at.churners() * (stayersBelow + at.stayers() / 2.0);
        stayersBelow += at.stayers();
      }
      double auc = wins / (stayers * churners);
      if (stayers < 2 || churners < 2) {
        return new Auc(auc, null, null);
      }
      // Each customer's placement: the share of the other class that is ranked right against him.
      double ofChurners = 0;
      double ofStayers = 0;
      double below = 0;
      double churnersAbove = churners;
      for (Count at : byScore.values()) {
        churnersAbove -= at.churners();
        double churner = (below + at.stayers() / 2.0) / stayers - auc;
        double stayer = (churnersAbove + at.churners() / 2.0) / churners - auc;
        ofChurners += at.churners() * churner * churner;
        ofStayers += at.stayers() * stayer * stayer;
        below += at.stayers();
      }
      double error =
          Math.sqrt(ofChurners / (churners - 1) / churners + ofStayers / (stayers - 1) / stayers);
      return new Auc(auc, Math.max(0, auc - Z_95 * error), Math.min(1, auc + Z_95 * error));
    }
  }
}
