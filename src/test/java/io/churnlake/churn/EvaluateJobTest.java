package io.churnlake.churn;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.config.Configuration;
import io.churnlake.job.EvaluateJob;
import io.churnlake.lake.Lake;
import io.churnlake.step.Outcome;
import io.churnlake.table.ChurnEvaluation;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnMetrics;
import io.churnlake.table.ChurnRealised;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Feature;
import io.churnlake.table.Rfm;
import io.churnlake.table.RowBuilder;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nightly step on scores and days made by hand, so that every figure can be worked out. */
class EvaluateJobTest {
  private static final LocalDate SCORED = LocalDate.of(2024, 3, 1);
  private static final LocalDate KNOWN = SCORED.plusDays(90);

  /** Customers by descending probability to leave. */
  private static final Map<String, Double> PROBABILITIES =
      Map.of("returns", 0.9, "late", 0.7, "same-day", 0.5, "last-day", 0.3, "twice", 0.1);

  /** The lake that each test begins with a copy of. */
  @TempDir static Path first;

  private Lake lake;

  @BeforeAll
  static void scored() {
    new EvaluateJobTest().make();
  }

  @BeforeEach
  void copy(@TempDir Path folder) throws IOException {
    FileUtils.copyDirectory(first.toFile(), folder.toFile(), true);
    lake = Lake.at(SparkTest.spark(), folder.toString());
  }

  private void make() {
    lake = Lake.at(SparkTest.spark(), first.toString());
    lake.replace(CustomerDays.TABLE, Days.of(days()));
    score(SCORED, 90);
    replace(
        Rfm.TABLE,
        SCORED,
        PROBABILITIES.keySet().stream()
            .map(
                key ->
                    empty(Rfm.TABLE)
                        .set(Rfm.AS_OF, SCORED)
                        .set(Rfm.CUSTOMER_KEY, key)
                        .set(Rfm.SEGMENT, key.equals("twice") ? null : "l" + key.charAt(0))
                        .row())
            .toList());
  }

  private static List<Row> days() {
    List<Row> days = new ArrayList<>();
    PROBABILITIES.keySet().forEach(key -> days.add(Days.bought(key, "2024-01-15", 20)));
    days.add(Days.returned("returns", SCORED.plusDays(5).toString(), 10));
    days.add(Days.bought("late", SCORED.plusDays(91).toString(), 30));
    days.add(Days.bought("same-day", SCORED.toString(), 30));
    days.add(Days.bought("last-day", KNOWN.toString(), 30));
    days.add(Days.bought("twice", SCORED.plusDays(1).toString(), 20));
    days.add(Days.day("twice", SCORED.plusDays(10).toString(), 2, 3, 40, 0, 0));
    days.add(Days.returned("twice", SCORED.plusDays(12).toString(), 5));
    return days;
  }

  private static RowBuilder empty(Table table) {
    RowBuilder builder = RowBuilder.of(table);
    table.columnNames().forEach(name -> builder.set(name, null));
    return builder;
  }

  private void replace(Table table, LocalDate asOf, List<Row> rows) {
    lake.replaceSlices(
        table, List.of(asOf), SparkTest.spark().createDataFrame(rows, table.schema()));
  }

  /** Everybody is worth 100 if kept. */
  private void score(LocalDate asOf, int horizonDays) {
    List<Row> rows = new ArrayList<>();
    PROBABILITIES.forEach(
        (key, probability) ->
            rows.add(
                empty(ChurnScores.TABLE)
                    .set(ChurnScores.AS_OF, asOf)
                    .set(ChurnScores.CUSTOMER_KEY, key)
                    .set(ChurnScores.CHURN_PROBABILITY, probability)
                    .set(ChurnScores.RISK_BAND, probability > 0.8 ? "high" : "low")
                    .set(ChurnScores.VALUE_AT_RISK, BigDecimal.valueOf(probability * 100))
                    .set(ChurnScores.REASONS_TO_LEAVE, new Row[0])
                    .set(ChurnScores.RECENCY_DAYS, 46)
                    .set(ChurnScores.OCCASIONS, 1)
                    .set(ChurnScores.HORIZON_DAYS, horizonDays)
                    .set(ChurnScores.MODEL_VERSION, "made")
                    .row()));
    replace(ChurnScores.TABLE, asOf, rows);
  }

