/**
 * What customers cost and what they bring beside their own orders: acquisition against retention,
 * referrals, recommendation, engagement, loyalty. Uses table, quality and customer.
 */
@NullMarked
package io.churnlake.economics;

import org.jspecify.annotations.NullMarked;
