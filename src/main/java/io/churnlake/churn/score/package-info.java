/** How good churn scores are. Uses table, quality and churn.action. */
@NullMarked
package io.churnlake.churn.score;

import org.jspecify.annotations.NullMarked;
