package io.churnlake.churn;

import static io.churnlake.churn.Days.bought;
import static io.churnlake.churn.Days.day;
import static io.churnlake.churn.Days.returned;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.feature.Features;
import io.churnlake.table.ChurnFeatures;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class FeaturesTest {
  private static final LocalDate CUT_OFF = LocalDate.parse("2020-06-30");
  private static final LocalDate EARLIER = LocalDate.parse("2020-03-31");

  private static final List<Row> PAST =
      List.of(
          day("a", "2020-03-01", 1, 4, 90, 10, 0),
          bought("a", "2020-04-01", 50),
          returned("a", "2020-04-02", 40),
          bought("a", "2020-06-01", 60),
          bought("b", "2020-06-30", 10),
          bought("gone", "2019-06-30", 10),
          returned("returns only", "2020-06-01", 5));

  private static List<Row> features(List<Row> days, LocalDate... cutOffs) {
    Dataset<Row> dataset = Days.of(days);
    return Features.at(dataset, Days.customers(dataset, "2020-03-31"), List.of(cutOffs), 366)
        .orderBy(ChurnFeatures.AS_OF, ChurnFeatures.CUSTOMER_KEY)
        .collectAsList();
  }

  @Test
  void featuresOfAHandMadeHistory() {
    List<Row> rows = features(PAST, CUT_OFF, EARLIER);
    // "gone" bought 366 days before the cut-off: outside of (cut-off - 366, cut-off].
    assertThat(rows)
        .map(row -> row.getDate(0) + " " + row.getString(1))
        .containsExactly("2020-03-31 a", "2020-03-31 gone", "2020-06-30 a", "2020-06-30 b");
    Row a = rows.get(2);
    assertThat(a.<Integer>getAs(ChurnFeatures.RECENCY_DAYS)).isEqualTo(29);
    assertThat(a.<Integer>getAs(ChurnFeatures.TENURE_DAYS)).isEqualTo(121);
    assertThat(a.<Integer>getAs(ChurnFeatures.OCCASIONS)).isEqualTo(3);
    assertThat(a.<Integer>getAs(ChurnFeatures.OCCASIONS_30)).isEqualTo(1);
    assertThat(a.<Integer>getAs(ChurnFeatures.OCCASIONS_90)).isEqualTo(1);
    assertThat(a.<Integer>getAs(ChurnFeatures.OCCASIONS_180)).isEqualTo(3);
    assertThat(a.<BigDecimal>getAs(ChurnFeatures.REVENUE)).isEqualByComparingTo("200");
    assertThat(a.<BigDecimal>getAs(ChurnFeatures.REVENUE_90)).isEqualByComparingTo("60");
    // Gaps of 31 and 61 days: mean 46, sample variance 2 x 15 x 15.
    assertThat(a.<Double>getAs(ChurnFeatures.MEAN_GAP_DAYS)).isEqualTo(46.0);
    assertThat(a.<Double>getAs(ChurnFeatures.SD_GAP_DAYS))
        .isCloseTo(15 * Math.sqrt(2), within(1e-12));
    assertThat(a.<Double>getAs(ChurnFeatures.RECENCY_OVER_GAP)).isEqualTo(29 / 46.0);
    assertThat(a.<Double>getAs(ChurnFeatures.MEAN_REVENUE)).isCloseTo(200 / 3.0, within(1e-12));
    assertThat(a.<Double>getAs(ChurnFeatures.LINES_PER_OCCASION)).isEqualTo(8 / 3.0);
    assertThat(a.<Double>getAs(ChurnFeatures.DISCOUNT_SHARE)).isCloseTo(10 / 210.0, within(1e-12));
    assertThat(a.<Double>getAs(ChurnFeatures.RETURN_SHARE)).isCloseTo(0.2, within(1e-12));
    assertThat(a.<Boolean>getAs(ChurnFeatures.LEFT_TRUNCATED)).isTrue();
    Row b = rows.get(3);
    assertThat(b.<Integer>getAs(ChurnFeatures.RECENCY_DAYS)).isZero();
    assertThat(b.<Double>getAs(ChurnFeatures.MEAN_GAP_DAYS)).isNull();
    assertThat(b.<Double>getAs(ChurnFeatures.SD_GAP_DAYS)).isNull();
  }

  @Test
  void nothingAfterTheCutOffMatters() {
    List<Row> withFuture = new ArrayList<>(PAST);
    withFuture.add(bought("a", "2020-07-01", 999));
    withFuture.add(returned("a", "2020-07-02", 500));
    withFuture.add(day("b", "2020-07-01", 3, 30, 5000, 100, 0));
    withFuture.add(bought("new", "2020-07-01", 70));
    List<Row> otherFuture = new ArrayList<>(PAST);
    otherFuture.add(returned("b", "2020-07-01", 10));
    otherFuture.add(bought("gone", "2020-07-01", 1));
    List<Row> expected = features(PAST, CUT_OFF);
    assertThat(features(withFuture, CUT_OFF)).isEqualTo(expected);
    assertThat(features(otherFuture, CUT_OFF)).isEqualTo(expected);
    // A cut-off computed beside a later one, whose days it must not see.
    List<Row> beside = features(PAST, EARLIER, CUT_OFF);
    assertThat(beside.subList(0, 2)).isEqualTo(features(PAST, EARLIER));
  }

  @Test
  void oneShuffleOfTheDaysServesAllCutOffs() {
    Dataset<Row> days = Days.of(PAST);
    Dataset<Row> features =
        Features.at(days, Days.customers(days, "2020-03-31"), List.of(CUT_OFF, EARLIER), 366);
    String plan = features.filter(col(ChurnFeatures.OCCASIONS).gt(0)).queryExecution().toString();
    String physical = plan.substring(plan.indexOf("== Physical Plan =="));
    // One for the days, one for grouping the customers of this test.
    assertThat(physical.split("Exchange hashpartitioning", -1)).hasSize(1 + 2);
    assertThat(physical).doesNotContain("Exchange SinglePartition").doesNotContain("UDF");
  }
}
