package io.churnlake.churn.reason;

/**
 * What one feature adds to a customer's log-odds of leaving.
 *
 * @param feature its number
 * @param logOdds above 0 towards leaving, below 0 towards staying
 */
public record Reason(int feature, double logOdds) {}
