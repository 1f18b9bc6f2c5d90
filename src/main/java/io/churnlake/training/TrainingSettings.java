package io.churnlake.training;

import io.churnlake.churn.model.Learner;
import io.churnlake.config.Configuration;
import io.churnlake.step.Hashes;
import io.churnlake.table.Feature;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a model depends on in the configuration; with another one it is no longer used. */
public final class TrainingSettings {
  /** A program that learns otherwise, or of other features, makes other models. */
  private static final String LEARNERS =
      Hashes.sha256(
              Stream.concat(
                      Stream.of(Learner.values())
                          .map(learner -> learner.algorithm() + learner.all()),
                      Feature.all().stream()
                          .filter(feature -> feature.scale() != Feature.Scale.NO_INPUT)
                          .map(feature -> feature.column() + feature.scale()))
                  .collect(Collectors.joining(";")))
          .substring(0, 8);

  private TrainingSettings() {}

  /** As gold.churn_models keeps it. */
  public static String of(Configuration configuration) {
    Configuration.Churn churn = configuration.churn();
    return ("horizon-days=%d,lookback-days=%d,cut-offs=%d,cut-off-step-days=%d,algorithm=%s,seed=%d,"
            + "search-seconds=%d,learners=%s")
        .formatted(
            churn.horizonDays(),
            churn.lookbackDays(),
            churn.cutOffs(),
            churn.cutOffStepDays(),
            churn.algorithm(),
            churn.seed(),
            churn.searchSeconds(),
            LEARNERS);
  }
}
