package io.churnlake.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.ExitCode;
import io.churnlake.error.UserException;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Loads;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.BronzeRejected;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.OpsTables;
import io.churnlake.testing.NightCounts;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a load takes, keeps and refuses. */
class IngestJobTest {
  private static final String MAPPING =
      """
      source {
        name = "tiny", zone = "Europe/Berlin", currency = "EUR", delimiter = ";"
        time.patterns = ["yyyy-MM-dd HH:mm", "dd.MM.yyyy"]
        columns { time = when, customer-id = who, order-id = order, product-code = what, amount = money }
      }
      """;
  private static final String HEADER = "when;who;order;what;money\n";

  @TempDir Path folder;
  private Path input;
  private JobContext context;

  @BeforeEach
  void newLake() throws IOException {
    input = Files.createDirectory(folder.resolve("input"));
    SourceMapping mapping =
        SourceMapping.load(Files.writeString(folder.resolve("tiny.conf"), MAPPING));
    context =
        new JobContext(
            Lake.at(SparkTest.spark(), folder.resolve("lake").toString()),
            Configuration.defaults(),
            new JobContext.Delivery(mapping, input.toString(), TestKeys.secret()),
            LocalDate.of(2024, 12, 31),
            "run",
            Clock.systemUTC());
  }

  private void file(String name, String... lines) throws IOException {
    Files.writeString(input.resolve(name), HEADER + String.join("\n", lines) + "\n");
  }

  private static String[] goodLines(int n) {
    return java.util.stream.IntStream.rangeClosed(1, n)
        .mapToObj(i -> "2024-01-02 10:00;c" + i + ";o" + i + ";p;1.50")
        .toArray(String[]::new);
  }

  @Test
  void badRowsAreKeptWithTheirPlaceAndEveryReason() throws IOException {
    file("a.csv", goodLines(60));
    file(
        "b.csv",
        "02.01.2024;\"c;1\";o1;\"p \"\"x\"\"\nsecond line\";2",
        "2024-13-45 10:00;c2;;p;abc",
        "2024-01-02 10:00;c3;o3");
    Outcome outcome = new IngestJob().run(context);
    assertThat(outcome.rowsIn()).isEqualTo(63);
    assertThat(outcome.rowsRejected()).isEqualTo(2);
    assertThat(outcome.checks()).isNotEmpty().allMatch(Check::passed);
    List<Row> rejected =
        context
            .lake()
            .read(BronzeRejected.TABLE)
            .orderBy(BronzeRejected.POSITION)
            .select(
                BronzeRejected.FILE,
                BronzeRejected.POSITION,
                BronzeRejected.REASONS,
                BronzeRejected.RAW)
            .collectAsList();
    assertThat(rejected)
        .extracting(
            row ->
                row.getString(0)
                    + " "
                    + row.getLong(1)
                    + " "
                    + row.getList(2)
                    + " "
                    + row.getString(3))
        .containsExactly(
            "b.csv 4 [time_unreadable, order_id_missing, amount_unreadable]"
                + " 2024-13-45 10:00;c2;;p;abc",
            "b.csv 5 [too_few_columns] 2024-01-02 10:00;c3;o3");
    Row quoted =
        context
            .lake()
            .read(BronzeOrderLines.TABLE)
            .filter(col(BronzeOrderLines.FILE).equalTo("b.csv"))
            .first();
    assertThat(quoted.<String>getAs(BronzeOrderLines.PRODUCT_CODE))
        .isEqualTo("p \"x\"\nsecond line");
    assertThat(quoted.<Object>getAs(BronzeOrderLines.ORDER_DATE)).hasToString("2024-01-02");
  }

