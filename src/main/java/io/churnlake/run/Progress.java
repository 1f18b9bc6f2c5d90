package io.churnlake.run;

import io.churnlake.step.Job;
import io.churnlake.step.Outcome;
import java.time.Duration;
import java.util.Set;

/** Told how a run goes on; the command line shows it. */
public interface Progress {
  /** A step begins: {@code number} of {@code steps}. */
  void begun(Job job, int number, int steps);

  /** A step has ended well. */
  void ended(Job job, Outcome outcome, Duration took);

  /** A step was left out: nothing has changed since the run that is named. */
  void unchanged(Job job, String since);

  /** A step has failed; the error is told elsewhere. */
  void failed(Job job);

  /**
   * The run was asked to go on where one before it stopped.
   *
   * @param runId that run; empty if there is none of this date that left anything
   * @param tables what it left and is kept, by full name
   */
  default void resumes(String runId, Set<String> tables) {}

  /** For whoever does not watch. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void begun(Job job, int number, int steps) {}

      @Override
      public void ended(Job job, Outcome outcome, Duration took) {}

      @Override
      public void unchanged(Job job, String since) {}

      @Override
      public void failed(Job job) {}
    };
  }
}
