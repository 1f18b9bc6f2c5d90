package io.churnlake.churn.feature;

import io.churnlake.customer.CustomerLog;

/**
 * All that is known of one customer, of whatever date.
 *
 * @param key keyed hash
 * @param orders the days with an order or a return
 * @param others what is known beside them
 */
public record Past(String key, CustomerLog orders, OtherEvents others) {}
