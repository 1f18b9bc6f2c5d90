package io.churnlake.report.figure;

/**
 * A week of gold.clv_holdout: purchase days of all customers compared, of the model that is used.
 *
 * @param week of the holdout, from 1
 */
public record TrackedWeek(
    int week, double predicted, long actual, double predictedSoFar, long actualSoFar) {}
