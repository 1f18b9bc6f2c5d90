package io.churnlake.churn.action;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decision looks at.
 *
 * @param key who it is
 * @param pLeaves probability that the customer leaves, in [0, 1]
 * @param valueKept what the customer is worth if he stays, in the currency; null if not known
 * @param reasons what speaks for leaving, the strongest first
 * @param segment of gold.rfm; null if there is none
 */
public record Customer(
    String key,
    double pLeaves,
    @Nullable Double valueKept,
    List<Reason> reasons,
    @Nullable String segment) {

  /**
   * A feature that speaks for leaving.
   *
   * @param feature its column
   * @param value known
   * @param sentence in words
   */
  public record Reason(String feature, double value, String sentence) {}
}
