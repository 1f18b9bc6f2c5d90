package io.churnlake.churn.reason;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much each feature moves the scores of a group: the mean absolute Shapley value over its
 * customers, beside the mean with its sign. Plain Java; not thread-safe.
 */
public final class Importance {
  private final double[] absolute;
  private final double[] signed;
  private long customers;

  /** Of nobody yet. */
  public Importance(int features) {
    absolute = new double[features];
    signed = new double[features];
  }

  /**
   * Adds a customer. The order of customers matters to the last digits, as in every sum of doubles.
   *
   * @param contributions of each feature, in log-odds; see {@link TopContributions#byFeature}
   */
  public void add(double[] contributions) {
    if (contributions.length != absolute.length) {
      throw new IllegalArgumentException(
          contributions.length + " contributions of " + absolute.length + " features");
    }
    for (int feature = 0; feature < contributions.length; feature++) {
      absolute[feature] += Math.abs(contributions[feature]);
      signed[feature] += contributions[feature];
    }
    customers++;
  }

  /** How many were added. */
  public long customers() {
    return customers;
  }

  /** In log-odds; NaN of nobody. */
  public double meanAbsolute(int feature) {
    return absolute[feature] / customers;
  }

  /** In log-odds; NaN of nobody. */
  public double mean(int feature) {
    return signed[feature] / customers;
  }

  /** The features, those that move scores most first; equal ones in their own order. */
  public List<Integer> ranked() {
    return IntStream.range(0, absolute.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer feature) -> -absolute[feature]))
        .toList();
  }
}
