package io.churnlake.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnlake.lake.LogTables;
import io.churnlake.run.Status;
import java.time.Duration;

/** The status of a lake as one JSON object; times are ISO 8601, durations seconds. */
final class StatusJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusJson() {}

  static String of(Status status) {
    ObjectNode root =
        JSON.createObjectNode()
            .put("lake", status.lake())
            .put("at", StatusLines.iso(status.at()))
            .put("zone", status.zone())
            .put("today", status.today().toString());
    ObjectNode published = status.published().isPresent() ? root.putObject("published") : null;
    if (published == null) {
      root.putNull("published");
    } else {
      Status.Published newest = status.published().orElseThrow();
      published
          .put("publication", newest.id())
          .put("run_id", newest.runId())
          .put("as_of", newest.asOf().toString())
          .put("age_days", newest.ageDays(status.today()))
          .put("at", StatusLines.iso(newest.at()))
          .put("tables", newest.tables());
    }
    ArrayNode runs = root.putArray("runs");
    status.runs().forEach(run -> put(runs.addObject(), run));
    ArrayNode tables = root.putArray("tables");
    for (LogTables.Size size : status.sizes()) {
      tables
          .addObject()
          .put("table", size.table())
          .put("version", size.version())
          .put("files", size.files())
          .put("bytes", size.bytes())
          .put("log_commits", size.commits())
          .put("log_bytes", size.logBytes());
    }
    return root.toPrettyString();
  }

  private static void put(ObjectNode to, Status.Run run) {
    to.put("run_id", run.runId()).put("as_of", run.asOf().toString()).put("state", run.state());
    run.started().ifPresent(at -> to.put("started_at", StatusLines.iso(at)));
    run.took().ifPresent(took -> to.put("seconds", seconds(took)));
    to.put("rows_in", run.rowsIn())
        .put("rows_rejected", run.rowsRejected())
        .put("message", run.message());
    ArrayNode steps = to.putArray("steps");
    for (Status.Step step : run.steps()) {
      ObjectNode told =
          steps
              .addObject()
              .put("step", step.job())
              .put("state", step.state())
              .put("seconds", seconds(step.took()));
      step.median().ifPresent(median -> told.put("median_seconds", seconds(median)));
    }
    ArrayNode checks = to.putArray("checks_not_passed");
    for (Status.FailedCheck check : run.checks()) {
      checks
          .addObject()
          .put("step", check.job())
          .put("check", check.name())
          .put("expected", check.expected())
          .put("actual", check.actual())
          .put("fatal", check.fatal());
    }
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
