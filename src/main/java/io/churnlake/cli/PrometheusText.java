package io.churnlake.cli;

import io.churnlake.lake.LogTables;
import io.churnlake.run.Status;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The status of a lake in Prometheus' text exposition format, 0.0.4: gauges in base units. What is
 * not known has no line.
 */
final class PrometheusText {
  private final StringBuilder text = new StringBuilder();

  private PrometheusText() {}

  static String of(Status status) {
    PrometheusText made = new PrometheusText();
    made.gauge("status_timestamp_seconds", "When these figures were read.");
    made.line("status_timestamp_seconds", Map.of(), seconds(status.at()));
    status.published().ifPresent(published -> made.published(published, status));
    status.runs().stream()
        .filter(run -> !run.state().equals("running"))
        .findFirst()
        .ifPresent(made::lastRun);
    made.sizes(status);
    return made.text.toString();
  }

  private void published(Status.Published published, Status status) {
    one("published_publication", "Number of the newest publication.", published.id());
    one(
        "published_timestamp_seconds",
        "When the newest publication was made.",
        seconds(published.at()));
    one(
        "published_as_of_timestamp_seconds",
        "Business date of the newest publication, at 00:00 UTC.",
        seconds(published.asOf().atStartOfDay(ZoneOffset.UTC).toInstant()));
    one(
        "published_age_days",
        "Days from the published business date until today in the shop's zone.",
        published.ageDays(status.today()));
  }

  private void lastRun(Status.Run run) {
    one(
        "last_run_success",
        "1 if the last run that ended is done.",
        run.state().equals("done") ? 1 : 0);
    run.started()
        .ifPresent(at -> one("last_run_start_timestamp_seconds", "When it began.", seconds(at)));
    run.took()
        .ifPresent(took -> one("last_run_duration_seconds", "How long it took.", seconds(took)));
    one("last_run_rows_in", "Rows that it read from new order files.", run.rowsIn());
    one("last_run_rows_rejected", "Rows that it refused.", run.rowsRejected());
    gauge("last_run_checks_not_passed", "Its checks that did not pass.");
    long fatal = run.checks().stream().filter(Status.FailedCheck::fatal).count();
    line("last_run_checks_not_passed", Map.of("severity", "fatal"), number(fatal));
    line(
        "last_run_checks_not_passed",
        Map.of("severity", "note"),
        number(run.checks().size() - fatal));
    gauge("last_run_step_duration_seconds", "How long each step of it took.");
    for (Status.Step step : run.steps()) {
      Map<String, String> labels = new LinkedHashMap<>();
      labels.put("step", step.job());
      labels.put("state", step.state());
      line("last_run_step_duration_seconds", labels, seconds(step.took()));
    }
    gauge("step_duration_median_seconds", "Median of each step in the runs before the last one.");
    for (Status.Step step : run.steps()) {
      Optional<Duration> median = step.median();
      if (median.isPresent()) {
        line("step_duration_median_seconds", Map.of("step", step.job()), seconds(median.get()));
      }
    }
  }

  private void sizes(Status status) {
    gauge("table_files", "Data files of the newest version.");
    status.sizes().forEach(size -> line("table_files", table(size), number(size.files())));
    gauge("table_bytes", "Bytes of these files.");
    status.sizes().forEach(size -> line("table_bytes", table(size), number(size.bytes())));
    gauge("table_log_commits", "Commit files in the table's log.");
    status.sizes().forEach(size -> line("table_log_commits", table(size), number(size.commits())));
    gauge("table_log_bytes", "Bytes of the table's log.");
    status.sizes().forEach(size -> line("table_log_bytes", table(size), number(size.logBytes())));
  }

  private static Map<String, String> table(LogTables.Size size) {
    return Map.of("table", size.table());
  }

  private void one(String name, String help, long value) {
    one(name, help, number(value));
  }

  private void one(String name, String help, String value) {
    gauge(name, help);
    line(name, Map.of(), value);
  }

  private void gauge(String name, String help) {
    text.append("# HELP churnlake_").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE churnlake_").append(name).append(" gauge\n");
  }

  private void line(String name, Map<String, String> labels, String value) {
    text.append("churnlake_").append(name);
    if (!labels.isEmpty()) {
      text.append(
          labels.entrySet().stream()
              .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + "\"")
              .collect(Collectors.joining(",", "{", "}")));
    }
    text.append(' ').append(value).append('\n');
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(long value) {
    return Long.toString(value);
  }

  private static String seconds(Instant at) {
    return BigDecimal.valueOf(at.toEpochMilli(), 3).toPlainString();
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).toPlainString();
  }
}
