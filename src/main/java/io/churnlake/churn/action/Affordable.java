package io.churnlake.churn.action;

import java.io.Serializable;

/**
 * Which contacts the budget pays: those of greater worth than {@code leastWorth}, and of that worth
 * those whose number is at most {@code lastTie}. Contacts that cost nothing are always paid.
 */
public record Affordable(double leastWorth, long lastTie) implements Serializable {
  /** There is no limit, or it pays all. */
  public static final Affordable ALL = new Affordable(Double.NEGATIVE_INFINITY, Long.MAX_VALUE);

  /** Not even the first contact. */
  static final Affordable NOTHING = new Affordable(Double.POSITIVE_INFINITY, Long.MIN_VALUE);

  boolean holds(Candidate candidate) {
    return candidate.cost() == 0
        || candidate.worth() > leastWorth
        || (candidate.worth() == leastWorth && candidate.tie() <= lastTie);
  }
}
