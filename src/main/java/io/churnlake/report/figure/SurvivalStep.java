package io.churnlake.report.figure;

/**
 * A row of gold.survival, the last one of its week.
 *
 * @param day since the first order
 * @param atRisk customers who had not lapsed before it and were observed up to it
 * @param survival share not lapsed by its end
 */
public record SurvivalStep(int day, long atRisk, Estimate survival) {}
