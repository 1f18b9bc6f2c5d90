package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.error.ExitCode;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.Publications;
import io.churnlake.table.Actions;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.ClvTotals;
import io.churnlake.table.Kpis;
import io.churnlake.table.Retention;
import io.churnlake.table.RowBuilder;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of published tables: which night, which versions, and where it is written. */
class ReportCommandTest {
  private static final LocalDate NIGHT = LocalDate.of(2025, 6, 23);
  private static final LocalDate BEFORE = NIGHT.minusDays(1);
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>";

  @TempDir static Path folder;
  private static String lake = "";

  @BeforeAll
  static void twoNights() {
    Lake made = empty("lake");
    lake = made.root();
    Map<String, Long> versions = new HashMap<>();
    for (LocalDate night : List.of(BEFORE, NIGHT)) {
      long customers = night.equals(NIGHT) ? 2012 : 2000;
      write(made, versions, Kpis.TABLE, night, kpis(night, 5, 1990), kpis(night, 6, customers));
      write(made, versions, Retention.TABLE, night, cell(night, 1, 0.25), cell(night, 2, null));
      write(made, versions, ClvTotals.TABLE, night, channel(night));
      write(made, versions, ChurnScores.TABLE, night, score(night), unexplained(night));
      write(made, versions, Actions.TABLE, night, action(night, "key-1"), action(night, "key-2"));
    }
    new Publications(made).publish("run", NIGHT, versions, Instant.EPOCH);
    // A later night that has not come to its end is nobody's to see.
    write(made, versions, Kpis.TABLE, NIGHT.plusDays(1), kpis(NIGHT.plusDays(1), 6, 9999));
  }

  private static Lake empty(String name) {
    Lake made = Lake.at(SparkTest.spark(), folder.resolve(name).toString());
    new LakeRecord(Lake.FORMAT_VERSION, HOSTILE, "Europe/Berlin", "EUR", "k", "0").write(made);
    return made;
  }

  private static void write(
      Lake lake, Map<String, Long> versions, Table table, LocalDate night, Row... rows) {
    lake.replaceSlice(table, night, List.of(rows));
    versions.put(table.fullName(), lake.version(table));
  }

  /** A row whose other columns are NULL. */
  private static Row row(Table table, Map<String, Object> values) {
    RowBuilder row = RowBuilder.of(table);
    table.columnNames().forEach(column -> row.set(column, values.get(column)));
    return row.row();
  }

  private static Map<String, Object> ofAll(LocalDate night) {
    Map<String, Object> values = new HashMap<>();
    values.put(Table.AS_OF, night);
    values.put(Kpis.PERIOD, "month");
    values.put(Kpis.BASIS, "gross");
    values.put(Kpis.SPLIT, "all");
    values.put(Kpis.SPLIT_VALUE, "all");
    return values;
  }

  private static Row kpis(LocalDate night, int month, long customers) {
    Map<String, Object> values = ofAll(night);
    values.put(Kpis.PERIOD_START, LocalDate.of(2025, month, 1));
    values.put(Kpis.IS_COMPLETE, month < 6);
    values.put(Kpis.CUSTOMERS_TO_DATE, customers);
    values.put(Kpis.ACTIVE_AT_END, customers / 2);
    values.put(Kpis.NEW_CUSTOMERS, 10L);
    values.put(Kpis.REVENUE, new BigDecimal("1234.5000"));
    for (String rate :
        List.of(Kpis.CUSTOMER_RETENTION_RATE, Kpis.CHURN_RATE, Kpis.REPEAT_PURCHASE_RATE)) {
      values.put(rate, month < 6 ? 0.783 : null);
      values.put(Kpis.low(rate), month < 6 ? 0.769 : null);
      values.put(Kpis.high(rate), month < 6 ? 0.797 : null);
      values.put(Kpis.nullReason(rate), month < 6 ? null : Retention.PERIOD_NOT_ENDED);
    }
    return row(Kpis.TABLE, values);
  }

  private static Row cell(LocalDate night, int k, Double rate) {
    Map<String, Object> values = ofAll(night);
    values.put(Retention.KIND, Retention.ON);
    values.put(Retention.COHORT, LocalDate.of(2025, 4, 1));
    values.put(Retention.PERIOD_INDEX, k);
    values.put(Retention.COHORT_SIZE, 40L);
    values.put(Retention.ACTIVE_CUSTOMERS, 10L);
    values.put(Retention.RATE, rate);
    return row(Retention.TABLE, values);
  }

  private static Row channel(LocalDate night) {
    Map<String, Object> values = new HashMap<>();
    values.put(Table.AS_OF, night);
    values.put(ClvTotals.SCOPE, "channel");
    values.put(ClvTotals.SCOPE_VALUE, HOSTILE);
    values.put("customers", 5L);
    values.put("horizon_days", 365);
    return row(ClvTotals.TABLE, values);
  }

