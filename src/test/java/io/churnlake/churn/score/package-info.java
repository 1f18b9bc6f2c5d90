/** Tests of what evaluation measures. */
@NullMarked
package io.churnlake.churn.score;

import org.jspecify.annotations.NullMarked;
