package io.churnlake.report.figure;

/**
 * The row of all customers in gold.survival_parts.
 *
 * @param windowDays without an order for so long is a lapse
 * @param customers all but those who are left truncated
 * @param observedDays nothing is known of later days
 * @param median days until half have lapsed
 */
public record Lifetime(int windowDays, long customers, int observedDays, Estimate median) {}
