/** What is known of a customer at a cut-off date, and which dates are cut-offs. Uses table. */
@NullMarked
package io.churnlake.churn.feature;

import org.jspecify.annotations.NullMarked;
