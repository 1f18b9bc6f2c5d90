package io.churnlake.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.reverse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.feature.FeatureRows;
import io.churnlake.churn.model.ChurnModel;
import io.churnlake.churn.model.MarginJson;
import io.churnlake.churn.model.ModelInputs;
import io.churnlake.churn.reason.Contributions;
import io.churnlake.config.Configuration;
import io.churnlake.error.UserException;
import io.churnlake.job.EvaluateJob;
import io.churnlake.job.FeaturesJob;
import io.churnlake.job.ScoreJob;
import io.churnlake.job.TrainJob;
import io.churnlake.lake.Lake;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.ChurnEvaluation;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnMetrics;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnRealised;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.ChurnTraining;
import io.churnlake.table.ChurnValidation;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Table;
import io.churnlake.table.Types;
import io.churnlake.testing.DatasetAssert;
import io.churnlake.testing.SparkTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The churn jobs on a lake of Online Retail. The tests build on each other's nights. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChurnJobsTest {
  private static final String SCORED = "2011-09-10";
  private static final Set<String> PURCHASE_MODEL =
      Set.of("expected_occasions", "p_no_purchase", "p_alive");

  private Lake lake;

  @BeforeAll
  void lake(@TempDir Path folder) {
    lake = lake(folder, Days.onlineRetail());
  }

  static Lake lake(Path folder, Dataset<Row> days) {
    Lake lake = Lake.at(SparkTest.spark(), folder.toString());
    lake.replace(CustomerDays.TABLE, days);
    lake.replace(Customers.TABLE, Days.customers(lake.read(CustomerDays.TABLE), "2010-12-31"));
    return lake;
  }

  static JobContext context(Lake lake, String asOf, Configuration configuration, String runId) {
    return new JobContext(
        lake,
        configuration,
        null,
        LocalDate.parse(asOf),
        runId,
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }

  /** The defaults with one algorithm. */
  static Configuration withAlgorithm(String algorithm) {
    Configuration c = Configuration.defaults();
    Configuration.Churn churn = c.churn();
    return new Configuration(
        c.shop(),
        c.privacy(),
        c.ingest(),
        c.conform(),
        c.activity(),
        c.retention(),
        c.rfm(),
        c.clv(),
        new Configuration.Churn(
            churn.horizonDays(),
            churn.lookbackDays(),
            churn.cutOffs(),
            churn.cutOffStepDays(),
            churn.retrainAfterDays(),
            churn.modelsKept(),
            algorithm,
            churn.seed(),
            churn.searchSeconds(),
            churn.bandHigh(),
            churn.bandMedium(),
            churn.drift()),
        c.actions(),
        c.database(),
        c.upkeep(),
        c.alarm(),
        c.spark(),
        c.canonical());
  }

  static List<Outcome> night(Lake lake, String asOf, Configuration configuration, String runId) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Job job : List.of(new FeaturesJob(), new TrainJob(), new ScoreJob())) {
      outcomes.add(job.run(context(lake, asOf, configuration, runId)));
    }
    return outcomes;
  }

  private static Dataset<Row> slice(Lake lake, Table table, String asOf) {
    return lake.read(table).filter(col(Table.AS_OF).equalTo(lit(asOf)));
  }

  private static List<Row> business(Lake lake, String asOf) {
    return slice(lake, ChurnScores.TABLE, asOf)
        .drop(ChurnScores.RUN_ID, ChurnScores.DATA_VERSION)
        .orderBy(ChurnScores.CUSTOMER_KEY)
        .collectAsList();
  }

  private Dataset<Row> metrics(Table table, String population, String scoreName) {
    return slice(lake, table, SCORED)
        .filter(col(ChurnMetrics.POPULATION).equalTo(population))
        .filter(col(ChurnMetrics.SCORE_NAME).equalTo(scoreName));
  }

  @Test
  @Order(1)
  void theModelForeseesChurnBetterThanRecencyAlone() {
    // A row of a program that knew no status: its model is not used, and does no harm.
    @Nullable Object[] old = new @Nullable Object[ChurnModels.TABLE.columns().size()];
    old[0] = java.sql.Date.valueOf("2011-08-01");
    old[1] = "2011-08-01-0ld";
    lake.replaceSlice(
        ChurnModels.TABLE, LocalDate.parse("2011-08-01"), List.of(RowFactory.create(old)));
    night(lake, SCORED, Configuration.defaults(), "one");
    Row model = slice(lake, ChurnModels.TABLE, SCORED).first();
    assertThat(model.<String>getAs(ChurnModels.STATUS)).isEqualTo(ChurnModels.CHAMPION);
    assertThat(model.getList(model.fieldIndex(ChurnModels.TRAINING_CUT_OFFS)))
        .map(Object::toString)
        .containsExactly("2011-06-12", "2011-05-13", "2011-04-13", "2011-03-14");
    Dataset<Row> training = lake.read(ChurnTraining.TABLE);
    assertThat(training.count()).isEqualTo(model.<Long>getAs(ChurnModels.TRAINING_ROWS));
    assertThat(training.filter(col(ChurnTraining.KNOWN_AT).gt(lit(SCORED))).isEmpty()).isTrue();

    EvaluateJob.of(LocalDate.parse(SCORED))
        .run(context(lake, "2011-12-09", Configuration.defaults(), "later"));
    Row recency = metrics(ChurnEvaluation.TABLE, "all", "recency").first();
    Row byModel = metrics(ChurnEvaluation.TABLE, "all", "model").first();
    assertThat(recency.<Long>getAs(ChurnMetrics.N)).isEqualTo(3370L);
    assertThat(recency.<Double>getAs(ChurnMetrics.BASE_RATE)).isCloseTo(0.430, within(0.0005));
    assertThat(recency.<Double>getAs(ChurnMetrics.AUC)).isCloseTo(0.683, within(0.0005));
    // .746 or so, as docs/evidence.md has it. Much better would be a leak.
    assertThat(byModel.<Double>getAs(ChurnMetrics.AUC)).isBetween(0.738, 0.758);
    assertThat(byModel.<Double>getAs(ChurnMetrics.CALIBRATION_ERROR)).isLessThan(0.08);
    assertThat(byModel.<Double>getAs(ChurnMetrics.BRIER)).isLessThan(0.430 * 0.570);
    Row active = metrics(ChurnEvaluation.TABLE, "not_lapsed", "model").first();
    assertThat(active.<Long>getAs(ChurnMetrics.N)).isEqualTo(1896L);
    Row forecast = metrics(ChurnEvaluation.TABLE, "all", "bg_nbd").first();
    assertThat(forecast.<Long>getAs(ChurnMetrics.N)).isEqualTo(3370L);
    assertThat(forecast.<Double>getAs(ChurnMetrics.AUC)).isBetween(0.68, 0.80);
    assertThat(forecast.<Double>getAs(ChurnMetrics.LOG_LOSS)).isPositive();
  }

  @Test
  @Order(2)
  void validationStandsBesideItsBaselines() {
    List<Row> rows = slice(lake, ChurnValidation.TABLE, SCORED).collectAsList();
    assertThat(rows)
        .filteredOn(row -> row.<String>getAs(ChurnValidation.SPLIT).equals("time"))
        .filteredOn(row -> row.<String>getAs(ChurnMetrics.POPULATION).equals("all"))
        .map(row -> row.<String>getAs(ChurnMetrics.SCORE_NAME))
        .containsExactlyInAnyOrder(
            "recency_rate",
            "bg_nbd",
            "logistic",
            "forest",
            "boosted",
            "average",
            "model",
            "recency",
            "base_rate");
    assertThat(rows)
        .filteredOn(row -> row.<String>getAs(ChurnValidation.SPLIT).equals("customers"))
        .map(row -> row.<String>getAs(ChurnMetrics.SCORE_NAME))
        .contains("logistic", "recency", "bg_nbd");
    Row time =
        metrics(ChurnValidation.TABLE, "all", "model")
            .filter(col(ChurnValidation.SPLIT).equalTo("time"))
            .first();
    assertThat(time.getList(time.fieldIndex(ChurnValidation.LEARNT_ON)))
        .map(Object::toString)
        .containsExactly("2011-03-14");
    assertThat(time.<Long>getAs(ChurnMetrics.N)).isEqualTo(2821L);
    assertThat(time.<Double>getAs(ChurnMetrics.AUC)).isBetween(0.72, 0.80);
    List<Row> deciles = time.getList(time.fieldIndex(ChurnMetrics.DECILES));
    assertThat(deciles)
        .map(row -> row.<Integer>getAs("decile"))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(deciles.get(0).<Double>getAs("lift"))
        .isCloseTo(time.<Double>getAs(ChurnMetrics.TOP_DECILE_LIFT), within(1e-9));
    assertThat(deciles.get(0).<Double>getAs("mean_score"))
        .isGreaterThan(deciles.get(9).<Double>getAs("mean_score"));
    assertThat(deciles.get(9).<Double>getAs("gain")).isEqualTo(1.0);
  }

  @Test
  @Order(2)
  void whatComesAfterTheDateChangesNoFeatureAndNoTrainingRow(@TempDir Path folder) {
    Dataset<Row> days = lake.read(CustomerDays.TABLE);
    Column isKnown = col(CustomerDays.ORDER_DATE).leq(lit(SCORED));
    Dataset<Row> known = days.filter(isKnown);
    // Afterwards everybody buys on one day, and what was bought was bought by others, for more.
    Dataset<Row> added =
        known
            .dropDuplicates(CustomerDays.CUSTOMER_KEY)
            .withColumn(CustomerDays.ORDER_DATE, date_add(lit(SCORED).cast(Types.DATE), 1))
            .withColumn(CustomerDays.LINES, lit(3));
    Dataset<Row> shuffled =
        days.filter(not(isKnown))
            .withColumn(CustomerDays.CUSTOMER_KEY, reverse(col(CustomerDays.CUSTOMER_KEY)))
            .withColumn(CustomerDays.ORDER_DATE, date_add(col(CustomerDays.ORDER_DATE), 1))
            .withColumn(
                CustomerDays.REVENUE, col(CustomerDays.REVENUE).plus(100).cast(Types.MONEY));
    Lake other = lake(folder, known.unionAll(added).unionAll(shuffled));
    assertThat(other.read(CustomerDays.TABLE).filter(not(isKnown)).count()).isGreaterThan(5_000);
    // The rows are the same whatever is learnt from them; a rule is the quickest.
    JobContext context = context(other, SCORED, withAlgorithm("bg_nbd"), "other");
    new FeaturesJob().run(context);
    new TrainJob().run(context);
    for (Table table : List.of(ChurnFeatures.TABLE, ChurnTraining.TABLE)) {
      Dataset<Row> expected =
          table == ChurnFeatures.TABLE ? slice(lake, table, SCORED) : lake.read(table);
      DatasetAssert.assertSameContent(table.fullName(), expected, other.read(table), table.key());
    }
  }

  /** Efficiency of the Shapley value: base value and all contributions are the margin. */
  @Test
  @Order(3)
  void reasonsAddUpToEachScore() {
    Row entry = slice(lake, ChurnModels.TABLE, SCORED).first();
    ChurnModel model =
        new ChurnModel(
            ModelInputs.named(entry.getList(entry.fieldIndex(ChurnModels.FEATURES))),
            MarginJson.read(entry.getAs(ChurnModels.MODEL)));
    Map<String, double[]> values = new HashMap<>();
    for (Row row : slice(lake, ChurnFeatures.TABLE, SCORED).collectAsList()) {
      values.put(row.getAs(ChurnFeatures.CUSTOMER_KEY), FeatureRows.values(row));
    }
    Contributions contributions = new Contributions(model.margin());
    double[] each = new double[model.inputs().size()];
    List<Row> scores = business(lake, SCORED);
    assertThat(scores).hasSize(3370);
    for (Row score : scores) {
      double[] known = values.get(score.<String>getAs(ChurnScores.CUSTOMER_KEY));
      contributions.explain(model.inputs().of(known), each);
      double margin = score.<Double>getAs(ChurnScores.LOG_ODDS);
      assertThat(score.<Double>getAs(ChurnScores.BASE_LOG_ODDS) + DoubleStream.of(each).sum())
          .isCloseTo(margin, within(1e-9));
      assertThat(score.<Double>getAs(ChurnScores.CHURN_PROBABILITY))
          .isCloseTo(1 / (1 + Math.exp(-margin)), within(1e-12));
      thePurchaseModelIsOneReasonAndTheLast(score, model.inputs(), each);
    }
    Row riskiest =
        scores.stream()
            .filter(row -> row.<Long>getAs(ChurnScores.RISK_RANK) == 1L)
            .findFirst()
            .orElseThrow();
    assertThat(riskiest.<String>getAs(ChurnScores.RISK_BAND)).isEqualTo("high");
    Row first = (Row) riskiest.getList(riskiest.fieldIndex(ChurnScores.REASONS_TO_LEAVE)).get(0);
    assertThat(first.<Double>getAs("contribution")).isPositive();
    assertThat(first.<String>getAs("english")).isNotBlank();
    assertThat(first.<String>getAs("german")).isNotBlank();
    long high =
        scores.stream().filter(row -> row.getAs(ChurnScores.RISK_BAND).equals("high")).count();
    assertThat(high).isBetween(330L, 337L);
  }

  private static void thePurchaseModelIsOneReasonAndTheLast(
      Row score, ModelInputs inputs, double[] contributions) {
    int[] features = inputs.featureOfInput();
    double together = 0;
    for (int input = 0; input < features.length; input++) {
      if (PURCHASE_MODEL.contains(inputs.features().get(features[input]).column())) {
        together += contributions[input];
      }
    }
    for (String column : List.of(ChurnScores.REASONS_TO_LEAVE, ChurnScores.REASONS_TO_STAY)) {
      List<Row> reasons = score.getList(score.fieldIndex(column));
      for (Row reason : reasons) {
        if (PURCHASE_MODEL.contains(reason.getString(0))) {
          assertThat(reason.getString(0)).isEqualTo("p_no_purchase");
          assertThat(reason).isSameAs(reasons.get(reasons.size() - 1));
          assertThat(reason.getDouble(2)).isCloseTo(together, within(1e-9));
        }
      }
    }
  }

  @Test
  @Order(4)
  void aRerunKeepsTheModelAndTheDigits() {
    List<Row> before = business(lake, SCORED);
    List<Row> model = slice(lake, ChurnModels.TABLE, SCORED).collectAsList();
    List<Outcome> outcomes = night(lake, SCORED, Configuration.defaults(), "two");
    assertThat(outcomes.get(1).note()).contains("learnt from the same rows");
    assertThat(outcomes.get(1).written()).isEmpty();
    assertThat(business(lake, SCORED)).isEqualTo(before);
    assertThat(slice(lake, ChurnModels.TABLE, SCORED).collectAsList()).isEqualTo(model);
  }

  @Test
  @Order(5)
  void onOtherNightsTheModelScoresOnAndANewOneHasToBeBetter() {
    String version =
        slice(lake, ChurnModels.TABLE, SCORED).first().getAs(ChurnModels.MODEL_VERSION);
    List<Outcome> next = night(lake, "2011-09-16", Configuration.defaults(), "next");
    assertThat(next.get(1).note()).contains(version).contains("due 2011-09-17");
    assertThat(next.get(1).written()).isEmpty();
    assertThat(next.get(2).note()).contains(version);

    List<Outcome> week = night(lake, "2011-09-17", Configuration.defaults(), "week");
    Row challenger = slice(lake, ChurnModels.TABLE, "2011-09-17").first();
    assertThat(challenger.<String>getAs(ChurnModels.DECISION)).contains(version);
    boolean scores = challenger.getAs(ChurnModels.STATUS).equals(ChurnModels.CHAMPION);
    assertThat(challenger.isNullAt(challenger.fieldIndex(ChurnModels.MODEL))).isEqualTo(!scores);
    assertThat(week.get(2).note())
        .contains(scores ? challenger.getAs(ChurnModels.MODEL_VERSION) : version);
    // The model in use has learnt nearly all the days that it would be compared on.
    assertThat(incumbents("2011-09-17")).isZero();
  }

  @Test
  @Order(10)
  void theModelInUseIsComparedOnceItsOutcomesAreAllNew() {
    LocalDate inUse =
        lake.read(ChurnModels.TABLE)
            .filter(col(ChurnModels.STATUS).equalTo(ChurnModels.CHAMPION))
            .agg(max(ChurnModels.AS_OF))
            .first()
            .getDate(0)
            .toLocalDate();
    String quarter = inUse.plusDays(90).toString();
    new TrainJob().run(context(lake, quarter, Configuration.defaults(), "quarter"));
    Row newest = slice(lake, ChurnModels.TABLE, quarter).first();
    assertThat(newest.<String>getAs(ChurnModels.DECISION)).contains("log-loss by time");
    assertThat(incumbents(quarter)).isEqualTo(3);
  }

  private long incumbents(String asOf) {
    return slice(lake, ChurnValidation.TABLE, asOf)
        .filter(col(ChurnMetrics.SCORE_NAME).equalTo("incumbent"))
        .count();
  }

  @Test
  @Order(6)
  void anOlderNightLeavesTheCurrentScoresAlone() {
    List<Row> current = lake.read(ChurnScores.CURRENT).collectAsList();
    // So early that no cut-off's outcome was known at the latest one.
    List<Outcome> outcomes = night(lake, "2011-06-20", Configuration.defaults(), "older");
    assertThat(outcomes.get(1).note()).contains("by customers: AUC").doesNotContain("by time");
    assertThat(business(lake, "2011-06-20")).isNotEmpty();
    assertThat(lake.read(ChurnScores.CURRENT).collectAsList())
        .containsExactlyInAnyOrderElementsOf(current);
    assertThat(business(lake, SCORED)).hasSize(3370);
  }

  @Test
  @Order(7)
  void boostedTreesLearnTheSame() {
    new TrainJob().run(context(lake, "2011-06-20", withAlgorithm("boosted"), "trees"));
    Row model = slice(lake, ChurnModels.TABLE, "2011-06-20").first();
    assertThat(model.<String>getAs(ChurnModels.ALGORITHM)).isEqualTo("boosted");
    Row byCustomer =
        slice(lake, ChurnValidation.TABLE, "2011-06-20")
            .filter(col(ChurnValidation.SPLIT).equalTo("customers"))
            .filter(col(ChurnMetrics.POPULATION).equalTo("all"))
            .filter(col(ChurnMetrics.SCORE_NAME).equalTo("model"))
            .first();
    assertThat(byCustomer.<Double>getAs(ChurnMetrics.AUC)).isBetween(0.68, 0.80);
  }

  @Test
  @Order(8)
  void evaluationRefusesWhatCannotBeKnown() {
    assertThatThrownBy(() -> evaluate(SCORED, "2011-12-08"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("2011-12-09");
    assertThatThrownBy(() -> evaluate(SCORED, "2011-12-10"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("last order is dated 2011-12-09");
    assertThatThrownBy(() -> evaluate("2011-05-05", "2011-12-09"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no churn scores of 2011-05-05");
  }

  private void evaluate(String scored, String asOf) {
    EvaluateJob.of(LocalDate.parse(scored))
        .run(context(lake, asOf, Configuration.defaults(), "refused"));
  }

  @Test
  @Order(9)
  void whereNothingCanBeLearntYetBgNbdScoresAndSaysSo() {
    mustBeFallback("2011-02-01", "log_younger_than_horizon");
    mustBeFallback("2011-04-15", "no_history_before_horizon");
  }

  private void mustBeFallback(String asOf, String reason) {
    List<Outcome> outcomes = night(lake, asOf, Configuration.defaults(), "young");
    assertThat(outcomes.get(1).note()).startsWith("no model: ");
    assertThat(outcomes.get(2).note())
        .startsWith("no model yet (" + reason + "): scored by BG/NBD");
    assertThat(slice(lake, ChurnModels.TABLE, asOf).isEmpty()).isTrue();
    Map<String, Double> forecasts = new HashMap<>();
    slice(lake, ChurnFeatures.TABLE, asOf)
        .select(ChurnFeatures.CUSTOMER_KEY, "p_no_purchase")
        .collectAsList()
        .forEach(row -> forecasts.put(row.getString(0), row.getDouble(1)));
    List<Row> scores = business(lake, asOf);
    assertThat(scores).hasSameSizeAs(forecasts.keySet()).hasSizeGreaterThan(1_000);
    assertThat(scores)
        .allSatisfy(
            row -> {
              assertThat(row.<String>getAs(ChurnScores.MODEL_VERSION)).isEqualTo("fallback-bg_nbd");
              assertThat(row.<String>getAs(ChurnScores.FALLBACK_REASON)).isEqualTo(reason);
              // Of those who buy nearly every day it is held at a millionth.
              assertThat(row.<Double>getAs(ChurnScores.CHURN_PROBABILITY))
                  .isCloseTo(
                      forecasts.get(row.<String>getAs(ChurnScores.CUSTOMER_KEY)), within(2e-6));
            });
    assertThat(scores.stream().map(row -> row.getAs(ChurnScores.CHURN_PROBABILITY)).distinct())
        .hasSizeGreaterThan(100);
  }

  @Test
  @Order(11)
  void aNightWritesWhatBecameKnownOfWhatWasScored() {
    Job evaluate = EvaluateJob.ofAllDue();
    // Scored 2011-04-15 and later, evaluated, or 2011-02-01, by no model.
    assertThat(evaluate.run(context(lake, "2011-07-13", Configuration.defaults(), "a")).note())
        .startsWith("scores of 2011-02-01: AUC 0.");
    Outcome outcome = evaluate.run(context(lake, "2011-07-14", Configuration.defaults(), "b"));
    assertThat(outcome.note()).startsWith("scores of 2011-04-15: AUC 0.").contains("% left");
    assertThat(outcome.written()).hasSize(2);
    List<Row> realised =
        slice(lake, ChurnRealised.TABLE, "2011-04-15")
            .orderBy(ChurnRealised.CUSTOMER_KEY)
            .collectAsList();
    assertThat(realised)
        .map(row -> row.<Double>getAs(ChurnRealised.CHURN_PROBABILITY))
        .isEqualTo(
            business(lake, "2011-04-15").stream()
                .map(row -> row.<Double>getAs(ChurnScores.CHURN_PROBABILITY))
                .toList());
    Map<String, Long> occasions = new HashMap<>();
    lake.read(CustomerDays.TABLE)
        .filter("lines > 0 AND order_date BETWEEN DATE'2011-04-16' AND DATE'2011-07-14'")
        .groupBy(CustomerDays.CUSTOMER_KEY)
        .count()
        .collectAsList()
        .forEach(row -> occasions.put(row.getString(0), row.getLong(1)));
    assertThat(realised)
        .allSatisfy(
            row -> {
              long expected = occasions.getOrDefault(row.getString(1), 0L);
              assertThat(row.<Integer>getAs(ChurnRealised.HORIZON_OCCASIONS))
                  .isEqualTo((int) expected);
              assertThat(row.<Boolean>getAs(ChurnRealised.CHURNED)).isEqualTo(expected == 0);
            });
    long version = lake.version(ChurnRealised.TABLE);
    assertThat(evaluate.run(context(lake, "2011-07-14", Configuration.defaults(), "c")).written())
        .isEmpty();
    // The log ends before the horizons of 2011-09-16 and 17 do; 2011-06-20 alone is left.
    assertThat(evaluate.run(context(lake, "2011-12-31", Configuration.defaults(), "d")).note())
        .startsWith("scores of 2011-06-20:")
        .doesNotContain("earlier dates");
    assertThat(lake.version(ChurnRealised.TABLE)).isEqualTo(version + 1);
    assertThat(lake.slices(ChurnRealised.TABLE))
        .map(LocalDate::toString)
        .containsExactly("2011-02-01", "2011-04-15", "2011-06-20", SCORED);
  }

  @Test
  void aWorldWhereEverybodyStaysIsNoReasonToFail(@TempDir Path folder) {
    List<Row> days = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      days.add(Days.bought("a", "2011-%02d-01".formatted(month), 10));
      days.add(Days.bought("b", "2011-%02d-15".formatted(month), 20));
    }
    Lake small = lake(folder, Days.of(days));
    List<Outcome> outcomes = night(small, "2011-12-20", Configuration.defaults(), "one");
    assertThat(outcomes.get(1).note()).startsWith("no model: 0 of");
    assertThat(business(small, "2011-12-20"))
        .hasSize(2)
        .allSatisfy(
            row -> {
              assertThat(row.<Double>getAs("churn_probability")).isBetween(0.001, 0.2);
              assertThat(row.<String>getAs(ChurnScores.FALLBACK_REASON))
                  .isEqualTo("too_few_to_learn_from");
            });
    assertThat(small.read(ChurnScores.CURRENT).count()).isEqualTo(2);
  }

  /** Up to the cut-off all have done the same, and half of them leave afterwards. */
  @Test
  void aWorldInWhichNothingTellsCustomersApartRanksNobody(@TempDir Path folder) {
    List<Row> days = new ArrayList<>();
    for (int customer = 0; customer < 300; customer++) {
      days.add(Days.bought("c" + customer, "2011-02-01", 10));
      days.add(Days.bought("c" + customer, "2011-05-02", 10));
      if (customer % 2 == 0) {
        days.add(Days.bought("c" + customer, "2011-09-15", 10));
      }
    }
    Lake alike = lake(folder, Days.of(days));
    List<Outcome> outcomes =
        night(alike, "2011-11-15", Configuration.of("churnlake.churn.cut-offs = 1"), "one");
    assertThat(outcomes.get(2).note()).contains("all 300 customers have the same probability");
    assertThat(slice(alike, ChurnModels.TABLE, "2011-11-15").count()).isEqualTo(1);
    assertThat(business(alike, "2011-11-15"))
        .hasSize(300)
        .allSatisfy(
            row -> {
              assertThat(row.<Double>getAs(ChurnScores.CHURN_PROBABILITY)).isBetween(0.4, 0.6);
              assertThat(row.<String>getAs(ChurnScores.RISK_BAND)).isNull();
              assertThat(row.<Long>getAs(ChurnScores.RISK_RANK)).isNull();
              assertThat(row.<String>getAs(ChurnScores.NULL_REASON)).isEqualTo("customers_alike");
            });
  }
}
