package io.churnlake.churn.score;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The AUC of customers who each count a number of times. The order by score is found once; after
 * that each set of weights takes one pass.
 */
final class RankedWeights {
  private final boolean[] churned;

  /** Customers by ascending score. */
  private final int[] order;

  /** Whether the customer at that place is the last with his score. */
  private final boolean[] isLastOfTie;

  RankedWeights(double[] scores, boolean[] churned) {
    this.churned = churned;
    this.order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.isLastOfTie = new boolean[order.length];
    for (int i = 0; i < order.length; i++) {
      isLastOfTie[i] = i == order.length - 1 || scores[order[i]] != scores[order[i + 1]];
    }
  }

  /** Ties count one half; NaN unless both classes have a weight. */
  double auc(byte[] weights) {
    long stayers = 0;
    long churners = 0;
    long tiedStayers = 0;
    long tiedChurners = 0;
    long twiceWins = 0;
    for (int i = 0; i < order.length; i++) {
      int customer = order[i];
      int weight = weights[customer];
      if (churned[customer]) {
        tiedChurners += weight;
      } else {
        tiedStayers += weight;
      }
      if (isLastOfTie[i]) {
        twiceWins += tiedChurners * (2 * stayers + tiedStayers);
        stayers += tiedStayers;
        churners += tiedChurners;
        tiedStayers = 0;
        tiedChurners = 0;
      }
    }
    return twiceWins / (2.0 * stayers * churners);
  }
}
