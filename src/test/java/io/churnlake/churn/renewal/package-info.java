/** Tests of renewals. */
@NullMarked
package io.churnlake.churn.renewal;

import org.jspecify.annotations.NullMarked;
