package io.churnlake.report.figure;

/**
 * A row of gold.retention_summary: month k over all cohorts.
 *
 * @param k months since the cohort's
 * @param customers of the cohorts whose month k has ended
 * @param rate of these, with an order in month k
 */
public record CohortMean(int k, long customers, Estimate rate) {}
