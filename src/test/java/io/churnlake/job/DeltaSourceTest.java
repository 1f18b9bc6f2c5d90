package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.config.SourceMapping;
import io.churnlake.error.UserException;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.testing.SparkTest;
import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders in a Delta table give, after any night, what its rows give as a file at once. */
class DeltaSourceTest {
  @TempDir Path folder;
  private String path;
  private Nights table;

  @BeforeEach
  void lake() throws Exception {
    String mapping = RandomLog.MAPPING.formatted("auto");
    path = folder.resolve("table/input/shop orders").toString();
    table =
        Nights.merging(
            folder.resolve("table"),
            SourceMapping.parse(
                "t", mapping + "source { format = delta, files.folder = \"shop orders\" }"));
  }

  private static Dataset<Row> rows(List<String> lines) {
    return SparkTest.spark()
        .read()
        .option("header", true)
        .option("sep", ";")
        .csv(SparkTest.spark().createDataset(lines, Encoders.STRING()))
        .toDF(RandomLog.HEADER.split(";"))
        .withColumn("when", expr("to_timestamp_ntz(when, 'yyyy-MM-dd HH:mm')"))
        .withColumn("line", col("line").cast("int"))
        .withColumn("pieces", col("pieces").cast("decimal(12,3)"))
        .withColumn("price", col("price").cast("decimal(10,2)"));
  }

  private static Dataset<Row> random(long seed, int orders) {
    List<String> lines = new ArrayList<>(List.of(RandomLog.HEADER));
    lines.addAll(new RandomLog(seed, 20).lines(orders));
    return rows(lines).withColumn("order", functions.concat(col("order"), lit("-" + seed)));
  }

  private void append(Dataset<Row> rows, int files) {
    rows.repartition(files)
        .write()
        .format("delta")
        .option("optimizeWrite", false)
        .option("mergeSchema", true)
        .mode("append")
        .save(path);
  }

  private DeltaTable delta() {
    return DeltaTable.forPath(SparkTest.spark(), path);
  }

  /** A lake that meets the table, as it stands, as its only file. */
  private Nights asAFile() throws Exception {
    List<String> lines =
        delta()
            .toDF()
            .select(
                functions.concat_ws(
                    ";",
                    expr("date_format(when, 'yyyy-MM-dd HH:mm')"),
                    functions.array(
                        Stream.of(RandomLog.HEADER.split(";"))
                            .skip(1)
                            .map(name -> expr("coalesce(cast(" + name + " AS string), '')"))
                            .toArray(Column[]::new))))
            .as(Encoders.STRING())
            .collectAsList();
    Nights file =
        Nights.whole(
            folder.resolve("file"), SourceMapping.parse("f", RandomLog.MAPPING.formatted("auto")));
    file.file("all.csv", RandomLog.HEADER, lines);
    file.night();
    return file;
  }

  private void mustBe(Nights file) {
    table.mustEqual(file, "file", "position");
  }

  @Test
  void rowsThatAreMarkedAsDeletedAreGone() throws Exception {
    append(random(1, 60), 3);
    SparkTest.spark()
        .sql(
            "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.enableDeletionVectors' = true)"
                .formatted(path));
    table.night();
    delta().update(expr("order LIKE 'o1%'"), Map.of("price", lit(7), "state", lit("")));
    assertThat(table.night()).contains("changed lines");
    delta().delete(expr("who = 'c3' OR order = 'o5-1'"));
    assertThat(table.night()).contains("changed lines");
    mustBe(asAFile());
  }

  @Test
  void whatItHasComesAndGoesHoweverItWasWritten() throws Exception {
    append(random(1, 60), 3);
    table.night();
    append(random(2, 5).withColumn("till", lit(4)), 2);
    delta().update(expr("order = 'o1-1'"), Map.of("price", lit(7), "state", lit("")));
    delta().delete(expr("who = 'c3'"));
    delta().optimize().executeCompaction();
    assertThat(table.night()).contains("changed lines");
    Nights file = asAFile();
    mustBe(file);
    Dataset<Row> other = random(3, 30);
    other.write().format("delta").mode("overwrite").option("overwriteSchema", true).save(path);
    table.night();
    assertThat(
            table.lake().read(SilverOrderLines.TABLE).filter("NOT order_id LIKE '%-3'").isEmpty())
        .isTrue();
    delta().restoreToVersion(3);
    table.night();
    mustBe(file);
    assertThat(table.night()).startsWith("no new lines");
  }

  @Test
  void whatIsOfAWholeOrderIsSpreadOverAllFilesOfTheTable() throws Exception {
    Nights totals =
        Nights.merging(
            folder.resolve("table"),
            SourceMapping.parse(
                "t",
                """
                source {
                  name = totals, zone = "Europe/Berlin", currency = EUR, format = delta
                  files.folder = "shop orders"
                  columns { time = when, customer-id = who, order-id = order, order-amount = total }
                }
                """));
    Dataset<Row> orders =
        SparkTest.spark()
            .range(40)
            .selectExpr(
                "timestamp_ntz'2024-01-02 10:00' AS when",
                "'c' || id % 5 AS who",
                "'o' || id % 10 AS order",
                "'p' || id AS what",
                "10.01D AS total");
    append(orders, 3);
    totals.ingest();
    append(orders.limit(20), 2);
    totals.night();
    assertThat(
            totals
                .lake()
                .read(SilverOrderLines.TABLE)
                .selectExpr("sum(amount)", "count(*)")
                .first())
        .hasToString("[100.1000,60]");
  }

  @Test
  void aTableThatCannotBeTakenIsRefusedAndNothingIsLoaded() {
    assertThatThrownBy(table::ingest)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("There is no Delta table");
    append(random(1, 3), 1);
    table.ingest();
    delta().delete();
    assertThatThrownBy(table::ingest)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("has no rows");
    random(4, 3)
        .drop("price")
        .write()
        .format("delta")
        .mode("overwrite")
        .option("overwriteSchema", true)
        .save(path);
    assertThatThrownBy(table::ingest)
        .isInstanceOfSatisfying(
            UserException.class,
            e -> assertThat(e.reason()).isEqualTo("table shop orders has no column price"));
    assertThat(table.lake().read(BronzeOrderLines.TABLE).select("load_id").distinct().count())
        .isEqualTo(1);
  }
}
