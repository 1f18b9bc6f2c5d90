package io.churnlake.churn;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.Configuration;
import io.churnlake.job.RecommendJob;
import io.churnlake.lake.Lake;
import io.churnlake.step.Outcome;
import io.churnlake.table.Actions;
import io.churnlake.table.Customers;
import io.churnlake.table.RecommendationProducts;
import io.churnlake.table.RecommendationQuality;
import io.churnlake.table.Recommendations;
import io.churnlake.table.RowBuilder;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recommendations in a small made shop of four tastes that no category tells apart: 600 customers
 * buy one product of ten on each of five days, all of their own taste.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecommendJobTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);
  private static final int CUSTOMERS = 600;
  private static final int TASTES = 4;
  private static final int OF_A_TASTE = 10;

  private final Map<String, Set<String>> bought = new TreeMap<>();
  private Lake lake;

  @BeforeAll
  void lake(@TempDir Path folder) {
    lake = Lake.at(SparkTest.spark(), folder.toString());
    Random random = new Random(3);
    List<Row> lines = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      String key = key(i);
      for (int day = 0; day < 5; day++) {
        String product = product(i % TASTES, random.nextInt(OF_A_TASTE));
        bought.computeIfAbsent(key, of -> new HashSet<>()).add(product);
        lines.add(line(key, AS_OF.minusDays(200 - 40L * day), product, true));
      }
      // What lies after as_of, does not count or has no customer must not matter.
      for (int product = 0; product < OF_A_TASTE; product++) {
        lines.add(line(key, AS_OF.plusDays(10), product(i % TASTES, product), true));
        lines.add(line(key, AS_OF.minusDays(1), product(i % TASTES, product), false));
        lines.add(line(null, AS_OF.minusDays(1), "guest-" + product, true));
      }
      lines.add(line(key, AS_OF.minusDays(400), "sold-out", true));
    }
    write(lake, lines, CUSTOMERS);
    actions(AS_OF);
    actions(AS_OF.plusDays(1));
  }

  private static void write(Lake lake, List<Row> lines, int customers) {
    lake.replace(
        SilverOrderLines.TABLE,
        SparkTest.spark().createDataFrame(lines, SilverOrderLines.TABLE.schema()));
    List<Row> members = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      members.add(nulls(Customers.TABLE).set(Customers.CUSTOMER_KEY, key(i)).row());
    }
    lake.replace(
        Customers.TABLE, SparkTest.spark().createDataFrame(members, Customers.TABLE.schema()));
  }

  private static String key(int customer) {
    return "customer-%03d".formatted(customer);
  }

  private static String product(int taste, int number) {
    return "taste-%d-%d".formatted(taste, number);
  }

  private static RowBuilder nulls(Table table) {
    RowBuilder row = RowBuilder.of(table);
    table.columnNames().forEach(column -> row.set(column, null));
    return row;
  }

  private static Row line(String key, LocalDate date, String product, boolean counts) {
    return nulls(SilverOrderLines.TABLE)
        .set(SilverOrderLines.CUSTOMER_KEY, key)
        .set(SilverOrderLines.ORDER_DATE, date)
        .set(SilverOrderLines.PRODUCT_CODE, product)
        .set(SilverOrderLines.COUNTS, counts)
        .row();
  }

  /** Every third customer is given the recommendation. */
  private void actions(LocalDate asOf) {
    actions(lake, asOf, 3);
  }

  private static void actions(Lake lake, LocalDate asOf, int every) {
    List<Row> actions = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      actions.add(
          nulls(Actions.TABLE)
              .set(Actions.AS_OF, asOf)
              .set(Actions.CUSTOMER_KEY, key(i))
              .set(Actions.MEASURE, i % every == 0 ? "personal-recommendation" : "early-access")
              .row());
    }
    lake.replaceSlices(
        Actions.TABLE,
        List.of(asOf),
        SparkTest.spark().createDataFrame(actions, Actions.TABLE.schema()));
  }

  private static Outcome run(Lake lake, LocalDate asOf, String settings) {
    return new RecommendJob()
        .run(ChurnJobsTest.context(lake, asOf.toString(), Configuration.of(settings), "run"));
  }

  private static List<Row> slice(Lake lake, Table table, LocalDate asOf) {
    return lake.read(table).filter(col(Table.AS_OF).equalTo(lit(asOf))).collectAsList();
  }

  @Test
  @Order(1)
  void customersGetProductsOfTheirTasteThatTheyHaveNotBought() {
    Outcome outcome = run(lake, AS_OF, "");
    assertThat(outcome.note()).contains("recommendations by als");
    List<Row> rows = slice(lake, Recommendations.TABLE, AS_OF);
    assertThat(rows).hasSize(CUSTOMERS / 3 * 5);
    long ofTheirTaste = 0;
    for (Row row : rows) {
      String key = row.getAs(Recommendations.CUSTOMER_KEY);
      String product = row.getAs(Recommendations.PRODUCT);
      int customer = Integer.parseInt(key.substring(9));
      assertThat(customer % 3).isZero();
      assertThat(bought.get(key)).doesNotContain(product);
      assertThat(bought.get(key)).contains(row.<String>getAs(Recommendations.BECAUSE_OF));
      assertThat(row.<String>getAs(Recommendations.GERMAN))
          .contains(row.<String>getAs(Recommendations.BECAUSE_OF));
      ofTheirTaste += product.startsWith("taste-" + customer % TASTES) ? 1 : 0;
    }
    // By chance it would be a quarter.
    assertThat(ofTheirTaste).isGreaterThan(rows.size() * 6L / 10);
    assertThat(slice(lake, RecommendationProducts.TABLE, AS_OF))
        .hasSize(TASTES * OF_A_TASTE)
        .noneMatch(row -> row.isNullAt(row.fieldIndex(RecommendationProducts.FACTORS)));
  }

  @Test
  @Order(2)
  void qualityTellsTheHitRateOnCustomersKeptApart() {
    List<Row> quality = slice(lake, RecommendationQuality.TABLE, AS_OF);
    assertThat(quality).hasSize(3);
    Row als =
        quality.stream()
            .filter(row -> row.<String>getAs(RecommendationQuality.MODEL).equals("als"))
            .findFirst()
            .orElseThrow();
    assertThat(als.<Boolean>getAs(RecommendationQuality.IS_USED)).isTrue();
    assertThat(als.<Long>getAs(RecommendationQuality.LEARNT_FROM)).isEqualTo(CUSTOMERS);
    assertThat(als.<Long>getAs(RecommendationQuality.TRIED_ON)).isBetween(50L, 150L);
    // Five of some seven left of their taste, against five of forty.
    assertThat(als.<Double>getAs(RecommendationQuality.HIT_RATE)).isGreaterThan(0.5);
    assertThat(als.<Double>getAs("lead_low")).isPositive();
  }

  @Test
  @Order(3)
  void theNextNightFollowsFromWhatWasLearnt() {
    Outcome outcome = run(lake, AS_OF.plusDays(1), "");
    assertThat(outcome.note()).contains("learnt 2024-12-31, next 2025-01-07");
    assertThat(lake.slices(RecommendationProducts.TABLE)).containsExactly(AS_OF);
    List<String> columns =
        List.of(
            Recommendations.CUSTOMER_KEY,
            Recommendations.RANK,
            Recommendations.PRODUCT,
            Recommendations.SCORE,
            Recommendations.BECAUSE_OF,
            Recommendations.FITTED_ON);
    assertThat(values(slice(lake, Recommendations.TABLE, AS_OF.plusDays(1)), columns))
        .containsExactlyInAnyOrderElementsOf(
            values(slice(lake, Recommendations.TABLE, AS_OF), columns));
  }

  private static List<List<Object>> values(List<Row> rows, List<String> columns) {
    return rows.stream()
        .map(row -> columns.stream().map(column -> (Object) row.getAs(column)).toList())
        .toList();
  }

  @Test
  @Order(4)
  void whereNobodyGetsTheMeasureThereIsNothingToRecommend() {
    Outcome outcome =
        run(lake, AS_OF, "churnlake.actions.recommendations.measure = something-else");
    assertThat(outcome.note()).contains("nobody's measure is something-else");
    assertThat(slice(lake, Recommendations.TABLE, AS_OF)).isEmpty();
  }

  @Test
  @Order(5)
  void aShopTooSmallToLearnFromGetsBestSellersAndSaysSo(@TempDir Path folder) {
    Lake small = Lake.at(SparkTest.spark(), folder.toString());
    List<Row> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add(line(key(i), AS_OF.minusDays(20), product(0, i % 2), true));
      lines.add(line(key(i), AS_OF.minusDays(10), product(0, 2 + i % 4), true));
    }
    write(small, lines, 40);
    actions(small, AS_OF, 3);
    Outcome outcome = run(small, AS_OF, "churnlake.actions.recommendations.already-bought = true");
    assertThat(outcome.note()).contains("by best_sellers", "too small for als");
    List<Row> rows = slice(small, Recommendations.TABLE, AS_OF);
    assertThat(rows).hasSize(14 * 5);
    assertThat(rows)
        .filteredOn(row -> row.<Integer>getAs(Recommendations.RANK) == 1)
        .allMatch(row -> row.<String>getAs(Recommendations.PRODUCT).equals(product(0, 0)))
        .allMatch(row -> row.<Double>getAs(Recommendations.SCORE) == 0.5);
    assertThat(slice(small, RecommendationQuality.TABLE, AS_OF))
        .anyMatch(
            row ->
                RecommendationQuality.TOO_FEW.equals(row.getAs(RecommendationQuality.NULL_REASON)));
  }

  /** Each customer's category is bought by nobody else: who sees the answer always hits. */
  @Test
  @Order(6)
  void whatIsHeldOutSellsNothing(@TempDir Path folder) {
    Lake apart = Lake.at(SparkTest.spark(), folder.toString());
    List<Row> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      for (int day = 0; day < 2; day++) {
        lines.add(
            nulls(SilverOrderLines.TABLE)
                .set(SilverOrderLines.CUSTOMER_KEY, key(i))
                .set(SilverOrderLines.ORDER_DATE, AS_OF.minusDays(30L - 10 * day))
                .set(SilverOrderLines.PRODUCT_CODE, product(i, day))
                .set(SilverOrderLines.CATEGORY, "category-" + i)
                .set(SilverOrderLines.COUNTS, true)
                .row());
      }
    }
    write(apart, lines, 60);
    actions(apart, AS_OF, 1);
    run(apart, AS_OF, "");
    assertThat(slice(apart, RecommendationQuality.TABLE, AS_OF))
        .filteredOn(row -> !row.<String>getAs(RecommendationQuality.MODEL).equals("als"))
        .hasSize(2)
        .allMatch(row -> row.<Long>getAs(RecommendationQuality.TRIED_ON) > 0)
        .allMatch(row -> row.<Long>getAs(RecommendationQuality.HITS) == 0);
    // The one that recommends knows of all sales.
    assertThat(slice(apart, RecommendationProducts.TABLE, AS_OF)).hasSize(120);
  }
}