  private Outcome night(LocalDate asOf) {
    Configuration settings =
        Configuration.of(
            """
            churnlake.actions.measures = [
              { name = letter, saved = 0.5, cost = 30 }
              { name = no-one-is-worth-it, saved = 1, cost = 0, least-value = 101 }
            ]
            """);
    return EvaluateJob.ofAllDue().run(ChurnJobsTest.context(lake, asOf.toString(), settings, "n"));
  }

  private Row evaluation(String population, String score) {
    return lake.read(ChurnEvaluation.TABLE)
        .filter(col(ChurnMetrics.POPULATION).equalTo(population))
        .filter(col(ChurnMetrics.SCORE_NAME).equalTo(score))
        .first();
  }

  @Test
  void whatHappenedStandsBesideWhatWasScored() {
    Outcome outcome = night(KNOWN);
    assertThat(outcome.rowsIn()).isEqualTo(5);
    assertThat(outcome.note())
        .startsWith("scores of 2024-03-01: AUC 1.000, of recency alone 0.500; PR-AUC 1.000")
        .contains("50.0 % expected to leave, 60.0 % left; calibration error 0.2");
    List<Row> rows =
        lake.read(ChurnRealised.TABLE).collectAsList().stream()
            .sorted(Comparator.comparing(row -> row.<String>getAs(ChurnRealised.CUSTOMER_KEY)))
            .toList();
    assertThat(rows)
        .map(EvaluateJobTest::happened)
        .containsExactly(
            "last-day 0.3 low false 1 1 30.0000",
            "late 0.7 low true 0 0 0.0000",
            "returns 0.9 high true 0 0 -10.0000",
            "same-day 0.5 low true 0 0 0.0000",
            "twice 0.1 low false 2 3 55.0000");
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.getDate(0)).hasToString("2024-03-01");
              assertThat(row.<String>getAs(ChurnRealised.MODEL_VERSION)).isEqualTo("made");
              assertThat(row.<Integer>getAs(ChurnRealised.HORIZON_DAYS)).isEqualTo(90);
              assertThat(row.getDate(row.fieldIndex(ChurnRealised.EVALUATED_AS_OF)))
                  .hasToString(KNOWN.toString());
            });
  }

  private static String happened(Row row) {
    return String.join(
        " ",
        row.getAs(ChurnRealised.CUSTOMER_KEY),
        row.getAs(ChurnRealised.CHURN_PROBABILITY).toString(),
        row.getAs(ChurnRealised.RISK_BAND),
        row.getAs(ChurnRealised.CHURNED).toString(),
        row.getAs(ChurnRealised.HORIZON_OCCASIONS).toString(),
        row.getAs(ChurnRealised.HORIZON_ORDERS).toString(),
        row.getAs(ChurnRealised.HORIZON_NET_REVENUE).toString());
  }

  @Test
  void contactsAreWorthWhatTheyKeepLessWhatTheyCost() {
    night(KNOWN);
    Row model = evaluation("all", "model");
    List<Row> shares = model.getList(model.fieldIndex(ChurnEvaluation.PROFIT));
    assertThat(shares).hasSize(10);
    // Expected .9 x 50 - 30 = 15, .7: 5, .5: -5, .3: -15, .1: -25; three of the five leave.
    share(shares.get(1), 0.2, 0.9, 15, 20);
    share(shares.get(2), 0.3, 0.7, 15 + 2.5, 20 + 10);
    share(shares.get(3), 0.4, 0.7, 20, 40);
    share(shares.get(5), 0.6, 0.5, 15, 60);
    share(shares.get(9), 1.0, 0.1, -25, 0);
    assertThat(model.<Double>getAs(ChurnEvaluation.BEST_SHARE)).isEqualTo(0.6);
    assertThat(model.<Double>getAs(ChurnEvaluation.BEST_THRESHOLD)).isEqualTo(0.5);
    assertThat(model.<Double>getAs(ChurnEvaluation.BEST_PROFIT)).isCloseTo(60, within(1e-9));
    assertThat(model.<Double>getAs(ChurnEvaluation.PLANNED_SHARE)).isEqualTo(0.4);
    assertThat(model.<Double>getAs(ChurnEvaluation.PLANNED_THRESHOLD)).isEqualTo(0.7);
    assertThat(model.<Double>getAs(ChurnEvaluation.PLANNED_PROFIT)).isCloseTo(40, within(1e-9));
    Row part = evaluation("not_lapsed", "model");
    assertThat(part.<Long>getAs(ChurnMetrics.N)).isEqualTo(5);
    assertThat(part.isNullAt(part.fieldIndex(ChurnEvaluation.PROFIT))).isTrue();
  }

  private static void share(
      Row row, double share, double threshold, double expected, double realised) {
    assertThat(row.getDouble(0)).isCloseTo(share, within(1e-12));
    assertThat(row.getDouble(1)).isEqualTo(threshold);
    assertThat(row.getDouble(2)).isCloseTo(expected, within(1e-9));
    assertThat(row.getDouble(3)).isCloseTo(realised, within(1e-9));
  }

  @Test
  void segmentsArePopulationsAndPurchaseModelsStandBeside() {
    List<Row> known =
        PROBABILITIES.keySet().stream()
            .map(
                key ->
                    empty(ChurnFeatures.TABLE)
                        .set(ChurnFeatures.AS_OF, SCORED)
                        .set(ChurnFeatures.CUSTOMER_KEY, key)
                        .set(
                            Feature.P_NO_PURCHASE.column(),
                            key.equals("late") ? 0.2 : PROBABILITIES.get(key))
                        .row())
            .toList();
    replace(ChurnFeatures.TABLE, SCORED, known);
    assertThat(night(KNOWN).note()).contains("recency alone 0.500, of BG/NBD 0.833; PR-AUC");
    Row forecast = evaluation("all", "bg_nbd");
    // Of six pairs one is in the wrong order.
    assertThat(forecast.<Double>getAs(ChurnMetrics.AUC)).isCloseTo(5 / 6.0, within(1e-12));
    assertThat(forecast.<Double>getAs(ChurnMetrics.MEAN_PREDICTION)).isCloseTo(0.4, within(1e-9));
    assertThat(forecast.<Double>getAs(ChurnEvaluation.BEST_PROFIT)).isCloseTo(40, within(1e-9));
    Row segment = evaluation("segment:ll", "model");
    assertThat(segment.<Long>getAs(ChurnMetrics.N)).isEqualTo(2);
    assertThat(segment.<Double>getAs(ChurnMetrics.AUC)).isEqualTo(1.0);
    assertThat(
            lake.read(ChurnEvaluation.TABLE).collectAsList().stream()
                .map(
                    row ->
                        row.getAs(ChurnMetrics.POPULATION)
                            + " "
                            + row.getAs(ChurnMetrics.SCORE_NAME))
                .filter(name -> name.startsWith("segment:")))
        .containsExactlyInAnyOrder(
            "segment:ll model",
            "segment:ll recency",
            "segment:lr model",
            "segment:lr recency",
            "segment:ls model",
            "segment:ls recency");
  }

  @Test
  void withoutValuesForecastsAndSegmentsTheRestIsMeasured() {
    lake.replace(
        ChurnScores.CURRENT,
        lake.read(ChurnScores.TABLE).withColumn(ChurnScores.VALUE_AT_RISK, nothing()));
    LocalDate other = SCORED.minusDays(1);
    replace(
        ChurnScores.TABLE,
        other,
        lake.read(ChurnScores.CURRENT).collectAsList().stream()
            .map(row -> dated(row, other))
            .toList());
    night(KNOWN.minusDays(1));
    assertThat(
            lake.read(ChurnEvaluation.TABLE).collectAsList().stream()
                .filter(row -> !row.<String>getAs(ChurnMetrics.POPULATION).startsWith("band:"))
                .map(row -> row.<String>getAs(ChurnMetrics.SCORE_NAME)))
        .containsOnly("model", "recency")
        .hasSize(6);
    assertThat(
            lake.read(ChurnEvaluation.TABLE)
                .filter("population LIKE 'band:%'")
                .agg(functions.sum(ChurnMetrics.N), functions.sum(ChurnMetrics.CHURNERS))
                .first())
        .as("each customer is in one band")
        .isEqualTo(
            lake.read(ChurnEvaluation.TABLE)
                .filter("population = 'all' AND score_name = 'model'")
                .select(ChurnMetrics.N, ChurnMetrics.CHURNERS)
                .first());
    Row model = evaluation("all", "model");
    assertThat(model.isNullAt(model.fieldIndex(ChurnEvaluation.PROFIT))).isTrue();
    assertThat(model.isNullAt(model.fieldIndex(ChurnEvaluation.BEST_SHARE))).isTrue();
    assertThat(model.isNullAt(model.fieldIndex(ChurnMetrics.AUC))).isFalse();
  }

  private static org.apache.spark.sql.Column nothing() {
    return org.apache.spark.sql.functions.lit(null).cast(io.churnlake.table.Types.MONEY);
  }

  private static Row dated(Row row, LocalDate asOf) {
    Object[] values = IntStream.range(0, row.size()).mapToObj(row::get).toArray();
    values[0] = java.sql.Date.valueOf(asOf);
    return RowFactory.create(values);
  }

  @Test
  void nothingIsWrittenWhereNothingIsDueAndNothingTwice() {
    assertThat(night(KNOWN.minusDays(1)).written()).isEmpty();
    assertThat(lake.exists(ChurnRealised.TABLE)).isFalse();
    assertThat(night(KNOWN).written()).hasSize(2);
    long version = lake.version(ChurnRealised.TABLE);
    Outcome again = night(KNOWN.plusDays(1));
    assertThat(again.written()).isEmpty();
    assertThat(again.note()).isEqualTo("no scored date became known");
    assertThat(lake.version(ChurnRealised.TABLE)).isEqualTo(version);
    assertThat(lake.version(ChurnEvaluation.TABLE)).isZero();
  }

  @Test
  void whereTheLogEndsBeforeTheHorizonNothingIsDue() {
    lake.replace(
        CustomerDays.TABLE,
        Days.of(days()).filter(col(CustomerDays.ORDER_DATE).lt(KNOWN.toString())));
    assertThat(night(KNOWN.plusDays(30)).written()).isEmpty();
    lake.replace(CustomerDays.TABLE, Days.of(List.of()));
    assertThat(night(KNOWN.plusDays(30)).written()).isEmpty();
    assertThat(lake.exists(ChurnEvaluation.TABLE)).isFalse();
  }

  @Test
  void missedNightsAreCaughtUpWithByAndByTheNewestFirst() {
    IntStream.rangeClosed(1, 8).forEach(day -> score(SCORED.minusDays(day), 90));
    // They looked further ahead than is configured now: their own horizon counts.
    score(SCORED.minusDays(9), 200);
    assertThat(night(KNOWN).note())
        .startsWith("scores of 2024-03-01:")
        .endsWith("; 6 earlier dates evaluated too, 3 wait for the next nights");
    assertThat(lake.slices(ChurnEvaluation.TABLE))
        .containsExactlyElementsOf(SCORED.minusDays(6).datesUntil(SCORED.plusDays(1)).toList());
    assertThat(night(KNOWN).written()).hasSize(4);
    assertThat(night(KNOWN).written()).isEmpty();
    assertThat(lake.slices(ChurnRealised.TABLE)).hasSize(9).doesNotContain(SCORED.minusDays(9));
  }
}
