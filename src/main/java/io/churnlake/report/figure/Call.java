package io.churnlake.report.figure;

import org.jspecify.annotations.Nullable;

/**
 * A row of gold.actions: a customer to contact.
 *
 * @param customerKey keyed hash of the customer
 * @param worth expected, cost taken off
 * @param valueKept what the customer is worth who stays
 * @param band of risk; null where all customers are alike
 * @param segment of gold.rfm; null if none
 * @param why the strongest reason to leave in words; null if there is none
 */
public record Call(
    String customerKey,
    String measure,
    double worth,
    double cost,
    double probability,
    @Nullable Double valueKept,
    @Nullable String band,
    @Nullable String segment,
    @Nullable String why) {}
