/** Tests of recommendations. */
@NullMarked
package io.churnlake.churn.recommend;

import org.jspecify.annotations.NullMarked;
