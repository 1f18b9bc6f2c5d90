package io.churnlake.run;

import static org.apache.spark.sql.functions.col;

import io.churnlake.config.SourceMapping;
import io.churnlake.ingest.NewFiles;
import io.churnlake.ingest.OrderSource;
import io.churnlake.lake.Lake;
import io.churnlake.lake.OrderFile;
import io.churnlake.lake.Publications;
import io.churnlake.lake.RunNote;
import io.churnlake.step.Build;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.OrderLog;
import io.churnlake.step.RunStatus;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * What a run would do, without doing any of it.
 *
 * @param files the order files that no load has, by name and size
 * @param restores tables that would be brought back first, since a run before did not publish them
 * @param resumes the run that would be gone on with; empty if none
 * @param steps the chosen steps
 */
public record NightPlan(
    List<OrderFile> files, List<String> restores, String resumes, List<PlannedStep> steps) {
  private static final int RUNS_LOOKED_AT = 5;

  /** Looks at the lake and lists the input folder; no file is opened. */
  public static NightPlan of(JobContext context, List<OrderLog> logs, Selection selection) {
    Lake lake = context.lake();
    List<OrderFile> files = logs.stream().flatMap(log -> unseen(lake, log)).toList();
    boolean isDatabase =
        logs.stream().anyMatch(log -> log.source().format() == SourceMapping.Format.JDBC);
    Resumption resumption = selection.resume() ? Resumption.of(context) : Resumption.none();
    List<Table> restored =
        lake.exists(OpsTables.LAKE)
            ? resumption.withoutKept(new Publications(lake).unpublished())
            : List.of();
    Fingerprints fingerprints = Fingerprints.of(context, Build.identity(), resumption);
    Map<String, Duration> usually = usually(lake);
    Set<Table> touched = new HashSet<>(restored);
    List<PlannedStep> steps = new ArrayList<>();
    for (Job job : selection.steps()) {
      String reason =
          isDatabase && files.isEmpty() && job.name().equals("ingest")
              ? "asks the database for new rows"
              : reason(job, fingerprints, selection, files, touched);
      boolean runs = !reason.startsWith(SAME);
      if (runs && (job.followsFromTables() || !files.isEmpty())) {
        touched.addAll(job.writes());
      }
      steps.add(new PlannedStep(job, runs, reason, Optional.ofNullable(usually.get(job.name()))));
    }
    return new NightPlan(
        files, restored.stream().map(Table::fullName).toList(), resumption.runId(), steps);
  }

  private static Stream<OrderFile> unseen(Lake lake, OrderLog log) {
    SourceMapping source = log.source();
    if (source.format() == SourceMapping.Format.JDBC) {
      return Stream.empty();
    }
    NewFiles known = new NewFiles(lake, source);
    return known
        .unseen(OrderSource.of(lake.spark(), source, log.input(), () -> "", known).found())
        .stream();
  }

  private static final String SAME = "nothing has changed since run ";

  private static String reason(
      Job job,
      Fingerprints fingerprints,
      Selection selection,
      List<OrderFile> files,
      Set<Table> touched) {
    if (job.name().equals("ingest")) {
      return files.isEmpty() ? "looks for new files; there are none" : files.size() + " new files";
    }
    if (!job.followsFromTables()) {
      return "looks by itself for what is new";
    }
    List<String> others =
        job.reads().stream().filter(touched::contains).map(Table::fullName).toList();
    RunNote.Step last = fingerprints.before().get(job.name());
    if (last == null) {
      return "has not run in this lake yet";
    }
    if (!others.isEmpty()) {
      return "follows from " + String.join(", ", others);
    }
    Optional<String> same = fingerprints.unchangedSince(job);
    if (same.isPresent()) {
      return selection.anew() ? "is asked for by --anew" : SAME + same.get();
    }
    return "the date, settings, program or tables are not those of run " + last.runId();
  }

  /** The median of the last times that each step did something. */
  private static Map<String, Duration> usually(Lake lake) {
    Map<String, List<Duration>> took = new HashMap<>();
    for (Row row :
        lake.read(OpsTables.RUNS)
            .filter(
                col("status")
                    .equalTo(RunStatus.DONE)
                    .and(col("job").notEqual(OpsTables.WHOLE_RUN))
                    .and(col("started_at").isNotNull()))
            .select("job", "started_at", "finished_at")
            .orderBy(col("started_at").desc())
            .limit(RUNS_LOOKED_AT * Jobs.all().size())
            .collectAsList()) {
      List<Duration> times = took.computeIfAbsent(row.getString(0), job -> new ArrayList<>());
      if (times.size() < RUNS_LOOKED_AT) {
        times.add(
            Duration.between(row.getTimestamp(1).toInstant(), row.getTimestamp(2).toInstant()));
      }
    }
    Map<String, Duration> medians = new HashMap<>();
    took.forEach((job, times) -> medians.put(job, Medians.of(times)));
    return medians;
  }
}
