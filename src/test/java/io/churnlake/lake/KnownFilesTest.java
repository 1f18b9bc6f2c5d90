package io.churnlake.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.table.CustomerDays;
import io.churnlake.table.Rfm;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** Tables read by the files that their log names are what Delta reads. */
class KnownFilesTest {
  private static final LocalDate MARCH = LocalDate.of(2024, 3, 31);
  private static final LocalDate APRIL = LocalDate.of(2024, 4, 30);

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void newLake() {
    lake = Lake.at(SparkTest.spark(), folder.resolve("a lake").toString());
  }

  /** Rows of the table, with these values and keys from 0 on; all else is NULL. */
  private static Dataset<Row> rows(Table table, int number, Map<String, Object> values) {
    return SparkTest.spark()
        .range(number)
        .select(
            table.columns().stream()
                .map(
                    c ->
                        (c.name().equals("customer_key") ? col("id") : lit(values.get(c.name())))
                            .cast(c.type())
                            .as(c.name()))
                .toArray(Column[]::new));
  }

  private void slice(LocalDate asOf, int customers) {
    Dataset<Row> rows = rows(Rfm.TABLE, customers, Map.of("as_of", asOf, Rfm.SEGMENT, "" + asOf));
    lake.replaceSlices(Rfm.TABLE, List.of(asOf), rows);
  }

  private List<String> throughDelta(Table table) {
    return sorted(SparkTest.spark().read().format("delta").load(lake.path(table)));
  }

  private static List<String> sorted(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  private static boolean isListed(Dataset<Row> rows) {
    return rows.queryExecution().executedPlan().toString().contains("InMemoryFileIndex");
  }

  @Test
  void slicesAreThoseOfTheLog() {
    slice(MARCH, 3);
    slice(APRIL, 5);
    slice(MARCH, 4);
    assertThat(isListed(lake.read(Rfm.TABLE))).isTrue();
    assertThat(sorted(lake.read(Rfm.TABLE))).hasSize(9).isEqualTo(throughDelta(Rfm.TABLE));
    assertThat(lake.read(Rfm.TABLE).schema().simpleString())
        .isEqualTo(Rfm.TABLE.schema().simpleString());
    assertThat(lake.slice(Rfm.TABLE, MARCH).select("as_of").distinct().collectAsList().toString())
        .isEqualTo("[[" + MARCH + "]]");
    assertThat(lake.slice(Rfm.TABLE, MARCH).count()).isEqualTo(4);
    assertThat(lake.slice(Rfm.TABLE, APRIL.plusDays(1)).count()).isZero();
    assertThat(lake.slices(Rfm.TABLE)).containsExactly(MARCH, APRIL);
    long newest = lake.version(Rfm.TABLE);
    assertThat(isListed(lake.read(Rfm.TABLE, newest))).isTrue();
    assertThat(sorted(lake.read(Rfm.TABLE, newest))).isEqualTo(throughDelta(Rfm.TABLE));
    Dataset<Row> before = lake.read(Rfm.TABLE, newest - 1);
    assertThat(isListed(before)).isFalse();
    assertThat(before.count()).isEqualTo(3 + 5);
  }

  @Test
  void ofManySlicesTheOneJustWrittenIsKnown() {
    String most = "spark.databricks.delta.allFilesInCrc.thresholdNumFiles";
    String usual = SparkTest.spark().conf().get(most);
    SparkTest.spark().conf().set(most, 1);
    try {
      slice(MARCH, 3);
      slice(APRIL, 5);
      assertThat(isListed(lake.read(Rfm.TABLE))).isFalse();
      assertThat(isListed(lake.slice(Rfm.TABLE, APRIL))).isTrue();
      assertThat(lake.slice(Rfm.TABLE, APRIL).count()).isEqualTo(5);
      assertThat(isListed(lake.slice(Rfm.TABLE, MARCH))).isFalse();
      assertThat(lake.slice(Rfm.TABLE, MARCH).count()).isEqualTo(3);
      slice(APRIL, 7);
      assertThat(sorted(lake.slice(Rfm.TABLE, APRIL))).hasSize(7);
      assertThat(throughDelta(Rfm.TABLE))
          .hasSize(10)
          .containsAll(sorted(lake.slice(Rfm.TABLE, APRIL)));
      DeltaTable.forPath(SparkTest.spark(), lake.path(Rfm.TABLE))
          .delete(col("customer_key").equalTo("4"));
      assertThat(lake.slice(Rfm.TABLE, APRIL).count()).isEqualTo(6);
    } finally {
      SparkTest.spark().conf().set(most, usual);
    }
  }

  /** So that a lake of some months costs a night no more than one of a week. */
  @Test
  void moreSlicesThanDeltaListsAreKnown() {
    int slices = 51;
    List<Row> rows = rows(Rfm.TABLE, 1, Map.of("as_of", MARCH)).collectAsList();
    for (int i = 0; i < slices; i++) {
      lake.replaceSlice(Rfm.TABLE, MARCH.plusDays(i), rows);
    }
    Snapshot newest =
        DeltaLog.forTable(SparkTest.spark(), lake.path(Rfm.TABLE))
            .update(false, Option.empty(), Option.empty());
    assertThat(KnownFiles.of(lake, Rfm.TABLE, newest).orElseThrow()).hasSize(slices);
  }

  @Test
  void rowsMarkedAsDeletedAreGone() {
    Dataset<Row> days =
        rows(CustomerDays.TABLE, 6, Map.of(CustomerDays.ORDER_DATE, MARCH)).coalesce(1);
    lake.replace(CustomerDays.TABLE, days);
    assertThat(isListed(lake.read(CustomerDays.TABLE))).isTrue();
    DeltaTable.forPath(SparkTest.spark(), lake.path(CustomerDays.TABLE))
        .delete(col("customer_key").equalTo("4"));
    assertThat(isListed(lake.read(CustomerDays.TABLE))).isFalse();
    assertThat(sorted(lake.read(CustomerDays.TABLE)))
        .hasSize(5)
        .isEqualTo(throughDelta(CustomerDays.TABLE));
  }

  @Test
  void theChecksumOfALostVersionSaysNothing() throws IOException {
    slice(MARCH, 3);
    slice(APRIL, 5);
    Path log = folder.resolve("a lake/gold/rfm/_delta_log");
    String version = "0".repeat(19) + "1";
    Path lost = folder.resolve("lost.crc");
    Files.move(log.resolve(version + ".crc"), lost);
    Files.delete(log.resolve(version + ".json"));
    Files.deleteIfExists(log.resolve("." + version + ".json.crc"));
    DeltaLog.clearCache();
    slice(APRIL, 7);
    Files.copy(lost, log.resolve(version + ".crc"), StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(log.resolve("." + version + ".crc.crc"));
    DeltaLog.clearCache();
    assertThat(lake.read(Rfm.TABLE).count()).isEqualTo(3 + 7);
    assertThat(lake.slice(Rfm.TABLE, APRIL).count()).isEqualTo(7);
  }
}
