package io.churnlake.training;

import io.churnlake.config.Configuration;

/** What a model depends on in the configuration; with another one it is no longer used. */
public final class TrainingSettings {
  private TrainingSettings() {}

  /** As gold.churn_models keeps it. */
  public static String of(Configuration configuration) {
    Configuration.Churn churn = configuration.churn();
    return "horizon-days=%d,lookback-days=%d,cut-offs=%d,cut-off-step-days=%d,algorithm=%s,seed=%d"
        .formatted(
            churn.horizonDays(),
            churn.lookbackDays(),
            churn.cutOffs(),
            churn.cutOffStepDays(),
            churn.algorithm(),
            churn.seed());
  }
}
