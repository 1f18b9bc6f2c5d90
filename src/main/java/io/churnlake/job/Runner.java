package io.churnlake.job;

import io.churnlake.error.Errors;
import io.churnlake.error.UserException;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeLock;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.Publications;
import io.churnlake.lake.UnreadableFileException;
import io.churnlake.table.OpsTables;
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
      List<Outcome> outcomes = new ArrayList<>();
      Map<String, Long> versions = new LinkedHashMap<>();
      for (Job step : steps) {
        progress.begun(step, outcomes.size() + 1, steps.size());
        Outcome outcome = step(step);
        outcomes.add(outcome);
        versions.putAll(outcome.versions());
        lock.mustStillHold();
      }
      if (!versions.isEmpty()) {
        new Publications(lake)
            .publish(context.runId(), context.asOf(), versions, context.clock().instant());
      }
      return outcomes;
    }
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
    } catch (RuntimeException failure) {
      progress.failed(step);
      Optional<UserException> unreadable = UnreadableFileException.behind(failure);
      RuntimeException told = unreadable.isPresent() ? unreadable.get() : failure;
      account(
          step,
          started,
          new Outcome(0, 0, List.of(), List.of(), ""),
          "failed",
          String.valueOf(told.getMessage()));
      throw told;
    }
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
