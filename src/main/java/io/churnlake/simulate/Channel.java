package io.churnlake.simulate;

import java.util.Locale;

/** How an order came to the shop; that of the first order is the customer's acquisition channel. */
public enum Channel {
  ORGANIC,
  SEARCH,
  SOCIAL,
  EMAIL,
  REFERRAL,
  MARKETPLACE,
  /** Sales at the till, without a customer. No customer is acquired here. */
  TILL;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name in the log. */
  public String label() {
    return label;
  }
}
