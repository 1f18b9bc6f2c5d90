/** Tests of churn, from features to evaluation. */
@NullMarked
package io.churnlake.churn;

import org.jspecify.annotations.NullMarked;
