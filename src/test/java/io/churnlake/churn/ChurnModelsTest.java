package io.churnlake.churn;

import static io.churnlake.churn.ChurnJobsTest.context;
import static io.churnlake.churn.ChurnJobsTest.night;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.feature.FeatureRows;
import io.churnlake.churn.model.ChurnModel;
import io.churnlake.churn.model.MarginJson;
import io.churnlake.churn.model.ModelInputs;
import io.churnlake.churn.model.TreeEnsemble;
import io.churnlake.churn.reason.TreeShap;
import io.churnlake.config.Configuration;
import io.churnlake.error.UserException;
import io.churnlake.job.FeaturesJob;
import io.churnlake.job.RfmJob;
import io.churnlake.job.ScoreJob;
import io.churnlake.job.TrainJob;
import io.churnlake.job.UseModelJob;
import io.churnlake.lake.Lake;
import io.churnlake.step.Outcome;
import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnImportance;
import io.churnlake.table.ChurnModels;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.ChurnUnscored;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Rfm;
import io.churnlake.table.Table;
import io.churnlake.table.Types;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Models that are taken back and pruned, what a model goes by, and who has no score, on a lake of
 * Online Retail. The tests build on each other's nights.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChurnModelsTest {
  private static final String FIRST = "2011-09-10";
  private static final String OLDER = "2011-09-01-0lder";
  private static final String NEWER = "2011-09-12-newer";
  private static final Configuration SETTINGS =
      Configuration.of("churnlake.churn { algorithm = boosted, models-kept = 1 }");

  private Lake lake;
  private String trained = "";

  @BeforeAll
  void firstNight(@TempDir Path folder) {
    lake = ChurnJobsTest.lake(folder, Days.onlineRetail());
    new RfmJob().run(context(lake, FIRST, SETTINGS, "one"));
    night(lake, FIRST, SETTINGS, "one");
    trained = slice(ChurnModels.TABLE, FIRST).first().getAs(ChurnModels.MODEL_VERSION);
  }

  private Dataset<Row> slice(Table table, String asOf) {
    return lake.read(table).filter(col(Table.AS_OF).equalTo(lit(asOf)));
  }

  private Outcome scored(String asOf) {
    new FeaturesJob().run(context(lake, asOf, SETTINGS, "scores"));
    return new ScoreJob().run(context(lake, asOf, SETTINGS, "scores"));
  }

  private String scorer(String asOf) {
    return slice(ChurnScores.TABLE, asOf).first().getAs(ChurnScores.MODEL_VERSION);
  }

  private List<String> importanceOf(String asOf) {
    return slice(ChurnImportance.TABLE, asOf)
        .select(ChurnImportance.MODEL_VERSION)
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** A champion of another date that scores like the one that was trained. */
  private void copied(String asOf, String version, Column scoresFrom) {
    lake.replaceSlices(
        ChurnModels.TABLE,
        List.of(LocalDate.parse(asOf)),
        slice(ChurnModels.TABLE, FIRST)
            .withColumn(ChurnModels.AS_OF, lit(asOf).cast(Types.DATE))
            .withColumn(ChurnModels.MODEL_VERSION, lit(version))
            .withColumn(ChurnModels.SCORES_FROM, scoresFrom));
  }

  private Row model(String version) {
    return lake.read(ChurnModels.TABLE)
        .filter(col(ChurnModels.MODEL_VERSION).equalTo(version))
        .first();
  }

  private Outcome use(String version, Configuration settings) {
    return new UseModelJob(version).run(context(lake, "2011-12-09", settings, "use"));
  }

  @Test
  @Order(1)
  void everyCustomerIsScoredOrTold() {
    Map<String, LocalDate> lastOrders = new HashMap<>();
    List<String> known = new ArrayList<>();
    for (Row day :
        lake.read(CustomerDays.TABLE)
            .filter(col(CustomerDays.ORDER_DATE).leq(lit(FIRST)))
            .select(CustomerDays.CUSTOMER_KEY, CustomerDays.ORDER_DATE, CustomerDays.LINES)
            .collectAsList()) {
      known.add(day.getString(0));
      if (day.getInt(2) > 0) {
        lastOrders.merge(
            day.getString(0), day.getDate(1).toLocalDate(), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    List<String> told = new ArrayList<>();
    for (Row row : slice(ChurnUnscored.TABLE, FIRST).collectAsList()) {
      String key = row.getAs(ChurnUnscored.CUSTOMER_KEY);
      told.add(key);
      LocalDate last = lastOrders.get(key);
      boolean isNone = row.isNullAt(row.fieldIndex(ChurnUnscored.LAST_ORDER_DATE));
      // The log is younger than the lookback: nobody can have lapsed.
      assertThat(last).isNull();
      assertThat(isNone).isTrue();
      assertThat(row.<String>getAs(ChurnUnscored.REASON)).isEqualTo("no_counting_order");
    }
    List<String> scores =
        slice(ChurnScores.TABLE, FIRST).select(ChurnScores.CUSTOMER_KEY).collectAsList().stream()
            .map(row -> row.getString(0))
            .toList();
    assertThat(told).isNotEmpty().doesNotHaveDuplicates().doesNotContainAnyElementsOf(scores);
    told.addAll(scores);
    assertThat(told).containsExactlyInAnyOrderElementsOf(known.stream().distinct().toList());
  }

  @Test
  @Order(2)
  void importanceIsTheMeanOfContributionsMadeOneByOne() {
    Row entry = model(trained);
    ChurnModel model =
        new ChurnModel(
            ModelInputs.named(entry.getList(entry.fieldIndex(ChurnModels.FEATURES))),
            MarginJson.read(entry.getAs(ChurnModels.MODEL)));
    int[] featureOfInput = model.inputs().featureOfInput();
    int features = model.inputs().features().size();
    Map<String, String> segments = new HashMap<>();
    slice(Rfm.TABLE, FIRST)
        .select(Rfm.CUSTOMER_KEY, Rfm.SEGMENT)
        .collectAsList()
        .forEach(row -> segments.put(row.getString(0), row.getString(1)));
    Map<String, double[]> sums = new HashMap<>();
    Map<String, Long> customers = new HashMap<>();
    TreeShap shap = new TreeShap((TreeEnsemble) model.margin());
    for (Row row : slice(ChurnFeatures.TABLE, FIRST).collectAsList()) {
      double[] each = new double[featureOfInput.length];
      shap.explain(model.inputs().of(FeatureRows.values(row)), each);
      double[] byFeature = new double[features];
      for (int input = 0; input < each.length; input++) {
        byFeature[featureOfInput[input]] += each[input];
      }
      for (String part : List.of("all", segments.get(row.<String>getAs("customer_key")))) {
        customers.merge(part, 1L, Long::sum);
        double[] sum = sums.computeIfAbsent(part, any -> new double[2 * features]);
        for (int feature = 0; feature < features; feature++) {
          sum[feature] += Math.abs(byFeature[feature]);
          sum[features + feature] += byFeature[feature];
        }
      }
    }
    assertThat(customers.get("all")).isEqualTo(3370L);
    assertThat(customers).hasSizeGreaterThan(8);
    List<Row> rows = slice(ChurnImportance.TABLE, FIRST).collectAsList();
    assertThat(rows).hasSize(customers.size() * features);
    for (Row row : rows) {
      String part = row.getAs(ChurnImportance.PART);
      assertThat(row.<String>getAs(ChurnImportance.SPLIT))
          .isEqualTo(part.equals("all") ? "all" : "segment");
      assertThat(row.<String>getAs(ChurnImportance.MODEL_VERSION)).isEqualTo(trained);
      long n = customers.get(part);
      assertThat(row.<Long>getAs(ChurnImportance.CUSTOMERS)).isEqualTo(n);
      int feature =
          model.inputs().features().stream()
              .map(f -> f.column())
              .toList()
              .indexOf(row.<String>getAs(ChurnImportance.FEATURE));
      double[] sum = sums.get(part);
      assertThat(row.<Double>getAs(ChurnImportance.MEAN_ABS_CONTRIBUTION))
          .isCloseTo(sum[feature] / n, within(1e-12));
      assertThat(row.<Double>getAs(ChurnImportance.MEAN_CONTRIBUTION))
          .isCloseTo(sum[features + feature] / n, within(1e-12));
    }
    List<Row> all =
        rows.stream()
            .filter(row -> row.getAs(ChurnImportance.PART).equals("all"))
            .sorted(Comparator.comparing(row -> row.<Integer>getAs(ChurnImportance.RANK)))
            .toList();
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).<Integer>getAs(ChurnImportance.RANK)).isEqualTo(i + 1);
      assertThat(all.get(i).<Double>getAs(ChurnImportance.MEAN_ABS_CONTRIBUTION))
          .isLessThanOrEqualTo(
              all.get(Math.max(0, i - 1)).<Double>getAs(ChurnImportance.MEAN_ABS_CONTRIBUTION));
    }
    assertThat(all.get(0).<Double>getAs(ChurnImportance.MEAN_ABS_CONTRIBUTION)).isPositive();
  }

  @Test
  @Order(3)
  void importanceIsWrittenWhereAModelIsNewAndAgainWhereItWas() {
    long version = lake.version(ChurnImportance.TABLE);
    Outcome next = scored("2011-09-11");
    assertThat(lake.version(ChurnImportance.TABLE)).isEqualTo(version);
    assertThat(next.versions()).doesNotContainKey(ChurnImportance.TABLE.fullName());
    List<Row> before = slice(ChurnImportance.TABLE, FIRST).orderBy("part", "rank").collectAsList();
    Outcome again = new ScoreJob().run(context(lake, FIRST, SETTINGS, "again"));
    assertThat(again.versions()).containsKey(ChurnImportance.TABLE.fullName());
    assertThat(slice(ChurnImportance.TABLE, FIRST).orderBy("part", "rank").collectAsList())
        .isEqualTo(before);
  }

  @Test
  @Order(4)
  void anEarlierModelIsTakenBackAndThePastIsLeft() {
    // As an earlier build wrote it: it does not say from when on it scores.
    copied("2011-09-01", OLDER, lit(null).cast(Types.listOf(Types.DATE)));
    copied("2011-09-12", NEWER, array(lit("2011-09-12").cast(Types.DATE)));
    scored("2011-09-12");
    scored("2011-09-13");
    assertThat(scorer("2011-09-12")).isEqualTo(NEWER);
    assertThat(scorer("2011-09-13")).isEqualTo(NEWER);
    assertThat(importanceOf("2011-09-12")).containsExactly(NEWER);
    assertThat(importanceOf("2011-09-13")).isEmpty();

    long version = lake.version(ChurnModels.TABLE);
    Outcome outcome = use(trained, SETTINGS);
    assertThat(outcome.note()).contains(trained, "from 2011-09-13 on");
    assertThat(lake.version(ChurnModels.TABLE)).isEqualTo(version + 1);
    assertThat(model(NEWER).<String>getAs(ChurnModels.STATUS)).isEqualTo("rolled_back");
    assertThat(model(NEWER).<String>getAs(ChurnModels.DECISION))
        .endsWith("; " + trained + " was taken back into use from 2011-09-13 on");
    assertThat(model(trained).getList(model(trained).fieldIndex(ChurnModels.SCORES_FROM)))
        .map(Object::toString)
        .containsExactly(FIRST, "2011-09-13");
    assertThat(lake.read(ChurnModels.TABLE).count()).isEqualTo(3);

    scored("2011-09-12");
    scored("2011-09-13");
    scored("2011-09-14");
    assertThat(scorer("2011-09-12")).isEqualTo(NEWER);
    assertThat(scorer("2011-09-13")).isEqualTo(trained);
    assertThat(scorer("2011-09-14")).isEqualTo(trained);
    assertThat(importanceOf("2011-09-12")).containsExactly(NEWER);
    assertThat(importanceOf("2011-09-13")).containsExactly(trained);
    assertThat(importanceOf("2011-09-14")).isEmpty();
    assertThat(use(trained, SETTINGS).note()).contains("in use already");
    assertThat(lake.version(ChurnModels.TABLE)).isEqualTo(version + 1);
  }

  @Test
  @Order(5)
  void theNextTrainingChallengesItAndOldModelsAreTakenOutInItsCommit() {
    new FeaturesJob().run(context(lake, "2011-09-18", SETTINGS, "quiet"));
    assertThat(new TrainJob().run(context(lake, "2011-09-18", SETTINGS, "quiet")).note())
        .contains(trained + " scores on; the next training is due 2011-09-19");
    long version = lake.version(ChurnModels.TABLE);
    new TrainJob().run(context(lake, "2011-09-19", SETTINGS, "week"));
    assertThat(lake.version(ChurnModels.TABLE)).isEqualTo(version + 1);
    Row challenger = slice(ChurnModels.TABLE, "2011-09-19").first();
    assertThat(challenger.<String>getAs(ChurnModels.STATUS)).isEqualTo("challenger");
    assertThat(challenger.<String>getAs(ChurnModels.DECISION)).contains(trained);
    // One is kept by the settings, and the one in use.
    assertThat(
            lake.read(ChurnModels.TABLE)
                .filter(col(ChurnModels.MODEL).isNotNull())
                .select(ChurnModels.MODEL_VERSION)
                .collectAsList())
        .map(row -> row.getString(0))
        .containsExactlyInAnyOrder(trained, NEWER);
    Row older = model(OLDER);
    assertThat(older.<String>getAs(ChurnModels.STATUS)).isEqualTo("champion");
    assertThat(older.<Long>getAs(ChurnModels.TRAINING_ROWS))
        .isEqualTo(model(trained).<Long>getAs(ChurnModels.TRAINING_ROWS));
  }

  @Test
  @Order(6)
  void aModelThatCannotScoreIsRefusedWithThoseThatCan() {
    long version = lake.version(ChurnModels.TABLE);
    String challenger = slice(ChurnModels.TABLE, "2011-09-19").first().getAs("model_version");
    mustRefuse("2011-01-01-none", SETTINGS, "There is no such model", trained, NEWER);
    mustRefuse(challenger, SETTINGS, "challenger, whose model was not kept", trained, NEWER);
    mustRefuse(OLDER, SETTINGS, "churn.models-kept", trained, NEWER);
    Configuration other =
        Configuration.of("churnlake.churn { algorithm = boosted, horizon-days = 60 }");
    mustRefuse(NEWER, other, "horizon-days=90", "horizon-days=60", "No model can be.");
    assertThat(lake.version(ChurnModels.TABLE)).isEqualTo(version);
  }

  private void mustRefuse(String model, Configuration settings, String... words) {
    assertThatThrownBy(() -> use(model, settings))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e.problem()).contains(model);
              assertThat(e.reason()).contains(words);
              assertThat(e.remedy()).contains("churnlake models");
            });
  }

  @Test
  @Order(7)
  void whereNothingIsLearntAndNobodyCameBackAllAreUnscored(@TempDir Path folder) {
    Lake young =
        ChurnJobsTest.lake(
            folder,
            Days.of(
                List.of(Days.bought("a", "2011-01-10", 10), Days.bought("b", "2011-01-20", 20))));
    List<Outcome> outcomes = night(young, "2011-02-01", SETTINGS, "young");
    assertThat(outcomes.get(2).note()).startsWith("no scores: there is no model yet");
    assertThat(young.read(ChurnScores.TABLE).isEmpty()).isTrue();
    assertThat(young.read(ChurnUnscored.TABLE).collectAsList())
        .map(row -> row.mkString(" "))
        .containsExactlyInAnyOrder(
            "2011-02-01 a no_model 2011-01-10", "2011-02-01 b no_model 2011-01-20");

    // A training that is not due is made when asked for, and only then.
    young.replaceSlices(
        ChurnModels.TABLE,
        List.of(LocalDate.parse("2011-01-28")),
        slice(ChurnModels.TABLE, FIRST)
            .withColumn(ChurnModels.AS_OF, lit("2011-01-28").cast(Types.DATE))
            .withColumn(ChurnModels.SCORES_FROM, array(lit("2011-01-28").cast(Types.DATE))));
    assertThat(new TrainJob().run(context(young, "2011-02-01", SETTINGS, "not due")).note())
        .contains("the next training is due 2011-02-04");
    assertThat(TrainJob.asked().run(context(young, "2011-02-01", SETTINGS, "asked")).note())
        .startsWith("no model: no cut-off's outcome is known yet");
  }

  @Test
  @Order(8)
  void aModelOfAnotherHorizonScoresNothingAndTheReasonSaysSo() {
    Configuration other = Configuration.of("churnlake.churn.horizon-days = 60");
    new ScoreJob().run(context(lake, "2011-09-18", other, "other"));
    assertThat(scorer("2011-09-18")).isEqualTo(ChurnScores.FALLBACK);
    assertThat(
            slice(ChurnScores.TABLE, "2011-09-18")
                .first()
                .<String>getAs(ChurnScores.FALLBACK_REASON))
        .isEqualTo("no_model_of_these_settings");
  }

  @Test
  void nothingIsWrittenWhereNobodyIsUnscored(@TempDir Path folder) {
    List<Row> days = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      days.add(Days.bought("a", "2011-%02d-01".formatted(month), 10));
      days.add(Days.bought("b", "2011-%02d-15".formatted(month), 20));
    }
    days.add(Days.bought("gone", "2010-01-01", 5));
    Lake small = ChurnJobsTest.lake(folder, Days.of(days));
    night(small, "2011-12-20", SETTINGS, "one");
    assertThat(small.read(ChurnUnscored.TABLE).collectAsList())
        .map(row -> row.mkString(" "))
        .containsExactly("2011-12-20 gone lapsed 2010-01-01");
    long version = small.version(ChurnUnscored.TABLE);
    small.replace(CustomerDays.TABLE, Days.of(days.subList(0, days.size() - 1)));
    night(small, "2011-12-21", SETTINGS, "two");
    assertThat(small.version(ChurnUnscored.TABLE)).isEqualTo(version);
    // Where somebody was, nobody is told any more.
    night(small, "2011-12-20", SETTINGS, "three");
    assertThat(small.read(ChurnUnscored.TABLE).isEmpty()).isTrue();
  }
}
