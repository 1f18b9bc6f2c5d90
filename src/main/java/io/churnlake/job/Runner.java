package io.churnlake.job;

import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import io.churnlake.lake.KeyRotations;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeLock;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.Publications;
import io.churnlake.lake.UnreadableFileException;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Runs steps in order, under the lake's lock, and keeps account of each. What the steps wrote
 * becomes visible to readers together, after the last one.
 */
public final class Runner {
  private final JobContext context;
  private final Progress progress;

  public Runner(JobContext context, Progress progress) {
    this.context = context;
    this.progress = progress;
  }

  /**
   * Runs the steps and publishes.
   *
   * @return what each did, in order
   * @throws UserException for what the user can mend; nothing is published then
   */
  public List<Outcome> run(List<Job> steps) {
    Lake lake = context.lake();
    refuseOtherShop(lake);
    try (LakeLock lock = LakeLock.take(lake, context.runId(), context.clock())) {
      // Again, since another first run may have made the lake meanwhile.
      refuseOtherShop(lake);
      if (steps.stream().noneMatch(RotateKeyJob.class::isInstance)) {
        new KeyRotations(lake).mustBeFinished();
      }
      if (steps.stream().noneMatch(ForgetJob.class::isInstance)) {
        Forgotten.mustBeFinished(lake);
      }
      Publications publications = new Publications(lake);
      publications.restoreUnpublished();
      List<Outcome> outcomes = new ArrayList<>();
      for (Job step : steps) {
        progress.begun(step, outcomes.size() + 1, steps.size());
        outcomes.add(step(step));
        lock.mustStillHold();
      }
      Map<String, Long> versions = versions(steps);
      if (!versions.isEmpty()) {
        publications.publish(context.runId(), context.asOf(), versions, context.clock().instant());
      }
      return outcomes;
    } finally {
      context.shared().close();
    }
  }

  /** The state of all tables of the steps, also of one that an earlier, failed run has written. */
  private Map<String, Long> versions(List<Job> steps) {
    Lake lake = context.lake();
    Map<String, Long> versions = new LinkedHashMap<>();
    for (Job step : steps) {
      for (Table table : step.writes()) {
        if (!table.area().equals("ops") && lake.exists(table)) {
          versions.put(table.fullName(), lake.version(table));
        }
      }
    }
    return versions;
  }

  private void refuseOtherShop(Lake lake) {
    LakeRecord.of(lake)
        .ifPresent(
            record -> {
              JobContext.Delivery delivery = context.delivery();
              if (delivery != null) {
                record.mustMatch(IngestJob.record(context, delivery), lake);
              }
            });
  }

  private Outcome step(Job step) {
    Instant started = context.clock().instant();
    try {
      Outcome outcome = step.run(context);
      Optional<Check> failed =
          outcome.checks().stream()
              .filter(check -> !check.passed() && check.severity() == Check.Severity.FATAL)
              .findFirst();
      accountChecks(step, outcome);
      if (failed.isPresent()) {
        throw Errors.checkFailed(
            step.name(), failed.get().name(), failed.get().expected(), failed.get().actual());
      }
      account(step, started, outcome, "done", outcome.note());
      progress.ended(step, outcome, Duration.between(started, context.clock().instant()));
      return outcome;
    } catch (Throwable failure) {
      throw failed(step, started, failure);
    }
  }

  /** Spark throws checked exceptions without declaring them; all end here, told and accounted. */
  private RuntimeException failed(Job step, Instant started, Throwable failure) {
    progress.failed(step);
    Throwable told =
        UnreadableFileException.behind(failure).map(e -> (Throwable) e).orElse(failure);
    try {
      account(
          step, started, new Outcome(0, 0, List.of(), List.of(), ""), "failed", inOneLine(told));
    } catch (RuntimeException unaccounted) {
      told.addSuppressed(unaccounted);
    }
    if (told instanceof Error error) {
      throw error;
    }
    return told instanceof RuntimeException e ? e : new IllegalStateException(told);
  }

  /** Messages of other programs may show data below their first line. */
  private static String inOneLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return failure instanceof UserException
        ? message
        : failure.getClass().getSimpleName() + ": " + message;
  }

  /** A lake that no load has begun yet gets no accounts: a refused first run leaves nothing. */
  private void account(Job step, Instant started, Outcome outcome, String status, String message) {
    Lake lake = context.lake();
    if (!lake.exists(OpsTables.LAKE)) {
      return;
    }
    JobContext.Delivery delivery = context.delivery();
    Row row =
        RowFactory.create(
            context.runId(),
            step.name(),
            Date.valueOf(context.asOf()),
            delivery == null ? null : delivery.source().name(),
            status,
            Timestamp.from(started),
            Timestamp.from(context.clock().instant()),
            outcome.rowsIn(),
            outcome.rowsOut(),
            outcome.rowsRejected(),
            scala.jdk.javaapi.CollectionConverters.asScala(outcome.versions()),
            configHash(),
            Build.commit(),
            Build.version(),
            lake.spark().version(),
            message);
    lake.append(
        OpsTables.RUNS, lake.spark().createDataFrame(List.of(row), OpsTables.RUNS.schema()));
  }

  private void accountChecks(Job step, Outcome outcome) {
    if (outcome.checks().isEmpty()) {
      return;
    }
    List<Row> checks = new ArrayList<>();
    for (Check check : outcome.checks()) {
      checks.add(
          RowFactory.create(
              context.runId(),
              step.name(),
              check.name(),
              check.expected(),
              check.actual(),
              check.passed(),
              check.severity() == Check.Severity.FATAL));
    }
    Lake lake = context.lake();
    lake.append(OpsTables.CHECKS, lake.spark().createDataFrame(checks, OpsTables.CHECKS.schema()));
  }

  private String configHash() {
    JobContext.Delivery delivery = context.delivery();
    return Hashes.sha256(
        context.configuration().canonical()
            + (delivery == null ? "" : delivery.source().canonical()));
  }
}
