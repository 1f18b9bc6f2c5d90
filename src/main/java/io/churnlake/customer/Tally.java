package io.churnlake.customer;

import java.io.Serializable;

/**
 * Whole-number sums over customers. Customers are taken one after another; the tallies of parts of
 * the customers add up, in whatever order, to that of all of them.
 *
 * @param <S> what is known of a customer
 * @param <T> the tally itself
 */
public interface Tally<S, T extends Tally<S, T>> extends Serializable {
  /** Counts the customer. */
  void add(S customer);

  /** Takes the other's sums in; the other is not to be used afterwards. */
  T plus(T other);

  /** How many cells there are, which is what the tally's memory follows. */
  int cells();
}
