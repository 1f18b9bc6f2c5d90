package io.churnlake.report.figure;

import java.time.LocalDate;

/**
 * A row of gold.revenue_retention: a quarter against the one before, as a night saw it. Amounts are
 * gross, in the reporting currency; they add up as docs/tables.md says.
 *
 * @param asOf the night
 * @param start first day of the quarter
 * @param label its name, such as 2025-Q1
 * @param isComplete it had ended by then
 * @param before start_revenue, of the quarter before
 * @param grr revenue retention without what customers bring more
 * @param nrr the same with it
 */
public record RevenuePeriod(
    LocalDate asOf,
    LocalDate start,
    String label,
    boolean isComplete,
    double before,
    double churned,
    double contraction,
    double expansion,
    double gained,
    double resurrected,
    double adjustment,
    double revenue,
    Estimate grr,
    Estimate nrr) {}
