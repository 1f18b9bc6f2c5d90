package io.churnlake.cli;

import io.churnlake.lake.OrderFile;
import io.churnlake.run.NightPlan;
import io.churnlake.run.PlannedStep;
import io.churnlake.run.Selection;
import io.churnlake.table.Table;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run would do, for a person. */
final class PlanLines {
  private static final int FILES_SHOWN = 5;

  private final PrintStream out;

  PlanLines(PrintStream out) {
    this.out = out;
  }

  void print(NightPlan plan, Selection selection, List<LocalDate> dates) {
    say("dry run as of %s: nothing is written", dates.get(0));
    if (dates.size() > 1) {
      say("%d nights until %s; this is the first", dates.size(), dates.get(dates.size() - 1));
    }
    long bytes = plan.files().stream().mapToLong(OrderFile::bytes).sum();
    say("%,d new order files, %,d bytes", plan.files().size(), bytes);
    plan.files().stream().limit(FILES_SHOWN).forEach(file -> say("    %s", file.name()));
    if (plan.files().size() > FILES_SHOWN) {
      say("    and %,d more", plan.files().size() - FILES_SHOWN);
    }
    if (!plan.resumes().isEmpty()) {
      say("resumes run %s", plan.resumes());
    }
    if (!plan.restores().isEmpty()) {
      say("undoes first what a run left unpublished: %s", String.join(", ", plan.restores()));
    }
    int number = 0;
    for (PlannedStep step : plan.steps()) {
      String time = step.runs() ? step.usually().map(PlanLines::seconds).orElse("?") : "-";
      say(
          "[%d/%d] %-11s %9s  %s",
          ++number, plan.steps().size(), step.job().name(), time, step.reason());
      if (step.runs()) {
        say(
            "      writes %s",
            step.job().writes().stream().map(Table::fullName).collect(Collectors.joining(", ")));
      }
    }
    List<PlannedStep> running = plan.steps().stream().filter(PlannedStep::runs).toList();
    Duration sum =
        running.stream()
            .flatMap(step -> step.usually().stream())
            .reduce(Duration.ZERO, Duration::plus);
    long unknown = running.stream().filter(step -> step.usually().isEmpty()).count();
    say(
        "about %s, by the medians of the last runs%s",
        seconds(sum), unknown == 0 ? "" : "; " + unknown + " steps have none yet");
    if (!selection.others().isEmpty()) {
      say(
          "published if these have nothing to do: %s",
          selection.others().stream().map(job -> job.name()).collect(Collectors.joining(", ")));
    }
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
