/** Churn scores, their bands, and how good they are. Uses table and quality. */
@NullMarked
package io.churnlake.churn.score;

import org.jspecify.annotations.NullMarked;