  @Test
  void aFileIsLoadedOnceAndAChangedOneIsRefused() throws IOException {
    file("a.csv", goodLines(3));
    new IngestJob().run(context);
    Files.setLastModifiedTime(
        input.resolve("a.csv"), java.nio.file.attribute.FileTime.fromMillis(1_700_000_000_000L));
    assertThat(new IngestJob().run(context).rowsIn()).as("touched, not changed").isZero();
    file("b.csv", goodLines(2));
    assertThat(new IngestJob().run(context).rowsIn()).isEqualTo(2);
    assertThat(context.lake().read(CustomerIdentity.TABLE).count()).isEqualTo(3);
    file("a.csv", goodLines(4));
    assertThatThrownBy(() -> new IngestJob().run(context))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.DATA_REFUSED);
              assertThat(e.reason()).contains("a.csv");
            });
    assertThat(context.lake().read(BronzeOrderLines.TABLE).count()).isEqualTo(5);
  }

  @Test
  void aNightOfFewLinesAsksLittleOfSparkAndIsFoundByItsLoad() throws IOException {
    file("a.csv", goodLines(5));
    new IngestJob().run(context);
    assertThat(context.lake().exists(BronzeRejected.TABLE)).isTrue();
    file("b.csv", goodLines(7));
    NightCounts counts = NightCounts.of(folder.resolve("lake"), () -> new IngestJob().run(context));
    assertThat(counts.executions()).as("SQL executions").isLessThanOrEqualTo(14);
    // Begun and committed, lines, identities, files; nothing is rejected.
    assertThat(counts.commits()).isEqualTo(5);
    Path log = folder.resolve("lake/bronze/order_lines/_delta_log");
    assertThat(Files.readString(log.resolve("00000000000000000001.json")))
        .contains("\\\"minValues\\\":{\\\"load_id\\\":2}");
    assertThat(
            context
                .lake()
                .read(BronzeOrderLines.TABLE)
                .filter(col(BronzeOrderLines.LOAD_ID).gt(1))
                .count())
        .isEqualTo(7);
    assertThat(context.lake().read(CustomerIdentity.TABLE).count()).isEqualTo(7);
  }

  @Test
  void aLoadThatWasCutShortIsTakenUpAgainAndCountsOnce() throws IOException {
    file("a.csv", goodLines(5));
    new IngestJob().run(context);
    file("b.csv", goodLines(4));
    new IngestJob().run(context);
    Lake lake = context.lake();
    // As if the process had died after its first append: the commit of load 2 is undone.
    io.delta.tables.DeltaTable.forPath(lake.spark(), lake.path(OpsTables.LOADS))
        .delete(col("load_id").equalTo(2).and(col("event").equalTo("committed")));
    assertThat(new Loads(lake).committedRows(BronzeOrderLines.TABLE).count()).isEqualTo(5);
    Outcome again = new IngestJob().run(context);
    assertThat(again.checks()).allMatch(Check::passed);
    assertThat(new Loads(lake).committedRows(BronzeOrderLines.TABLE).count()).isEqualTo(9);
    assertThat(lake.read(BronzeOrderLines.TABLE).count()).isEqualTo(9);
    assertThat(lake.read(OpsTables.FILES).count()).isEqualTo(2);
  }

  @Test
  void aLoadThatWasCutShortAndIsNoLongerWantedLeavesNothing() throws IOException {
    file("a.csv", goodLines(5));
    new IngestJob().run(context);
    Lake lake = context.lake();
    io.delta.tables.DeltaTable.forPath(lake.spark(), lake.path(OpsTables.LOADS))
        .delete(col("event").equalTo("committed"));
    // Before it is taken up again another file arrives: the set of files is another one.
    file("b.csv", goodLines(4));
    assertThat(new IngestJob().run(context).checks()).allMatch(Check::passed);
    assertThat(lake.read(BronzeOrderLines.TABLE).count()).isEqualTo(9);
    assertThat(lake.read(CustomerIdentity.TABLE).count()).isEqualTo(5);
    assertThat(lake.read(OpsTables.FILES).count()).isEqualTo(2);
    assertThat(new IngestJob().run(context).rowsIn()).isZero();
  }

  @Test
  void aFileThatBreaksOffIsRefusedAndNamedWithoutItsContent() throws IOException {
    file("a.csv", goodLines(3));
    java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
    try (java.util.zip.GZIPOutputStream gzip = new java.util.zip.GZIPOutputStream(packed)) {
      gzip.write((HEADER + String.join("\n", goodLines(50_000))).getBytes(UTF_8));
    }
    byte[] half = java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    Files.write(input.resolve("b.csv.gz"), half);
    Files.writeString(
        folder.resolve("tiny.conf"), MAPPING + "source.files.pattern = \"*.{csv,csv.gz}\"");
    JobContext.Delivery delivery =
        new JobContext.Delivery(
            SourceMapping.load(folder.resolve("tiny.conf")), input.toString(), TestKeys.secret());
    JobContext broken =
        new JobContext(
            context.lake(),
            context.configuration(),
            delivery,
            context.asOf(),
            "run",
            context.clock());
    assertThatThrownBy(() -> new Runner(broken, Progress.silent()).run(List.of(new IngestJob())))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.DATA_REFUSED);
              assertThat(e.reason()).contains("b.csv.gz").doesNotContain("c1");
            });
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  @Test
  void aMappingThatWouldMakeOtherCustomersIsRefused() throws IOException {
    file("a.csv", goodLines(3));
    new IngestJob().run(context);
    file("b.csv", goodLines(4));
    Files.writeString(folder.resolve("tiny.conf"), MAPPING + "source.remove.customer-id = \"^c\"");
    JobContext other =
        new JobContext(
            context.lake(),
            context.configuration(),
            new JobContext.Delivery(
                SourceMapping.load(folder.resolve("tiny.conf")),
                input.toString(),
                TestKeys.secret()),
            context.asOf(),
            "run",
            context.clock());
    assertThatThrownBy(() -> new IngestJob().run(other)).hasMessageContaining("second key");
  }

  @Test
  void tooManyBadRowsRefuseTheLoadBeforeAnythingIsWritten() throws IOException {
    file("a.csv", "2024-01-02 10:00;c1;o1;p;1", "yesterday;c2;o2;p;1");
    assertThatThrownBy(() -> new IngestJob().run(context))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.problem() + e.reason()).contains("1 of 2 lines", "time_unreadable"));
    assertThat(folder.resolve("lake")).doesNotExist();
  }
}
