package io.churnlake.run;

import io.churnlake.config.SourceMapping;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Publications;
import io.churnlake.lake.RunNote;
import io.churnlake.step.Build;
import io.churnlake.step.Hashes;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.step.RunStatus;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a run writes of itself into ops.runs, in two commits: that it began, before it changes
 * anything; and at its end, after publication, what became of each step and of the whole. A run
 * that began and did not come to its end is noted by the next one as having died.
 */
final class RunAccounts {
  private static final String TO_RUN = "to run: ";
  private static final String BETWEEN = ", ";

  private final JobContext context;
  private final List<Job> steps;
  private final Fingerprints fingerprints;
  private final Instant started;

  /** What became of the steps, by their place. */
  private final SortedMap<Integer, Row> rows = new TreeMap<>();

  private final Resumption resumption;

  /** States of the tables that the steps before the present one have left. */
  private final Map<String, String> left = new TreeMap<>();

  private boolean begun;

  RunAccounts(
      JobContext context, List<Job> steps, Fingerprints fingerprints, Resumption resumption) {
    this.context = context;
    this.fingerprints = fingerprints;
    this.resumption = resumption;
    this.left.putAll(resumption.tables());
    this.steps = List.copyOf(steps);
    this.started = context.clock().instant();
  }

  /**
   * Says that the run begins, and what became of the one before if that did not say it.
   *
   * @param unpublished tables that the run before wrote and did not publish; they are restored next
   */
  synchronized void begin(List<Table> unpublished) {
    if (begun) {
      return;
    }
    begun = true;
    Lake lake = context.lake();
    long publication = new Publications(lake).lastId();
    List<Row> first = new ArrayList<>();
    RunNote.newest(lake)
        .filter(before -> before.state() == RunNote.State.BEGUN)
        .ifPresent(before -> first.add(died(before, publication, unpublished)));
    String jobs = steps.stream().map(Job::name).collect(Collectors.joining(BETWEEN));
    first.add(
        row(
            context.runId(),
            OpsTables.WHOLE_RUN,
            RunStatus.BEGUN,
            started,
            null,
            null,
            TO_RUN
                + jobs
                + restored(unpublished)
                + (resumption.runId().isEmpty() ? "" : "; resumes run " + resumption.runId())));
    lake.account(
        first,
        new RunNote(context.runId(), RunNote.State.BEGUN, publication, fingerprints.before()));
  }

  /**
   * Whether a run is one of several steps: a night or a part of one, not `run JOB` nor a command of
   * one job.
   *
   * @param message what it says of itself where it begins
   */
  static boolean isOfSeveralSteps(String message) {
    int end = message.indexOf(';');
    String jobs = end < 0 ? message : message.substring(0, end);
    return jobs.startsWith(TO_RUN) && jobs.contains(BETWEEN);
  }

  private Row died(RunNote before, long publication, List<Table> unpublished) {
    String published =
        publication > before.publication()
            ? "it had published its tables (publication " + publication + ") and died after that"
            : "it died before it published anything";
    Instant now = context.clock().instant();
    return row(
        before.runId(),
        OpsTables.WHOLE_RUN,
        RunStatus.DIED,
        null,
        now,
        null,
        "noted by run " + context.runId() + ": " + published + restored(unpublished));
  }

  /** What an earlier run left unpublished, which is undone before anything else. */
  private static String restored(List<Table> unpublished) {
    return unpublished.isEmpty()
        ? ""
        : "; restored: "
            + unpublished.stream().map(Table::fullName).collect(Collectors.joining(", "));
  }

  /** Keeps the account of a step; it is written with the run's end, in the order of the steps. */
  synchronized void step(Job step, Instant since, Outcome outcome, String status, String message) {
    Lake lake = context.lake();
    for (Table table : step.writes()) {
      left.remove(table.fullName());
      if (!status.equals(RunStatus.FAILED)) {
        lake.state(table).ifPresent(state -> left.put(table.fullName(), state));
      }
    }
    rows.put(
        steps.indexOf(step),
        row(
            context.runId(),
            step.name(),
            status,
            since,
            context.clock().instant(),
            outcome,
            outcome.versions(),
            status.equals(RunStatus.UNCHANGED) ? Map.of() : fingerprints.readBy(step),
            message));
  }

