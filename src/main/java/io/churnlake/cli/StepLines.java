package io.churnlake.cli;

import io.churnlake.job.Job;
import io.churnlake.job.Outcome;
import io.churnlake.job.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Progress as a line a step: what it did, counts, seconds. */
final class StepLines implements Progress {
  private final PrintStream err;

  StepLines(PrintStream err) {
    this.err = err;
  }

  @Override
  public void begun(Job job, int number, int steps) {
    err.print(String.format(Locale.ROOT, "[%d/%d] %-9s", number, steps, job.name()));
    err.flush();
  }

  @Override
  public void ended(Job job, Outcome outcome, Duration took) {
    err.println(
        String.format(
            Locale.ROOT,
            "%6.1f s  %,11d rows in %,11d out  %s",
            took.toMillis() / 1000.0,
            outcome.rowsIn(),
            outcome.rowsOut(),
            outcome.note()));
  }

  @Override
  public void unchanged(Job job, String since) {
    err.println("     -    unchanged since run " + since);
  }

  @Override
  public void resumes(String runId, Set<String> tables) {
    err.println(
        runId.isEmpty()
            ? "nothing to resume: the run before left nothing unpublished of this date"
            : "resumes run "
                + runId
                + "; kept: "
                + tables.stream()
                    .filter(table -> !table.startsWith("ops."))
                    .sorted()
                    .collect(Collectors.joining(", ")));
  }

  @Override
  public void failed(Job job) {
    err.println("failed");
  }
}
