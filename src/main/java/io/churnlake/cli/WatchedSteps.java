package io.churnlake.cli;

import io.churnlake.run.Progress;
import io.churnlake.step.Job;
import io.churnlake.step.Outcome;
import java.time.Duration;
import java.util.Set;

/** Hands progress on, and knows which step failed first. */
final class WatchedSteps implements Progress {
  private final Progress shown;
  private volatile String failed = "";

  WatchedSteps(Progress shown) {
    this.shown = shown;
  }

  /** The step that failed; empty if none has. */
  String failed() {
    return failed;
  }

  @Override
  public synchronized void failed(Job job) {
    if (failed.isEmpty()) {
      failed = job.name();
    }
    shown.failed(job);
  }

  @Override
  public void begun(Job job, int number, int steps) {
    shown.begun(job, number, steps);
  }

  @Override
  public void ended(Job job, Outcome outcome, Duration took) {
    shown.ended(job, outcome, took);
  }

  @Override
  public void unchanged(Job job, String since) {
    shown.unchanged(job, since);
  }

  @Override
  public void resumes(String runId, Set<String> tables) {
    shown.resumes(runId, tables);
  }
}
