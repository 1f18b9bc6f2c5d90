package io.churnlake.report.figure;

/**
 * What speaks for leaving among customers at high risk.
 *
 * @param feature column of gold.churn_features
 * @param sentence the same in words, with the median of these customers' values
 * @param customers who have it among their three strongest reasons
 * @param contribution to the log-odds, mean of these
 */
public record Reason(String feature, String sentence, long customers, double contribution) {}
