package io.churnlake.run;

import io.churnlake.step.Outcome;
import java.util.List;

/**
 * A run that came to its end.
 *
 * @param outcomes what each chosen step did, in order
 * @param lacking steps of the night that were not chosen and have something to do; nothing is
 *     published if there are any
 * @param resumes the run whose unpublished tables were kept; empty if none
 */
public record Finished(List<Outcome> outcomes, List<String> lacking, String resumes) {
  /** Whether the lake is as it was. */
  public boolean nothingNew() {
    return outcomes.stream().allMatch(outcome -> outcome.written().isEmpty());
  }
}
