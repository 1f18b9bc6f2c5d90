package io.churnlake.customer;

/**
 * A tally of customers' histories.
 *
 * @param <T> the tally itself
 */
public interface LogTally<T extends LogTally<T>> extends Tally<CustomerLog, T> {}
