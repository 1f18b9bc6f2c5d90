package io.churnlake.report.figure;

import java.time.LocalDate;

/**
 * A row of gold.clv_totals: what a group of customers is worth.
 *
 * @param asOf the night
 * @param scope all, cohort or channel
 * @param group which one
 * @param expected margin within the horizon, with predictive bounds; of the group together
 * @param historic margin to date
 * @param horizonDays of expected
 */
public record GroupValue(
    LocalDate asOf,
    String scope,
    String group,
    long customers,
    Estimate expected,
    double historic,
    int horizonDays) {}
