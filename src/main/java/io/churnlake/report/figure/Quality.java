package io.churnlake.report.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of gold.churn_validation: a score on customers it had not seen.
 *
 * @param score model, recency or base_rate
 * @param customers scored
 * @param baseRate share of them who left
 * @param auc that a leaver's score exceeds a stayer's
 * @param lift of the riskiest tenth
 * @param ceiling the greatest lift there can be
 * @param meanPrediction to hold against baseRate; null where the score is no probability
 * @param calibrationError likewise
 */
public record Quality(
    String score,
    long customers,
    double baseRate,
    Estimate auc,
    @Nullable Double lift,
    @Nullable Double ceiling,
    @Nullable Double meanPrediction,
    @Nullable Double calibrationError,
    @Nullable Double brier,
    List<Decile> deciles) {}