  private static Row score(LocalDate night) {
    Map<String, Object> values = new HashMap<>();
    values.put(Table.AS_OF, night);
    values.put(ChurnScores.CUSTOMER_KEY, "key-1");
    values.put(ChurnScores.CHURN_PROBABILITY, 0.9);
    values.put(ChurnScores.RISK_BAND, ChurnScores.HIGH);
    values.put(
        ChurnScores.REASONS_TO_LEAVE,
        List.of(
            RowFactory.create("recency_days", 80.0, 0.5, "Last bought 80 days ago", "Seit 80 T."),
            RowFactory.create(HOSTILE, 1.0, 0.2, HOSTILE, HOSTILE)));
    return row(ChurnScores.TABLE, values);
  }

  /** Of a customer of whom nothing raises the score. */
  private static Row unexplained(LocalDate night) {
    Map<String, Object> values = new HashMap<>();
    values.put(Table.AS_OF, night);
    values.put(ChurnScores.CUSTOMER_KEY, "key-2");
    values.put(ChurnScores.REASONS_TO_LEAVE, List.of());
    return row(ChurnScores.TABLE, values);
  }

  private static Row action(LocalDate night, String customer) {
    Map<String, Object> values = new HashMap<>();
    values.put(Table.AS_OF, night);
    values.put(Actions.CUSTOMER_KEY, customer);
    values.put(Actions.MEASURE, HOSTILE);
    values.put(Actions.PLANNED_MEASURE, HOSTILE);
    values.put(Actions.EXPECTED_WORTH, new BigDecimal("58.4774"));
    values.put(Actions.COST, new BigDecimal("8.0000"));
    values.put(Actions.CHURN_PROBABILITY, 0.9);
    values.put(Actions.RISK_BAND, ChurnScores.HIGH);
    values.put(Actions.IS_CONTROL, false);
    return row(Actions.TABLE, values);
  }

  private static Document page(Path file) throws Exception {
    return Jsoup.parse(Files.readString(file));
  }

  @Test
  void theNewestPublishedNightIsToldBesideTheOneBefore() throws Exception {
    Ended ended = Ended.run("report", "--lake", lake);
    assertThat(ended.code()).as(ended.err()).isZero();
    Path file = folder.resolve("lake-report-2025-06-23.html");
    assertThat(ended.out()).isEqualTo(file + System.lineSeparator());
    Document page = page(file);
    assertThat(page.title()).isEqualTo("Customers on 23 June 2025");
    assertThat(page.select(".tile").first().text())
        .isEqualTo("Customers so far 23 June 2025 2,012 ▲ 12 since 22 June 2025");
    assertThat(page.select("section[aria-labelledby=cohorts] tbody td").eachText())
        .containsExactly("40", "25.0%", "(10)");
    assertThat(page.select("section[aria-labelledby=contacts] tbody").last().text())
        .contains("key-1", HOSTILE, "€58.48", "90.0%", "Last bought 80 days ago", "key-2");
    assertThat(page.select("section[aria-labelledby=reasons] tbody").last().text())
        .contains("Last bought 80 days ago", HOSTILE);
    assertThat(page.select("section[aria-labelledby=economics]").text())
        .contains("gold.unit_economics has not been published", "economics");
    assertThat(page.select("img, [onerror]")).isEmpty();
    assertThat(page.select("header").text()).contains(HOSTILE);
  }

  @Test
  void aNightAndALanguageCanBeChosenAndAFileIsReplacedWhole() throws Exception {
    Path file = Files.writeString(folder.resolve("page.html"), "old");
    String[] command = {
      "report",
      "--lake",
      lake,
      "--as-of",
      "2025-06-22",
      "--language",
      "de",
      "--out",
      file.toString()
    };
    assertThat(Ended.run(command).code()).isZero();
    String first = Files.readString(file);
    Document page = page(file);
    assertThat(page.title()).isEqualTo("Kunden am 22.06.2025");
    assertThat(page.select("#headlines + p").text()).contains("keinen früheren Bericht");
    assertThat(page.select("section[aria-labelledby=contacts]").text()).contains("Seit 80 T.");
    assertThat(Ended.run(command).code()).isZero();
    assertThat(file).hasContent(first);
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("."));
    }
  }

  @Test
  void aLakeWithoutAFinishedNightIsTold() {
    Ended.run("report", "--lake", empty("empty").root())
        .mustTell(ExitCode.USAGE, "No night has finished", "churnlake nightly");
    assertThat(folder.resolve("empty-report-2025-06-23.html")).doesNotExist();
  }

  @Test
  void aNightThatIsNotThereIsToldWithThoseThatAre() {
    Ended.run("report", "--lake", lake, "--as-of", "2025-06-24")
        .mustTell(ExitCode.USAGE, "No night of 2025-06-24", "2025-06-23, 2025-06-22");
  }

  @Test
  void aFileThatCannotBeWrittenIsTold() {
    Ended.run("report", "--lake", lake, "--out", folder.resolve("none/page.html").toString())
        .mustTell(ExitCode.USAGE, "cannot be written", "does not exist");
    Ended.run("report", "--lake", lake, "--out", folder.toString())
        .mustTell(ExitCode.USAGE, "cannot be written", "It is a folder");
  }
}
