/** Churn: who is likely to stay away, and how well that was foreseen. Its parts are packages. */
@NullMarked
package io.churnlake.churn;

import org.jspecify.annotations.NullMarked;
