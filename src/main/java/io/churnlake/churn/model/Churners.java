package io.churnlake.churn.model;

import java.io.Serializable;

/** Customers of whom it is known what they did and, of these, churned. */
public record Churners(long customers, long churned) implements Serializable {
  public static final Churners NONE = new Churners(0, 0);

  public Churners plus(Churners other) {
    return new Churners(customers + other.customers, churned + other.churned);
  }

  /** Whether some left and some stayed, so that there is something to learn. */
  boolean hasBoth() {
    return churned > 0 && churned < customers;
  }
}
