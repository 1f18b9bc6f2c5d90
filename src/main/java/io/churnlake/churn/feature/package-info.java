/**
 * What is known of a customer at a cut-off date, and which dates are cut-offs. Uses table,
 * customer, and the purchase models of clv.
 */
@NullMarked
package io.churnlake.churn.feature;

import org.jspecify.annotations.NullMarked;
