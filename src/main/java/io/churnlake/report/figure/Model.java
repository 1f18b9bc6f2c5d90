package io.churnlake.report.figure;

import java.time.LocalDate;

/**
 * The churn model in use: the champion of gold.churn_models.
 *
 * @param trainedFor the night that trained it
 * @param split how it was tried: time or customers
 */
public record Model(
    String version, String algorithm, LocalDate trainedFor, int horizonDays, String split) {}
