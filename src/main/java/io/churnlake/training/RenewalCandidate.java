package io.churnlake.training;

import io.churnlake.churn.renewal.RenewalModel;
import io.churnlake.churn.score.PairedComparison.Difference;
import io.churnlake.churn.score.Quality;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could score contracts.
 *
 * @param name sbg, logistic or base_rate
 * @param model that was tried; null if it could not be
 * @param quality in the trial; null without one
 * @param gain of log-loss over the rule; null of rules
 * @param learntOn cut-offs; empty for rules
 * @param why it could not be tried, or is not better than the rule; empty if neither
 */
record RenewalCandidate(
    String name,
    @Nullable RenewalModel model,
    @Nullable Quality quality,
    @Nullable Difference gain,
    List<LocalDate> learntOn,
    String why) {

  static RenewalCandidate untried(String name, String why) {
    return new RenewalCandidate(name, null, null, null, List.of(), why);
  }

  /** Whether it scores better than the rule, beyond chance. */
  boolean isWon() {
    return gain != null && why.isEmpty();
  }
}
