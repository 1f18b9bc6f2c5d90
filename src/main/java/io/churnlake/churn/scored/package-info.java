/**
 * Published scores: probability, rank, band and reasons of each customer. May use {@code
 * churn.drift}, {@code churn.feature}, {@code churn.model} and {@code churn.reason}.
 */
@NullMarked
package io.churnlake.churn.scored;

import org.jspecify.annotations.NullMarked;
