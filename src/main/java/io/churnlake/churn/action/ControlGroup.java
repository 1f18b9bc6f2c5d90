package io.churnlake.churn.action;

import java.io.Serializable;

/**
 * Customers who are left alone, so that what measures do can be told from what would have happened
 * anyway. Whether a customer is one of them follows from the key alone: it is the same every night,
 * and has nothing to do with risk, worth or measure. A larger share holds those of a smaller one.
 *
 * @param share of the customers, in [0, 1]
 */
public record ControlGroup(double share) implements Serializable {
  private static final String SALT = "churnlake control group:";
  private static final double STEP = 0x1.0p-53;

  /** Whether the customer of that key is in the group. */
  public boolean holds(String key) {
    return (KeyHash.of(SALT, key) >>> 11) * STEP < share;
  }
}
