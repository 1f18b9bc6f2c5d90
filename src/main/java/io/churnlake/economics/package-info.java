/**
 * What customers cost and what they bring beside their own orders: acquisition against retention,
 * referrals, recommendation, engagement, loyalty. One query has a row a customer, one tally their
 * sums, and plain Java makes the rows. Uses table, quality and customer.
 */
@NullMarked
package io.churnlake.economics;

import org.jspecify.annotations.NullMarked;
