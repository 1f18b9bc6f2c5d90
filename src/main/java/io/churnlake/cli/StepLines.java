package io.churnlake.cli;

import io.churnlake.run.Progress;
import io.churnlake.step.Job;
import io.churnlake.step.Outcome;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Progress as a line a step: what it did, counts, seconds. The line of one step that is under way
 * stands open; what others have to tell meanwhile comes after its end.
 */
final class StepLines implements Progress {
  private final PrintStream err;

  /** The steps under way, and those that ended while the line of another one stood open. */
  private final Map<String, Line> lines = new LinkedHashMap<>();

  /** What is known of a step: {@code end} is empty while it is under way. */
  private record Line(String begin, String end) {}

  StepLines(PrintStream err) {
    this.err = err;
  }

  @Override
  public synchronized void begun(Job job, int number, int steps) {
    String begin = String.format(Locale.ROOT, "[%d/%d] %-9s", number, steps, job.name());
    if (lines.isEmpty()) {
      open(begin);
    }
    lines.put(job.name(), new Line(begin, ""));
  }

  private void open(String begin) {
    err.print(begin);
    err.flush();
  }

  @Override
  public void ended(Job job, Outcome outcome, Duration took) {
    end(
        job,
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
    end(job, "     -    unchanged since run " + since);
  }

  /** The first of the lines is the open one. */
  private synchronized void end(Job job, String end) {
    lines.computeIfPresent(job.name(), (name, line) -> new Line(line.begin(), end));
    Line open = lines.values().iterator().next();
    if (open.end().isEmpty()) {
      return;
    }
    err.println(open.end());
    lines.values().remove(open);
    for (Line line : lines.values()) {
      if (!line.end().isEmpty()) {
        err.println(line.begin() + line.end());
      }
    }
    lines.values().removeIf(line -> !line.end().isEmpty());
    lines.values().stream().findFirst().ifPresent(line -> open(line.begin()));
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
    end(job, "failed");
  }
}
