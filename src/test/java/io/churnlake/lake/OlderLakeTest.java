package io.churnlake.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.ClvFits;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Rfm;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that an earlier release made lack the columns that came later. */
class OlderLakeTest {
  private static final LocalDate BEFORE = LocalDate.of(2024, 3, 31);
  private static final LocalDate AFTER = LocalDate.of(2024, 4, 30);
  private static final Table FITS =
      without(ClvFits.TABLE, ClvFits.MARGIN_RATE, ClvFits.MARGIN_SOURCE);

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void newLake() {
    lake = Lake.at(SparkTest.spark(), folder.resolve("lake").toString());
  }

  /** The table as an earlier release defined it. */
  private static Table without(Table table, String... later) {
    return new Table(
        table.area(),
        table.name(),
        table.comment(),
        table.writer(),
        table.layout(),
        table.restricted(),
        table.key(),
        table.columns().stream().filter(c -> !Set.of(later).contains(c.name())).toList());
  }

  /** One row of the table: these values, and NULL. */
  private static Dataset<Row> row(Table table, Map<String, Object> values) {
    return SparkTest.spark()
        .range(1)
        .select(
            table.columns().stream()
                .map(c -> lit(values.get(c.name())).cast(c.type()).as(c.name()))
                .toArray(Column[]::new));
  }

  private void slice(Table table, LocalDate asOf, double marginRate) {
    lake.replaceSlices(
        table,
        List.of(asOf),
        row(table, Map.of("as_of", asOf, "note", asOf + "", ClvFits.MARGIN_RATE, marginRate)));
  }

  private static List<String> slices(Dataset<Row> fits) {
    return fits
        .orderBy("as_of")
        .select(col("note"), col(ClvFits.MARGIN_RATE), col(ClvFits.MARGIN_SOURCE))
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  /** As if this version and those before were older than what Delta lets be read by default. */
  private void writtenLongAgo(Table table, long version) throws IOException {
    Path log = Path.of(URI.create(lake.path(table))).resolve("_delta_log");
    for (long i = 0; i <= version; i++) {
      Files.setLastModifiedTime(
          log.resolve("%020d.json".formatted(i)),
          FileTime.from(Instant.now().minus(Duration.ofDays(200 - i))));
    }
    DeltaLog.clearCache();
  }

  @Test
  void aSlicedTableGainsColumns() throws IOException {
    slice(FITS, BEFORE, .5);
    // The next write makes a checkpoint, where Delta would drop what is older than 90 days.
    SparkTest.spark()
        .sql(
            "ALTER TABLE delta.`"
                + lake.path(FITS)
                + "` SET TBLPROPERTIES ('delta.checkpointInterval' = '3')");
    long older = lake.version(FITS);
    writtenLongAgo(FITS, older);
    assertThat(lake.read(ClvFits.TABLE).columns())
        .containsExactlyElementsOf(ClvFits.TABLE.columnNames());
    assertThat(slices(lake.require(ClvFits.TABLE, "clv"))).containsExactly("2024-03-31 null null");

    slice(ClvFits.TABLE, AFTER, .5);

    assertThat(lake.read(ClvFits.TABLE).columns())
        .containsExactlyElementsOf(ClvFits.TABLE.columnNames());
    assertThat(slices(lake.read(ClvFits.TABLE)))
        .containsExactly("2024-03-31 null null", "2024-04-30 0.5 null");
    assertThat(slices(lake.read(ClvFits.TABLE, older))).containsExactly("2024-03-31 null null");
    assertThat(lake.read(ClvFits.TABLE).schema().apply(ClvFits.MARGIN_RATE).getComment().get())
        .contains("margin over revenue");

    // A night that was cut short is taken back, however long ago the version was written that was
    // the newest until then, and the next one writes the column again.
    assertThat(lake.hasMovedOn(ClvFits.TABLE, older)).isTrue();
    lake.restore(ClvFits.TABLE, older);
    assertThat(lake.hasMovedOn(ClvFits.TABLE, older)).isFalse();
    assertThat(slices(lake.read(ClvFits.TABLE))).containsExactly("2024-03-31 null null");
    slice(ClvFits.TABLE, BEFORE, .25);
    assertThat(slices(lake.read(ClvFits.TABLE))).containsExactly("2024-03-31 0.25 null");
  }

  @Test
  void replacedAndAppendedTablesGainColumns() {
    Table days = without(CustomerDays.TABLE, CustomerDays.COST);
    lake.replace(days, row(days, Map.of("customer_key", "a")));
    lake.replace(CustomerDays.TABLE, row(CustomerDays.TABLE, Map.of(CustomerDays.COST, "1.5")));
    assertThat(lake.read(CustomerDays.TABLE).select("customer_key", "cost").collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly("null 1.5000");

    Table lines = without(BronzeOrderLines.TABLE, BronzeOrderLines.UNIT_COST);
    lake.append(lines, row(lines, Map.of("order_id", "o1", "currency", "EUR")), 1);
    lake.append(
        BronzeOrderLines.TABLE,
        row(BronzeOrderLines.TABLE, Map.of("order_id", "o2", "unit_cost", 2, "currency", "EUR")),
        2);
    assertThat(
            lake.read(BronzeOrderLines.TABLE)
                .orderBy("order_id")
                .select("order_id", "unit_cost", "currency")
                .collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly("o1 null EUR", "o2 2.0000 EUR");
  }

  @Test
  void readersOfAnOlderVersionSeeNullInSqlToo() {
    new LakeRecord(Lake.FORMAT_VERSION, "tiny", "Europe/Berlin", "EUR", "key", "older").write(lake);
    Table older = without(Rfm.TABLE, Rfm.MONETARY);
    lake.replaceSlices(older, List.of(BEFORE), row(older, Map.of("as_of", BEFORE, Rfm.RFM, "545")));
    publish(older);
    lake.replaceSlices(
        Rfm.TABLE,
        List.of(AFTER),
        row(Rfm.TABLE, Map.of("as_of", AFTER, Rfm.RFM, "111", Rfm.MONETARY, 3)));

    PublishedViews views = PublishedViews.of(lake);

    assertThat(views.query("SELECT * FROM gold.rfm").columns())
        .containsExactlyElementsOf(Rfm.TABLE.columnNames());
    assertThat(rfm(views.query("SELECT * FROM gold.rfm_current"))).containsExactly("545 null");
    assertThat(rfm(views.read(Rfm.TABLE))).containsExactly("545 null");

    publish(Rfm.TABLE);
    assertThat(rfm(PublishedViews.of(lake).query("SELECT * FROM gold.rfm")))
        .containsExactly("111 3.0000", "545 null");
  }

  private void publish(Table table) {
    new Publications(lake)
        .publish(
            "run", BEFORE, Map.of(table.fullName(), lake.version(table)), Instant.ofEpochSecond(1));
  }

  private static List<String> rfm(Dataset<Row> rows) {
    return rows.orderBy(Rfm.RFM).select(Rfm.RFM, Rfm.MONETARY).collectAsList().stream()
        .map(row -> row.mkString(" "))
        .toList();
  }
}
