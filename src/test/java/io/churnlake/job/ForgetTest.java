package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.customer.CustomerKeys;
import io.churnlake.error.ExitCode;
import io.churnlake.error.UserException;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Publications;
import io.churnlake.lake.PublishedViews;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.BronzeRejected;
import io.churnlake.table.OpsTables;
import io.churnlake.table.PrivacyTables;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import io.churnlake.testing.Contents;
import io.churnlake.testing.SparkTest;
import io.churnlake.testing.TestKeys;
import io.churnlake.testing.Traces;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A person of an unmistakable id and name, before and after; the tests share a lake in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForgetTest {
  /** Least of all keys, so that the statistics in the log repeat it. */
  private static final String ID =
      IntStream.range(10_000, 90_000)
          .mapToObj(n -> "ZQ-" + n)
          .filter(id -> key(id).startsWith("--"))
          .findFirst()
          .orElseThrow();

  private static final String GUEST = "guest-ZQ55";
  private static final String NAME = "Zora Quillfeather";
  private static final String KEY = key(ID);
  private static final List<String> TRACES = List.of(ID, GUEST, NAME, KEY, key(GUEST));
  private static final LocalDate AS_OF = LocalDate.of(2024, 6, 30);

  private static final String MAPPING =
      """
      source {
        name = "tiny", zone = "Europe/Berlin", currency = "EUR", delimiter = ";"
        time.patterns = ["yyyy-MM-dd HH:mm"]
        columns { time = when, customer-id = who, product-code = what, amount = money }
        remove.customer-id = "\\\\.0$"
        contracts {
          file = "contracts/all.csv", delimiter = "|"
          columns { customer-id = who, start = from, cancelled = to }
        }
      }
      """;

  @TempDir static Path folder;
  private static Path input;
  private static Lake lake;

  private static String key(String id) {
    return CustomerKeys.key(id, TestKeys.secret().bytes());
  }

  private static void run(Job... steps) throws IOException {
    Path mapping = Files.writeString(folder.resolve("tiny.conf"), MAPPING);
    JobContext context =
        new JobContext(
            lake,
            Configuration.defaults(),
            new JobContext.Delivery(
                SourceMapping.load(mapping), input.toString(), TestKeys.secret()),
            AS_OF,
            "run",
            Clock.systemUTC());
    new Runner(context, Progress.silent()).run(List.of(steps));
  }

  private static void file(String name, String... more) throws IOException {
    StringBuilder text = new StringBuilder("when;who;name;what;money\n");
    for (int i = 0; i < 30; i++) {
      text.append("2024-01-0%d 10:00;C%05d;Any Body;p%d;1.50\n".formatted(1 + i % 9, i, i % 4));
    }
    Files.writeString(input.resolve(name), text + String.join("\n", more) + "\n");
  }

  private static void contracts(String... more) throws IOException {
    StringBuilder text = new StringBuilder("who|from|to\n");
    for (int i = 0; i < 40; i++) {
      text.append("C%05d|2022-01-0%d|%s\n".formatted(i, 1 + i % 9, i % 3 == 0 ? "2023-03-01" : ""));
    }
    Files.createDirectories(input.resolve("contracts"));
    Files.writeString(input.resolve("contracts/all.csv"), text + String.join("\n", more) + "\n");
  }

  @BeforeAll
  static void makeLake() throws IOException {
    input = Files.createDirectory(folder.resolve("input"));
    lake = Lake.at(SparkTest.spark(), folder.resolve("lake").toString());
    file("a.csv", "2024-02-01 10:00;" + ID + ".0;" + NAME + ";p1;10.00");
    run(new IngestJob());
    // As a large load is written: its log has the least and greatest values of columns.
    lake.rewrite(BronzeOrderLines.TABLE, lake.read(BronzeOrderLines.TABLE));
    SparkTest.spark()
        .sql(
            "ALTER TABLE delta.`"
                + lake.path(BronzeOrderLines.TABLE)
                + "` SET TBLPROPERTIES ('delta.checkpointInterval' = '2')");
    file(
        "b.csv",
        "2024-03-01 10:00;" + ID + ";" + NAME + ";p2;20.00",
        "2024-13-77 10:00;" + ID + ".0;" + NAME + ";p3;30.00",
        "2024-13-77 11:00;;Ms " + NAME + ", gone;p3;30.00",
        "2024-13-77 12:00;C00003;Any Body;p3;30.00");
    file("c.csv", "2024-03-02 10:00;" + GUEST + ";" + NAME + ";p1;5.00");
    contracts(ID + ".0|2024-01-31|", ID + "|yesterday|");
    run(
        new IngestJob(),
        new ContractsJob(),
        new MergeCustomersJob(List.of(GUEST + "," + ID)),
        new ConformJob(),
        new RfmJob());
    markAsDeleted();
    Path exports = Files.createDirectories(folder.resolve("lake/exports"));
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(exports.resolve("list.csv.gz")))) {
      out.write(("key,value\n" + KEY + ",1\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /** One of the person's lines stays in its file and is only marked as deleted. */
  private static void markAsDeleted() {
    String path = lake.path(SilverOrderLines.TABLE);
    SparkTest.spark()
        .sql(
            "ALTER TABLE delta.`"
                + path
                + "` SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
    DeltaTable.forPath(SparkTest.spark(), path).delete("product_code = 'p2' AND amount = 20");
    new Publications(lake)
        .publish(
            "run",
            AS_OF,
            Map.of(SilverOrderLines.TABLE.fullName(), lake.version(SilverOrderLines.TABLE)),
            Instant.EPOCH);
  }

  private static ForgetJob forget() {
    return new ForgetJob(List.of(ID + ".0", "nobody-77"), List.of(NAME));
  }

  /** The rows that are not the person's, of bronze, silver and gold. */
  private static Map<String, List<String>> others() {
    Map<String, List<String>> others = new TreeMap<>(Contents.of(lake));
    others.put(
        "bronze.rejected",
        lake.read(BronzeRejected.TABLE).toJSON().collectAsList().stream().sorted().toList());
    others.replaceAll(
        (table, rows) ->
            rows.stream().filter(row -> TRACES.stream().noneMatch(row::contains)).toList());
    return others;
  }

  private static Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    for (Table table : Tables.all()) {
      if (lake.exists(table)
          && !table.equals(OpsTables.RUNS)
          && !table.equals(PrivacyTables.FORGET_REQUESTS)) {
        versions.put(table.fullName(), lake.version(table));
      }
    }
    return versions;
  }

  @Test
  @Order(1)
  void nothingIsLeftOfThePerson() throws IOException {
    assertThat(Traces.of(folder.resolve("lake"), TRACES))
        .as("the search finds what is there")
        .contains(
            "bronze/order_lines/*.parquet",
            "bronze/order_lines/_delta_log/*.parquet",
            "bronze/order_lines/_delta_log/00000000000000000001.json",
            "bronze/rejected/*.parquet",
            "bronze/rejected_contracts/*.parquet",
            "silver/order_lines/*.parquet",
            "gold/rfm/as_of=2024-06-30/*.parquet",
            "ops/customer_merges/*.parquet",
            "exports/list.csv.gz");
    Map<String, List<String>> before = others();
    ForgetJob first = forget();

    // A file that no table knows is the user's to delete.
    assertThatThrownBy(() -> run(first))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.exitCode()).isEqualTo(ExitCode.DATA_REFUSED);
              assertThat(e.reason()).isEqualTo("exports/list.csv.gz");
            });
    assertThat(first.deliveredIn()).containsExactly("a.csv", "b.csv", "c.csv", "contracts/all.csv");
    Files.delete(folder.resolve("lake/exports/list.csv.gz"));

    assertThat(Traces.of(folder.resolve("lake"), TRACES)).isEmpty();
    assertThat(others()).isEqualTo(before);
    assertThat(before.get("bronze.rejected")).hasSize(1);
    // Readers go on at what was published.
    assertThat(
            PublishedViews.of(lake)
                .query("SELECT count(*) FROM silver.order_lines JOIN gold.rfm USING (customer_key)")
                .first()
                .getLong(0))
        .isEqualTo(30);
  }

  @Test
  @Order(2)
  void aSecondTimeChangesNothing() throws IOException {
    Map<String, Long> before = versions();
    run(forget());
    assertThat(versions()).isEqualTo(before);
    List<Row> accounts =
        lake.read(OpsTables.RUNS)
            .filter(col("job").equalTo("forget"))
            .orderBy("finished_at")
            .select("status", "message")
            .collectAsList();
    assertThat(accounts).extracting(row -> row.getString(0)).containsExactly("failed", "done");
    assertThat(accounts.get(1).getString(1))
        .contains("2 ids unknown here", "0 rows removed", "nothing found");
    assertThat(lake.read(PrivacyTables.FORGOTTEN).count()).isEqualTo(3);
  }

  @Test
  @Order(3)
  void noFileBringsThePersonBack() throws IOException {
    for (String name : List.of("a", "b", "c")) {
      Files.copy(input.resolve(name + ".csv"), input.resolve("again-" + name + ".csv"));
    }

    run(new IngestJob(), new ContractsJob());

    assertThat(Traces.of(folder.resolve("lake"), List.of(ID, GUEST, KEY, key(GUEST)))).isEmpty();
    Row counts =
        lake.read(OpsTables.FILES)
            .filter(col("file").startsWith("again-"))
            .agg(sum("rows_in"), sum("rows_rejected"), sum("rows_forgotten"))
            .first();
    assertThat(counts.mkString(" ")).isEqualTo("96 2 4");
  }
}