  /**
   * Ends the account of a run that came to its end.
   *
   * @param published versions that readers did not see before
   */
  void done(Map<String, Long> published) {
    String message =
        published.isEmpty()
            ? "nothing to publish"
            : "publication "
                + new Publications(context.lake()).lastId()
                + ": "
                + published.size()
                + " tables";
    Outcome whole = new Outcome(0, 0, List.of(), List.of(), message);
    end(RunStatus.DONE, message, whole, published);
  }

  /** Ends the account of a run that failed: readers see what they saw before. */
  void failed(String message) {
    end(RunStatus.FAILED, message, null, Map.of());
  }

  /** Ends the account of a run that was not to make a whole night: readers see nothing of it. */
  void unpublished(List<String> lacking) {
    end(
        RunStatus.UNPUBLISHED,
        "nothing published; to run yet: " + String.join(", ", lacking),
        null,
        Map.of());
  }

  /** A lake that no load has begun yet gets no accounts: a refused first run leaves nothing. */
  private void end(
      String status, String message, @Nullable Outcome outcome, Map<String, Long> published) {
    Lake lake = context.lake();
    if (!lake.exists(OpsTables.LAKE)) {
      return;
    }
    // Late where accounts had to be recovered first.
    begin(List.of());
    List<Row> last = new ArrayList<>(rows.values());
    last.add(
        row(
            context.runId(),
            OpsTables.WHOLE_RUN,
            status,
            started,
            context.clock().instant(),
            outcome,
            published,
            Map.of(),
            message));
    boolean failed = !status.equals(RunStatus.DONE);
    lake.account(
        last,
        new RunNote(
            context.runId(),
            failed ? RunNote.State.FAILED : RunNote.State.ENDED,
            new Publications(lake).lastId(),
            failed ? fingerprints.before() : fingerprints.now(),
            failed ? halfway() : new RunNote.Halfway("", Map.of(), Map.of())));
    rows.clear();
  }

  private RunNote.Halfway halfway() {
    return new RunNote.Halfway(context.asOf().toString(), fingerprints.now(), left);
  }

  private Row row(
      String runId,
      String job,
      String status,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Outcome outcome,
      String message) {
    return row(
        runId,
        job,
        status,
        since,
        until,
        outcome,
        outcome == null ? Map.of() : outcome.versions(),
        Map.of(),
        message);
  }

  private Row row(
      String runId,
      String job,
      String status,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Outcome outcome,
      Map<String, Long> versions,
      Map<String, Long> read,
      String message) {
    JobContext.Delivery delivery = context.delivery();
    return RowFactory.create(
        runId,
        job,
        Date.valueOf(context.asOf()),
        delivery == null
            ? null
            : delivery.sources().stream()
                .map(SourceMapping::name)
                .collect(Collectors.joining(", ")),
        status,
        since == null ? null : Timestamp.from(since),
        until == null ? null : Timestamp.from(until),
        outcome == null ? null : outcome.rowsIn(),
        outcome == null ? null : outcome.rowsOut(),
        outcome == null ? null : outcome.rowsRejected(),
        scala.jdk.javaapi.CollectionConverters.asScala(versions),
        scala.jdk.javaapi.CollectionConverters.asScala(read),
        configHash(),
        Build.commit(),
        Build.version(),
        context.lake().spark().version(),
        message);
  }

  private String configHash() {
    JobContext.Delivery delivery = context.delivery();
    return Hashes.sha256(
        context.configuration().canonical()
            + (delivery == null
                ? ""
                : delivery.sources().stream()
                    .map(SourceMapping::canonical)
                    .collect(Collectors.joining())));
  }
}
