/**
 * Reasons: what each input, and each feature, adds to a customer's log-odds of leaving. Plain Java;
 * uses model, and the quadrature of clv.
 */
@NullMarked
package io.churnlake.churn.reason;

import org.jspecify.annotations.NullMarked;
