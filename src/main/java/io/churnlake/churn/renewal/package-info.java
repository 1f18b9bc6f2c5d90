/**
 * Churn of contracts: which ones are up for renewal after a date, what was known of them then, and
 * whether the renewal happened. What is known at a date is asked of {@link
 * io.churnlake.churn.renewal.Contract}, which gives nothing away that is dated after it. Plain Java
 * but for the rows of {@link io.churnlake.churn.renewal.ScoredContracts}. May use {@code
 * churn.feature}, {@code churn.model}, {@code churn.reason}, {@code churn.score}, {@code
 * churn.scored} and the contracts of {@code clv}.
 */
@NullMarked
package io.churnlake.churn.renewal;

import org.jspecify.annotations.NullMarked;
