package io.churnlake.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.LogTables;
import io.churnlake.lake.Publications;
import io.churnlake.table.OpsTables;
import io.churnlake.testing.SparkTest;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the accounts and logs of a lake tell without Spark. */
class StatusTest {
  private static final Instant FIRST = Instant.parse("2024-06-02T01:00:00Z");

  @TempDir static Path folder;
  private static Lake lake = Lake.at(SparkTest.spark(), "nowhere");

  @BeforeAll
  static void accounts() {
    lake = Lake.at(SparkTest.spark(), folder.resolve("lake").toString());
    night("r1", 0, "rfm", 10, "done");
    new LakeRecord(Lake.FORMAT_VERSION, "tiny", "Pacific/Auckland", "EUR", "k", "0").write(lake);
    new Publications(lake)
        .publish("r1", LocalDate.of(2024, 6, 1), Map.of(), FIRST.plusSeconds(100));
    lake.append(
        OpsTables.PUBLISHED,
        List.of(
            RowFactory.create(
                2L,
                "r2",
                Date.valueOf("2024-06-02"),
                "gold.rfm",
                3L,
                Timestamp.from(FIRST.plusSeconds(90_000)))));
    night("r2", 1, "rfm", 30, "done");
    night("r3", 2, "rfm", 20, "failed");
    lake.append(
        OpsTables.RUNS,
        List.of(row("r4", "(run)", 3, "begun", FIRST.plusSeconds(300_000), null, 0)));
    lake.append(
        OpsTables.CHECKS,
        List.of(
            RowFactory.create("r3", "rfm", "sum", "1", "2", false, true),
            RowFactory.create("r3", "rfm", "new columns", "none", "x of a.csv", false, false),
            RowFactory.create("r3", "rfm", "fine", "1", "1", true, true)));
  }

  /** A night on the day after June 1st, with ingest and one more step of so many seconds. */
  private static void night(String id, int day, String step, int seconds, String end) {
    Instant start = FIRST.plus(Duration.ofDays(day));
    List<Row> rows = new ArrayList<>();
    rows.add(row(id, "(run)", day, "begun", start, null, 0));
    lake.append(OpsTables.RUNS, List.copyOf(rows));
    rows.clear();
    rows.add(row(id, "ingest", day, "done", start, start.plusSeconds(5), 2));
    rows.add(row(id, step, day, end, start.plusSeconds(5), start.plusSeconds(5 + seconds), 0));
    rows.add(row(id, "(run)", day, end, start, start.plusSeconds(6 + seconds), 0));
    lake.append(OpsTables.RUNS, rows);
  }

  private static Row row(
      String id,
      String job,
      int day,
      String status,
      Instant from,
      @Nullable Instant until,
      long rejected) {
    return RowFactory.create(
        id,
        job,
        Date.valueOf(LocalDate.of(2024, 6, 1).plusDays(day)),
        "tiny",
        status,
        Timestamp.from(from),
        until == null ? null : Timestamp.from(until),
        100L,
        0L,
        rejected,
        scala.jdk.javaapi.CollectionConverters.asScala(Map.<String, Long>of()),
        scala.jdk.javaapi.CollectionConverters.asScala(Map.<String, Long>of()),
        "hash",
        "commit",
        "0",
        "4",
        "a note");
  }

  private static Status status(int runs, boolean held) {
    return new StatusReader(LogTables.at(lake.root()))
        .read(runs, Instant.parse("2024-06-05T13:00:00Z"), held);
  }

  @Test
  void theAccountsAreRead() {
    Status status = status(3, false);
    assertThat(status.zone()).isEqualTo("Pacific/Auckland");
    assertThat(status.today()).isEqualTo("2024-06-06");
    Status.Published published = status.published().orElseThrow();
    assertThat(published.id()).isEqualTo(2);
    assertThat(published.asOf()).isEqualTo("2024-06-02");
    assertThat(published.ageDays(status.today())).isEqualTo(4);
    assertThat(published.at()).isEqualTo(FIRST.plusSeconds(90_000));

    assertThat(status.runs()).extracting(Status.Run::runId).containsExactly("r4", "r3", "r2");
    assertThat(status.runs())
        .extracting(Status.Run::state)
        .containsExactly("died", "failed", "done");
    assertThat(status(1, true).runs().get(0).state()).isEqualTo("running");
    Status.Run failed = status.runs().get(1);
    assertThat(failed.asOf()).isEqualTo("2024-06-03");
    assertThat(failed.took()).contains(Duration.ofSeconds(26));
    assertThat(failed.rowsIn()).isEqualTo(100);
    assertThat(failed.rowsRejected()).isEqualTo(2);
    assertThat(failed.checks())
        .extracting(Status.FailedCheck::name)
        .containsExactlyInAnyOrder("sum", "new columns");
  }

  @Test
  void stepsAreHeldAgainstTheRunsBefore() {
    Status.Run failed = status(2, false).runs().get(1);
    assertThat(failed.steps()).extracting(Status.Step::job).containsExactly("ingest", "rfm");
    Status.Step rfm = failed.steps().get(1);
    assertThat(rfm.state()).isEqualTo("failed");
    assertThat(rfm.took()).isEqualTo(Duration.ofSeconds(20));
    assertThat(rfm.median()).as("of 10 s and 30 s").contains(Duration.ofSeconds(20));
    assertThat(status(4, false).runs().get(3).steps().get(1).median()).isEqualTo(Optional.empty());
  }

  @Test
  void sizesAreThoseOfTheLogs() {
    Map<String, LogTables.Size> sizes = new java.util.HashMap<>();
    status(1, false).sizes().forEach(size -> sizes.put(size.table(), size));
    assertThat(sizes).containsOnlyKeys("ops.lake", "ops.runs", "ops.checks", "ops.published");
    LogTables.Size runs = java.util.Objects.requireNonNull(sizes.get("ops.runs"));
    assertThat(runs.version()).isEqualTo(6);
    assertThat(runs.commits()).isEqualTo(7);
    var files =
        SparkTest.spark().read().format("delta").load(lake.path(OpsTables.RUNS)).inputFiles();
    assertThat(runs.files()).isEqualTo(files.length);
    long bytes = 0;
    for (String file : files) {
      bytes += Path.of(java.net.URI.create(file)).toFile().length();
    }
    assertThat(runs.bytes()).isEqualTo(bytes);
  }
}
