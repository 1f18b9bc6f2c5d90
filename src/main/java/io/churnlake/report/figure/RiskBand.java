package io.churnlake.report.figure;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The scored customers of a band, from gold.churn_scores.
 *
 * @param asOf the night
 * @param band high, medium or low; or, where all have the same probability, customers_alike
 * @param probability mean probability to leave
 * @param valueAtRisk of the band together; null without values
 */
public record RiskBand(
    LocalDate asOf,
    String band,
    long customers,
    double probability,
    @Nullable Double valueAtRisk) {}
