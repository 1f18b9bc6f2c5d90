package io.churnlake.churn.calibration;

import io.churnlake.churn.score.Quality.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The churn rates that never fall with the score and fit best, by least squares and by likelihood
 * alike: pool adjacent violators (Ayer, Brunk, Ewing, Reid, Silverman 1955; for probabilities
 * Zadrozny and Elkan 2002). Rates may be 0 and 1; who needs log-odds has to bound them.
 *
 * @param blocks neighbouring scores that share a rate, by ascending score, their rates strictly
 *     ascending
 */
public record IsotonicRegression(List<Block> blocks) {

  public IsotonicRegression {
    blocks = List.copyOf(blocks);
  }

  /**
   * Scores that share a rate.
   *
   * @param low lowest of them that was seen
   * @param high highest of them
   * @param count customers there, at least one
   */
  public record Block(double low, double high, Count count) {
    public double rate() {
      return (double) count.churners() / count.customers();
    }

    /** Whether the rate exceeds another's; compared as whole numbers, without rounding. */
    private boolean isAbove(Block other) {
      return count.churners() * other.count.customers()
          > other.count.churners() * count.customers();
    }

    private Block plus(Block above) {
      return new Block(low, above.high, count.plus(above.count));
    }
  }

  /**
   * Fits.
   *
   * @param byScore customers at each score
   * @throws IllegalArgumentException without customers
   */
  public static IsotonicRegression fit(SortedMap<Double, Count> byScore) {
    List<Block> blocks = new ArrayList<>();
    for (Map.Entry<Double, Count> at : byScore.entrySet()) {
      if (at.getValue().customers() == 0) {
        continue;
      }
      Block block = new Block(at.getKey(), at.getKey(), at.getValue());
      while (!blocks.isEmpty() && !block.isAbove(blocks.get(blocks.size() - 1))) {
        block = blocks.remove(blocks.size() - 1).plus(block);
      }
      blocks.add(block);
    }
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("no rates without customers");
    }
    return new IsotonicRegression(blocks);
  }

  /** The rate at a score: its block's, on a straight line between two, the last one's outside. */
  public double rate(double score) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("no score: NaN");
    }
    int from = 0;
    int to = blocks.size() - 1;
    // The first block that ends at the score or above.
    while (from < to) {
      int middle = (from + to) / 2;
      if (blocks.get(middle).high() < score) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    Block block = blocks.get(from);
    if (from == 0 || score >= block.low()) {
      return block.rate();
    }
    Block below = blocks.get(from - 1);
    double part = (score - below.high()) / (block.low() - below.high());
    return below.rate() + part * (block.rate() - below.rate());
  }
}
