package io.churnlake.report.figure;

import java.time.LocalDate;

/**
 * A row of gold.kpis: all customers in a month, as a night saw it.
 *
 * @param asOf the night
 * @param month its first day
 * @param isComplete the month had ended by then
 * @param customers with an order up to its end, or as_of
 * @param active on its last day, or as_of
 * @param newCustomers first order in the month
 * @param revenue gross, in the reporting currency
 * @param retention Kundenbindungsrate
 * @param churn Abwanderungsrate
 * @param repeat Wiederholungskaufrate in the month
 */
public record KpiMonth(
    LocalDate asOf,
    LocalDate month,
    boolean isComplete,
    long customers,
    long active,
    long newCustomers,
    double revenue,
    Estimate retention,
    Estimate churn,
    Estimate repeat) {}
