package io.churnlake.report.figure;

import java.time.LocalDate;

/**
 * A row of gold.retention: a monthly cohort in the k-th month after its own.
 *
 * @param cohort first day of the cohort's month
 * @param k months since
 * @param size customers of the cohort
 * @param active of these, with an order in month k
 * @param rate active / size; no value while the month goes on
 */
public record CohortCell(LocalDate cohort, int k, long size, long active, Estimate rate) {}
