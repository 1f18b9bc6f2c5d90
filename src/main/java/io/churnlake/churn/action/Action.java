package io.churnlake.churn.action;

import io.churnlake.table.Actions;
import org.jspecify.annotations.Nullable;

/**
 * What is done for one customer.
 *
 * @param measure its name, or {@link Actions#NOTHING}
 * @param planned what is done, or would be but for the control group; null: nothing
 * @param worth expected of the contact, in the currency; 0 of nothing
 * @param cost of the contact, in ten-thousandths of the currency; 0 of nothing
 * @param saved probability that who would leave stays; 0 of nothing
 * @param reason why, in words
 * @param isControl the customer is in the control group
 */
public record Action(
    String measure,
    @Nullable String planned,
    double worth,
    long cost,
    double saved,
    String reason,
    boolean isControl) {
  static Action nothing(@Nullable String planned, String reason, boolean isControl) {
    return new Action(Actions.NOTHING, planned, 0, 0, 0, reason, isControl);
  }
}
