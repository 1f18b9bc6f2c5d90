package io.churnlake.churn.action;

import org.jspecify.annotations.Nullable;

/**
 * The measure of greatest worth for one customer, whatever is spent on others.
 *
 * @param measure null: nothing
 * @param worth in the currency, above 0; 0 of nothing
 * @param reason why, in words
 */
record Choice(@Nullable Measure measure, double worth, String reason) {
  static Choice nothing(String reason) {
    return new Choice(null, 0, reason);
  }
}
