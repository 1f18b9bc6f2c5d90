package io.churnlake.cli;

import io.churnlake.lake.LogTables;
import io.churnlake.run.Status;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The status of a lake for a person. */
final class StatusLines {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final PrintStream out;

  StatusLines(PrintStream out) {
    this.out = out;
  }

  void print(Status status) {
    say("lake       %s", status.lake());
    say(
        "published  %s",
        status
            .published()
            .map(
                published ->
                    String.format(
                        Locale.ROOT,
                        "as of %s (%d days before today, %s in %s), at %s by run %s, publication %d",
                        published.asOf(),
                        published.ageDays(status.today()),
                        status.today(),
                        status.zone(),
                        TIME.format(published.at()),
                        published.runId(),
                        published.id()))
            .orElse("nothing yet"));
    runs(status.runs());
    steps(status.runs());
    checks(status.runs());
    sizes(status.sizes());
  }

  private void runs(List<Status.Run> runs) {
    List<List<String>> rows = new ArrayList<>();
    for (Status.Run run : runs) {
      rows.add(
          List.of(
              run.runId(),
              run.asOf().toString(),
              run.state(),
              run.started().map(TIME::format).orElse("?"),
              run.took().map(StatusLines::seconds).orElse("-"),
              count(run.rowsIn()),
              count(run.rowsRejected()),
              count(run.checks().size()),
              run.message()));
    }
    table(
        "runs",
        List.of(
            "run",
            "as of",
            "state",
            "began",
            "seconds",
            "rows in",
            "rejected",
            "checks",
            "message"),
        "TTTTNNNNT",
        rows);
  }

  /** Of the newest run that says what its steps did. */
  private void steps(List<Status.Run> runs) {
    Optional<Status.Run> told = runs.stream().filter(run -> !run.steps().isEmpty()).findFirst();
    if (told.isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (Status.Step step : told.get().steps()) {
      rows.add(
          List.of(
              step.job(),
              step.state(),
              seconds(step.took()),
              step.median().map(StatusLines::seconds).orElse("-")));
    }
    table(
        "steps of run " + told.get().runId(),
        List.of("step", "state", "seconds", "median before"),
        "TTNN",
        rows);
  }

  private void checks(List<Status.Run> runs) {
    List<List<String>> rows = new ArrayList<>();
    for (Status.Run run : runs) {
      for (Status.FailedCheck check : run.checks()) {
        rows.add(
            List.of(
                run.runId(),
                check.job(),
                check.fatal() ? "failed" : "warned",
                check.name(),
                check.expected(),
                check.actual()));
      }
    }
    if (!rows.isEmpty()) {
      table(
          "checks that did not pass",
          List.of("run", "step", "", "check", "expected", "actual"),
          "TTTTTT",
          rows);
    }
  }

  private void sizes(List<LogTables.Size> sizes) {
    List<List<String>> rows = new ArrayList<>();
    for (LogTables.Size size : sizes) {
      rows.add(
          List.of(
              size.table(),
              count(size.version()),
              count(size.files()),
              count(size.bytes()),
              count(size.commits()),
              count(size.logBytes())));
    }
    table(
        "tables",
        List.of("table", "version", "files", "bytes", "commits in log", "bytes of log"),
        "TNNNNN",
        rows);
  }

  private void table(String title, List<String> names, String kinds, List<List<String>> rows) {
    out.println();
    out.println(title);
    new TextTable(
            names,
            kinds
                .chars()
                .mapToObj(kind -> kind == 'N' ? TextTable.Kind.NUMBER : TextTable.Kind.TEXT)
                .toList(),
            rows.stream()
                .map(row -> row.stream().map(cell -> cell.replaceAll("\\p{Cntrl}", " ")).toList())
                .toList())
        .print(out, Screen.width());
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%,.1f", time.toMillis() / 1000.0);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  /** A time as the other formats write it. */
  static String iso(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(time);
  }
}
