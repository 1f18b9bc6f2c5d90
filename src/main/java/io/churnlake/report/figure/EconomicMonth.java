package io.churnlake.report.figure;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A month of all channels in gold.unit_economics.
 *
 * @param month its first day
 * @param spend to win customers; null if nothing is booked
 * @param cac per new customer
 * @param crc per retained customer
 * @param clv margin to date and expected, per new customer
 * @param clvToCac its ratio to cac
 * @param paybackMonths until the margin exceeds the spend
 */
public record EconomicMonth(
    LocalDate month,
    boolean isComplete,
    @Nullable Double spend,
    long newCustomers,
    Estimate cac,
    Estimate crc,
    Estimate clv,
    Estimate clvToCac,
    Estimate paybackMonths) {}
