package io.churnlake.churn.action;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A reason to leave that a measure answers.
 *
 * @param feature its column
 * @param least the value must be at least that; null: no such limit
 * @param most the value must be at most that; null: no such limit
 */
public record Wanted(String feature, @Nullable Double least, @Nullable Double most)
    implements Serializable {

  /**
   * Whether the customer's reason is one. That nothing was counted may be a reason to leave too,
   * but it calls for no measure unless a limit says so.
   */
  boolean isMet(Customer.Reason reason) {
    if (!feature.equals(reason.feature())) {
      return false;
    }
    double value = reason.value();
    if (least == null && most == null) {
      return value != 0;
    }
    return (least == null || value >= least) && (most == null || value <= most);
  }
}
