package io.churnlake.customer;

import java.io.Serializable;

/**
 * Whole-number sums over customers' histories. Customers are taken one after another; the tallies
 * of parts of the customers add up, in whatever order, to that of all of them.
 *
 * @param <T> the tally itself
 */
public interface LogTally<T extends LogTally<T>> extends Serializable {
  /** Counts the customer. */
  void add(CustomerLog log);

  /** Takes the other's sums in; the other is not to be used afterwards. */
  T plus(T other);

  /** How many cells there are, which is what the tally's memory follows. */
  int cells();
}
