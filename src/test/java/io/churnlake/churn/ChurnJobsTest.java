package io.churnlake.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.config.Configuration;
import io.churnlake.error.UserException;
import io.churnlake.job.EvaluateJob;
import io.churnlake.job.FeaturesJob;
import io.churnlake.job.Job;
import io.churnlake.job.JobContext;
import io.churnlake.job.Outcome;
import io.churnlake.job.ScoreJob;
import io.churnlake.job.TrainJob;
import io.churnlake.lake.Lake;
import io.churnlake.table.ChurnEvaluation;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnLabels;
import io.churnlake.table.ChurnMetrics;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.ChurnValidation;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
    night(lake, SCORED, Configuration.defaults(), "one");
    Row model = slice(lake, ChurnModels.TABLE, SCORED).first();
    assertThat(model.<String>getAs(ChurnModels.ALGORITHM)).isEqualTo("logistic");
    assertThat(model.getList(model.fieldIndex(ChurnModels.TRAINING_CUT_OFFS)))
        .map(Object::toString)
        .containsExactly("2011-06-12", "2011-05-13", "2011-04-13", "2011-03-14");
    assertThat(
            lake.read(ChurnLabels.TABLE)
                .filter(col(ChurnLabels.KNOWN_AT).gt(lit(SCORED)))
                .isEmpty())
        .isTrue();

    EvaluateJob.of(LocalDate.parse(SCORED))
        .run(context(lake, "2011-12-09", Configuration.defaults(), "later"));
    Row recency = metrics(ChurnEvaluation.TABLE, "all", "recency").first();
    Row byModel = metrics(ChurnEvaluation.TABLE, "all", "model").first();
    assertThat(recency.<Long>getAs(ChurnMetrics.N)).isEqualTo(3370L);
    assertThat(recency.<Double>getAs(ChurnMetrics.BASE_RATE)).isCloseTo(0.430, within(0.0005));
    assertThat(recency.<Double>getAs(ChurnMetrics.AUC)).isCloseTo(0.683, within(0.0005));
    // So much better would be a leak.
    assertThat(byModel.<Double>getAs(ChurnMetrics.AUC)).isBetween(0.70, 0.80);
    assertThat(byModel.<Double>getAs(ChurnMetrics.BRIER)).isLessThan(0.430 * 0.570);
    Row active = metrics(ChurnEvaluation.TABLE, "not_lapsed", "model").first();
    assertThat(active.<Long>getAs(ChurnMetrics.N)).isEqualTo(1896L);
  }

  @Test
  @Order(2)
  void validationStandsBesideItsBaselines() {
    List<Row> rows = slice(lake, ChurnValidation.TABLE, SCORED).collectAsList();
    assertThat(rows).hasSize(2 * 3 * 3);
    Row time =
        metrics(ChurnValidation.TABLE, "all", "model")
            .filter(col(ChurnValidation.SPLIT).equalTo("time"))
            .first();
    assertThat(time.getList(time.fieldIndex(ChurnValidation.LEARNT_ON)))
        .map(Object::toString)
        .containsExactly("2011-03-14");
    assertThat(time.<Long>getAs(ChurnMetrics.N)).isEqualTo(2821L);
    assertThat(time.<Double>getAs(ChurnMetrics.AUC)).isBetween(0.72, 0.80);
  }

  @Test
  @Order(3)
  void aRerunLeavesTheSameDigits() {
    List<Row> before = business(lake, SCORED);
    assertThat(before).hasSize(3370);
    List<Row> validation = slice(lake, ChurnValidation.TABLE, SCORED).collectAsList();
    night(lake, SCORED, Configuration.defaults(), "two");
    assertThat(business(lake, SCORED)).isEqualTo(before);
    assertThat(slice(lake, ChurnValidation.TABLE, SCORED).collectAsList())
        .containsExactlyInAnyOrderElementsOf(validation);
  }

  @Test
  @Order(4)
  void anOlderNightLeavesTheCurrentScoresAlone() {
    List<Row> current = lake.read(ChurnScores.CURRENT).collectAsList();
    // So early that no cut-off's outcome was known at the latest one.
    List<Outcome> outcomes = night(lake, "2011-06-20", Configuration.defaults(), "older");
    assertThat(outcomes.get(1).note()).contains("by time: no AUC, no earlier cut-off's outcome");
    assertThat(business(lake, "2011-06-20")).isNotEmpty();
    assertThat(lake.read(ChurnScores.CURRENT).collectAsList())
        .containsExactlyInAnyOrderElementsOf(current);
    assertThat(business(lake, SCORED)).hasSize(3370);
  }

  @Test
  @Order(5)
  void boostedTreesLearnTheSame() {
    Configuration c = Configuration.defaults();
    Configuration.Churn churn = c.churn();
    Configuration gbt =
        new Configuration(
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
                "gbt",
                churn.seed(),
                churn.bandMedium(),
                churn.bandHigh()),
            c.spark(),
            c.canonical());
    new TrainJob().run(context(lake, "2011-06-20", gbt, "trees"));
    Row model = slice(lake, ChurnModels.TABLE, "2011-06-20").first();
    assertThat(model.<String>getAs(ChurnModels.ALGORITHM)).isEqualTo("gbt");
    Row byCustomer =
        slice(lake, ChurnValidation.TABLE, "2011-06-20")
            .filter(col(ChurnValidation.SPLIT).equalTo("customers"))
            .filter(col(ChurnMetrics.POPULATION).equalTo("all"))
            .filter(col(ChurnMetrics.SCORE_NAME).equalTo("model"))
            .first();
    assertThat(byCustomer.<Double>getAs(ChurnMetrics.AUC)).isBetween(0.68, 0.80);
  }

  @Test
  @Order(6)
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
  @Order(7)
  void aShortLogGetsRatesByRecencyAndAYoungerOneNoScores() {
    List<Outcome> young = night(lake, "2011-02-01", Configuration.defaults(), "young");
    assertThat(young.get(1).note()).contains("no model");
    assertThat(young.get(2).note()).contains("no scores");
    assertThat(slice(lake, ChurnFeatures.TABLE, "2011-02-01").isEmpty()).isFalse();
    assertThat(slice(lake, ChurnModels.TABLE, "2011-02-01").isEmpty()).isTrue();
    assertThat(business(lake, "2011-02-01")).isEmpty();

    List<Outcome> shortLog = night(lake, "2011-04-15", Configuration.defaults(), "short");
    Row model = slice(lake, ChurnModels.TABLE, "2011-04-15").first();
    assertThat(model.<String>getAs(ChurnModels.ALGORITHM)).isEqualTo("recency_rate");
    assertThat(business(lake, "2011-04-15"))
        .isNotEmpty()
        .allSatisfy(
            row -> assertThat(row.<Double>getAs("churn_probability")).isBetween(0.01, 0.99));
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
    assertThat(outcomes.get(1).note()).contains("recency_rate").contains("nobody churned");
    assertThat(business(small, "2011-12-20"))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.<Double>getAs("churn_probability")).isBetween(0.01, 0.2));
    assertThat(small.read(ChurnScores.CURRENT).count()).isEqualTo(2);
  }
}
