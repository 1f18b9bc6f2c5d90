package io.churnlake.churn.action;

import java.io.Serializable;

/**
 * A contact that the budget may pay. The order is that in which it is spent: by worth, the greatest
 * first, then by a number made of the customer's key.
 *
 * @param worth in the currency
 * @param cost in ten-thousandths of the currency
 * @param tie decides between equal worths
 */
public record Candidate(double worth, long cost, long tie)
    implements Comparable<Candidate>, Serializable {
  private static final String SALT = "churnlake budget:";

  static Candidate of(String key, double worth, long cost) {
    return new Candidate(worth, cost, KeyHash.of(SALT, key));
  }

  @Override
  public int compareTo(Candidate other) {
    int byWorth = Double.compare(other.worth, worth);
    return byWorth == 0 ? Long.compare(tie, other.tie) : byWorth;
  }
}
