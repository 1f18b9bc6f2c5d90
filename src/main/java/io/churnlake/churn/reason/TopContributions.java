package io.churnlake.churn.reason;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The features that speak most for leaving and most for staying. A feature may be several inputs of
 * the model, such as a value and whether it is missing; its contribution is the sum of theirs.
 */
public final class TopContributions {
  private final int[] featureOfInput;
  private final int features;
  private final int most;

  /**
   * Reasons in order of size; features with the same contribution in their own order.
   *
   * @param towardsLeaving those above 0, the highest first
   * @param towardsStaying those below 0, the lowest first
   */
  public record Top(List<Reason> towardsLeaving, List<Reason> towardsStaying) {

    /** Copies the lists. */
    public Top {
      towardsLeaving = List.copyOf(towardsLeaving);
      towardsStaying = List.copyOf(towardsStaying);
    }
  }

  /**
   * Prepares to choose.
   *
   * @param featureOfInput the number of the feature that each input belongs to, from 0
   * @param most how many reasons are told in each direction, at least 1
   * @throws IllegalArgumentException if there is a negative feature, or nothing is to be told
   */
  public TopContributions(int[] featureOfInput, int most) {
    this.featureOfInput = featureOfInput.clone();
    this.features = Arrays.stream(featureOfInput).max().orElse(-1) + 1;
    this.most = most;
    if (most < 1 || Arrays.stream(featureOfInput).anyMatch(feature -> feature < 0)) {
      throw new IllegalArgumentException(
          most + " reasons of the features " + Arrays.toString(featureOfInput));
    }
  }

  /** The sums of the inputs' contributions, an element a feature. */
  public double[] byFeature(double[] contributions) {
    double[] sums = new double[features];
    for (int input = 0; input < featureOfInput.length; input++) {
      sums[featureOfInput[input]] += contributions[input];
    }
    return sums;
  }

  /**
   * The reasons of a row.
   *
   * @param contributions one element an input
   */
  public Top of(double[] contributions) {
    double[] sums = byFeature(contributions);
    return new Top(highest(sums, 1), highest(sums, -1));
  }

  /** The highest of sign x sum, as long as they are above 0. */
  private List<Reason> highest(double[] sums, int sign) {
    List<Reason> highest = new ArrayList<>(most + 1);
    for (int feature = 0; feature < features; feature++) {
      double size = sign * sums[feature];
      int place = highest.size();
      while (place > 0 && size > sign * highest.get(place - 1).logOdds()) {
        place--;
      }
      if (size > 0 && place < most) {
        highest.add(place, new Reason(feature, sums[feature]));
        if (highest.size() > most) {
          highest.remove(most);
        }
      }
    }
    return highest;
  }
}
