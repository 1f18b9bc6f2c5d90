package io.churnlake.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.churn.drift.Reference;
import io.churnlake.churn.drift.ReferenceJson;
import io.churnlake.config.Configuration;
import io.churnlake.job.ScoreJob;
import io.churnlake.job.TrainJob;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.run.Progress;
import io.churnlake.run.Runner;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.ChurnDrift;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.ChurnTraining;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Feature;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drift on a lake of Online Retail: nights on which the customers that the model learnt from are
 * scored again, as they were or with a feature changed. The tests build on each other's nights.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DriftJobsTest {
  private static final Configuration SETTINGS =
      Configuration.of(
          "churnlake.churn { algorithm = logistic, cut-offs = 2, lookback-days = 180 }");

  /** The newest cut-off that a model of 2011-09-10 learns from. */
  private static final String NEWEST = "2011-06-12";

  private Lake lake;
  private Dataset<Row> learntFrom;
  private long customers;
  private int runs;

  /** A step that leaves tables as a test wants them. */
  private record Made(List<Table> writes, Consumer<Lake> work) implements Job {
    @Override
    public String name() {
      return "made";
    }

    @Override
    public List<Table> reads() {
      return List.of();
    }

    @Override
    public Outcome run(JobContext context) {
      work.accept(context.lake());
      return Outcome.of(0, "");
    }
  }

  @BeforeAll
  void trained(@TempDir Path folder) {
    lake = Lake.at(SparkTest.spark(), folder.toString());
    Job shop =
        new Made(
            List.of(CustomerDays.TABLE, Customers.TABLE),
            made -> {
              new LakeRecord(Lake.FORMAT_VERSION, "online-retail", "Europe/London", "GBP", "k", "0")
                  .write(made);
              made.replace(CustomerDays.TABLE, Days.onlineRetail());
              Dataset<Row> days = made.read(CustomerDays.TABLE);
              made.replace(Customers.TABLE, Days.customers(days, "2010-12-31"));
            });
    run("2011-09-10", SETTINGS, shop, new TrainJob());
    // Training writes the table anew, and later nights are made of these rows too.
    List<Row> rows =
        lake.read(ChurnTraining.TABLE)
            .filter(col(Table.AS_OF).equalTo(lit(NEWEST)))
            .drop(ChurnTraining.CHURNED, ChurnTraining.KNOWN_AT)
            .collectAsList();
    customers = rows.size();
    learntFrom = lake.spark().createDataFrame(rows, ChurnFeatures.TABLE.schema());
  }

  /** A run of steps, and what came of the last one. */
  private Outcome run(String asOf, Configuration settings, Job... steps) {
    JobContext context = ChurnJobsTest.context(lake, asOf, settings, "run-" + ++runs);
    List<Outcome> outcomes = new Runner(context, Progress.silent()).run(List.of(steps));
    return outcomes.get(outcomes.size() - 1);
  }

  private Outcome trained(String asOf) {
    return run(asOf, SETTINGS, new TrainJob());
  }

  /** Scores customers who are those learnt from, but for the value of a feature. */
  private Outcome scored(String asOf, Feature feature, Column value) {
    return scored(asOf, feature, value, SETTINGS);
  }

  private Outcome scored(String asOf, Feature feature, Column value, Configuration settings) {
    Dataset<Row> features =
        learntFrom
            .withColumn(feature.column(), value.cast(feature.type()))
            .withColumn(Table.AS_OF, lit(asOf).cast("date"));
    Job made =
        new Made(
            List.of(ChurnFeatures.TABLE),
            at -> at.replaceSlices(ChurnFeatures.TABLE, List.of(LocalDate.parse(asOf)), features));
    return run(asOf, settings, made, new ScoreJob());
  }

  private Outcome scoredUnchanged(String asOf) {
    return scored(asOf, Feature.LAST_LINES, col(Feature.LAST_LINES.column()));
  }

  private Outcome scoredWithMoreLines(String asOf) {
    return scored(asOf, Feature.LAST_LINES, col(Feature.LAST_LINES.column()).plus(40));
  }

  private List<Row> drifts(String asOf) {
    return lake.read(ChurnDrift.TABLE)
        .filter(col(Table.AS_OF).equalTo(lit(asOf)))
        .orderBy(ChurnDrift.KIND, ChurnDrift.FEATURE)
        .collectAsList();
  }

  private Row drift(String asOf, String feature) {
    return drifts(asOf).stream()
        .filter(row -> row.getAs(ChurnDrift.FEATURE).equals(feature))
        .findFirst()
        .orElseThrow();
  }

  private Row check() {
    return lake.read(OpsTables.CHECKS).filter(col(OpsTables.RUN_ID).equalTo("run-" + runs)).first();
  }

  private Row model(String asOf) {
    return lake.read(ChurnModels.TABLE).filter(col(Table.AS_OF).equalTo(lit(asOf))).first();
  }

  @Test
  @Order(1)
  void theModelKeepsWhatItsCustomersWereLike() {
    Row model = model("2011-09-10");
    Reference reference = ReferenceJson.read(model.getAs(ChurnModels.REFERENCE));
    assertThat(reference.cutOff()).isEqualTo(LocalDate.parse(NEWEST));
    assertThat(reference.logDays()).isEqualTo(193);
    List<String> features = model.getList(model.fieldIndex(ChurnModels.FEATURES));
    // An input, though nothing of the score depends on it: this log has no discounts.
    assertThat(features).contains("discount_share");
    assertThat(reference.features()).noneMatch(binned -> binned.name().equals("discount_share"));
    assertThat(reference.features())
        .hasSizeGreaterThan(20)
        .allSatisfy(
            binned -> {
              assertThat(features).contains(binned.name());
              assertThat(binned.customers().stream().mapToLong(Long::longValue).sum())
                  .isEqualTo(customers);
            });
  }

  @Test
  @Order(2)
  void customersWhoHaveNotChangedDoNotDrift() {
    Outcome night = scoredUnchanged("2011-09-11");
    assertThat(night.note()).contains("drift: 0 alarms and 0 warnings in ");
    assertThat(drifts("2011-09-11"))
        .hasSizeGreaterThan(20)
        .allSatisfy(
            row -> {
              assertThat(row.<Double>getAs(ChurnDrift.PSI)).isZero();
              assertThat(row.<Double>getAs(ChurnDrift.JENSEN_SHANNON)).isZero();
              assertThat(row.<Long>getAs(ChurnDrift.CUSTOMERS)).isEqualTo(customers);
              assertThat(row.<String>getAs(ChurnDrift.LEVEL)).isEqualTo("ok");
            });
    Row score = drift("2011-09-11", ChurnScores.CHURN_PROBABILITY);
    assertThat(score.<String>getAs(ChurnDrift.KIND)).isEqualTo("score");
    Row gap = drift("2011-09-11", "mean_gap_days");
    assertThat(gap.<Double>getAs(ChurnDrift.MISSING_SHARE))
        .isBetween(0.1, 0.9)
        .isEqualTo(gap.<Double>getAs(ChurnDrift.MISSING_SHARE_REFERENCE));
    assertThat(check().<Boolean>getAs("passed")).isTrue();
  }

  @Test
  @Order(3)
  void whatDriftsByNatureIsShownAndRaisesNoAlarm() {
    scored("2011-09-11", Feature.TENURE_DAYS, col("tenure_days").plus(400));
    Row tenure = drift("2011-09-11", "tenure_days");
    assertThat(tenure.<Double>getAs(ChurnDrift.PSI)).isGreaterThan(1);
    assertThat(tenure.<String>getAs(ChurnDrift.BY_NATURE)).isEqualTo("log_age");
    assertThat(tenure.<String>getAs(ChurnDrift.LEVEL)).isEqualTo("warning");
    Column recent = col("recency_days").divide(9);
    scored("2011-09-11", Feature.RECENCY_DAYS, recent);
    assertThat(drift("2011-09-11", "recency_days").<String>getAs(ChurnDrift.LEVEL))
        .isEqualTo("alarm");
    // The same in a shop where customers are looked for further back than the log went.
    Configuration farther = Configuration.of("churnlake.churn.lookback-days = 194");
    scored("2011-09-11", Feature.RECENCY_DAYS, recent, farther);
    Row recency = drift("2011-09-11", "recency_days");
    assertThat(recency.<String>getAs(ChurnDrift.BY_NATURE)).isEqualTo("young_log");
    assertThat(recency.<String>getAs(ChurnDrift.LEVEL)).isEqualTo("warning");
    assertThat(check().<Boolean>getAs("passed")).isTrue();
    scoredUnchanged("2011-09-11");
  }

  @Test
  @Order(4)
  void aFeatureThatMovedIsAnAlarmThatStopsNothing() {
    Outcome night = scoredWithMoreLines("2011-09-12");
    Row lines = drift("2011-09-12", "last_lines");
    assertThat(lines.<String>getAs(ChurnDrift.LEVEL)).isEqualTo("alarm");
    assertThat(lines.isNullAt(lines.fieldIndex(ChurnDrift.BY_NATURE))).isTrue();
    assertThat(drift("2011-09-12", "revenue_90").<String>getAs(ChurnDrift.LEVEL)).isEqualTo("ok");
    Row check = check();
    assertThat(check.<String>getAs("job")).isEqualTo("score");
    assertThat(check.<Boolean>getAs("passed")).isFalse();
    assertThat(check.<Boolean>getAs("fatal")).isFalse();
    assertThat(check.<String>getAs("expected")).contains("below 0.25");
    assertThat(check.<String>getAs("actual")).contains("last_lines ").contains("gold.churn_drift");
    assertThat(night.rowsOut()).isGreaterThan(2 * customers);
  }

  @Test
  @Order(5)
  void theNextNightTrainsOnceUnlessTheLastTrainingIsTooYoungOrTheAlarmIsOver() {
    assertThat(trained("2011-09-12").note())
        .as("trained two days ago, and no alarm on the night before")
        .contains("due 2011-09-17");
    scoredUnchanged("2011-09-12");
    assertThat(trained("2011-09-13").note()).as("the alarm is over").contains("due 2011-09-17");
    scoredWithMoreLines("2011-09-12");
    Outcome trained = trained("2011-09-13");
    assertThat(trained.note())
        .startsWith("trains early, for the drift alarm of 2011-09-12 (")
        .contains("last_lines");
    assertThat(model("2011-09-13").<String>getAs(ChurnModels.DECISION)).isNotBlank();

    scoredWithMoreLines("2011-09-14");
    assertThat(trained("2011-09-16").note())
        .as("what was trained for the alarm did not take over; the usual days count again")
        .contains("due 2011-09-20");
  }

  @Test
  @Order(7)
  void aModelOfBeforeHasNothingToCompareWith() {
    LocalDate date = LocalDate.parse("2011-09-10");
    List<Row> rows =
        lake.read(ChurnModels.TABLE)
            .filter(col(Table.AS_OF).equalTo(lit(date)))
            .withColumn(ChurnModels.REFERENCE, lit(null).cast("string"))
            .collectAsList();
    run(
        "2011-09-18",
        SETTINGS,
        new Made(
            List.of(ChurnModels.TABLE), made -> made.replaceSlice(ChurnModels.TABLE, date, rows)));
    Outcome night = scoredWithMoreLines("2011-09-18");
    assertThat(night.note()).contains("no drift figures").contains("kept no reference");
    assertThat(night.checks()).isEmpty();
    assertThat(drifts("2011-09-18")).isEmpty();
    assertThat(night.written().get(0).rows()).isEqualTo(customers);
  }
}
