package io.churnlake.churn.scored;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The place of each probability among all customers: one more than there are riskier ones, so that
 * ties share a place. Probabilities count as tied to a millionth, which bounds what is kept however
 * many customers there are. Plain Java.
 */
public final class RiskRanks implements Serializable {
  private static final long serialVersionUID = 1;
  private static final double STEPS = 1e6;

  private final int[] steps;
  private final long[] ranks;
  private final long customers;

  /** Ranks of customers counted by {@link #step}. */
  public RiskRanks(Map<Integer, Long> customersByStep) {
    TreeMap<Integer, Long> byStep = new TreeMap<>(customersByStep);
    steps = new int[byStep.size()];
    ranks = new long[byStep.size()];
    long above = 0;
    int place = steps.length;
    for (Map.Entry<Integer, Long> at : byStep.descendingMap().entrySet()) {
      place--;
      steps[place] = at.getKey();
      ranks[place] = above + 1;
      above += at.getValue();
    }
    customers = above;
  }

  /** A probability in millionths. */
  public static int step(double probability) {
    return (int) Math.rint(probability * STEPS);
  }

  /** Whether the probabilities put anybody before another; a single customer needs no order. */
  public boolean tellApart() {
    return steps.length > 1 || customers <= 1;
  }

  /** All customers. */
  public long customers() {
    return customers;
  }

  /**
   * The place of a probability.
   *
   * @throws IllegalArgumentException if no customer has it
   */
  public long rank(double probability) {
    int found = Arrays.binarySearch(steps, step(probability));
    if (found < 0) {
      throw new IllegalArgumentException("nobody was counted at " + probability);
    }
    return ranks[found];
  }
}
