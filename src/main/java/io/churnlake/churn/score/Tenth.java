package io.churnlake.churn.score;

import io.churnlake.churn.score.Quality.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * A tenth of the customers in the order of their scores: n / 10 of them, not rounded. Customers who
 * tie across a limit come into both tenths by their share, so that a result does not depend on the
 * order in which tied customers happen to stand.
 *
 * @param low lowest score in it
 * @param high highest score in it
 * @param customers n / 10
 * @param churners of these, churned
 * @param scores sum of their scores
 */
record Tenth(double low, double high, double customers, double churners, double scores) {
  static final int TENTHS = 10;

  /** The ten tenths by ascending score; none without customers. */
  static List<Tenth> ascending(SortedMap<Double, Count> byScore) {
    // A customer is ten parts and a tenth n parts, so that limits are met without rounding.
    long n = byScore.values().stream().mapToLong(Count::customers).sum();
    List<Tenth> tenths = new ArrayList<>(TENTHS);
    Filling filling = new Filling(n);
    for (Map.Entry<Double, Count> at : byScore.entrySet()) {
      long left = TENTHS * at.getValue().customers();
      while (left > 0) {
        left -= filling.take(at.getKey(), at.getValue(), left);
        if (filling.room == 0) {
          tenths.add(filling.filled(n));
          filling = new Filling(n);
        }
      }
    }
    return tenths;
  }

  /** A tenth that is being filled. */
  private static final class Filling {
    private long room;
    private double low = Double.NaN;
    private double high = Double.NaN;
    private double churners;
    private double scores;

    Filling(long room) {
      this.room = room;
    }

    /** Takes in as many of the parts of the customers at a score as there is room for. */
    long take(double score, Count count, long parts) {
      long taken = Math.min(parts, room);
      double share = (double) taken / (TENTHS * count.customers());
      low = Double.isNaN(low) ? score : low;
      high = score;
      churners += share * count.churners();
      scores += share * count.customers() * score;
      room -= taken;
      return taken;
    }

    Tenth filled(long n) {
      return new Tenth(low, high, n / (double) TENTHS, churners, scores);
    }
  }
}
