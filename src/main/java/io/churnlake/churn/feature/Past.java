package io.churnlake.churn.feature;

import io.churnlake.customer.CustomerLog;
import java.io.Serializable;

/**
 * All that is known of one customer, of whatever date. Serializable, since pasts that are kept may
 * have to go to disk.
 *
 * @param key keyed hash
 * @param orders the days with an order or a return
 * @param others what is known beside them
 */
public record Past(String key, CustomerLog orders, OtherEvents others) implements Serializable {}
