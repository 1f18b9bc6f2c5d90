/** How good churn scores are. Uses table and quality. */
@NullMarked
package io.churnlake.churn.score;

import org.jspecify.annotations.NullMarked;
