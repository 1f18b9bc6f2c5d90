package io.churnlake.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.model.BgNbd;
import io.churnlake.clv.model.Cdnow;
import io.churnlake.clv.model.GammaGamma;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Types;
import io.churnlake.testing.SparkTest;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ClvOnSparkTest {
  private static final StructType CUSTOMER_DAYS =
      new StructType()
          .add(CustomerDays.CUSTOMER_KEY, Types.STRING)
          .add(CustomerDays.ORDER_DATE, Types.DATE)
          .add(CustomerDays.LINES, Types.INT)
          .add(CustomerDays.REVENUE, Types.MONEY);

  @Test
  void summariesCountOccasionsUpToAsOf() {
    Dataset<Row> days =
        customerDays(
            List.of(
                day("a", "2024-01-01", 0, "0"),
                day("a", "2024-01-03", 2, "10.00"),
                day("a", "2024-01-10", 1, "20.00"),
                day("a", "2024-01-17", 1, "5.0001"),
                day("a", "2024-01-18", 0, "0"),
                day("a", "2024-02-01", 1, "99.00"),
                day("b", "2024-01-31", 1, "7.50"),
                day("c", "2024-02-01", 1, "7.50")));

    List<Row> rows =
        CustomerSummaries.of(days, LocalDate.of(2024, 1, 31))
            .orderBy(CustomerSummaries.CUSTOMER_KEY)
            .collectAsList();

    assertThat(rows)
        .containsExactly(
            RowFactory.create("a", 2, 14, 28, 12.50005, new BigDecimal("35.0001")),
            RowFactory.create("b", 0, 0, 0, null, new BigDecimal("7.5000")));
  }

  @Test
  void cdnowFitsAsWithoutSparkAndTheSameAgain() {
    Dataset<Row> days = cdnow();
    // The session is shared; others, Delta among them, keep RDDs of their own.
    Set<Object> persisted = persisted();
    ClvFit fit = fit(days);
    // Another order and layout of the same rows.
    ClvFit again = fit(days.repartition(7).sort(CustomerDays.REVENUE));

    assertThat(again).isEqualTo(fit);
    BgNbd plain = Cdnow.bgNbdFit(7).model();
    BgNbd bgNbd = fit.bgNbd().model();
    assertThat(bgNbd.r()).isCloseTo(plain.r(), within(1e-9));
    assertThat(bgNbd.alpha()).isCloseTo(plain.alpha(), within(1e-9));
    assertThat(bgNbd.a()).isCloseTo(plain.a(), within(1e-9));
    assertThat(bgNbd.b()).isCloseTo(plain.b(), within(1e-9));
    GammaGamma plainSpend = Cdnow.gammaGammaFit().model();
    GammaGamma spend = fit.gammaGamma().model();
    assertThat(spend.p()).isCloseTo(plainSpend.p(), within(1e-9));
    assertThat(spend.q()).isCloseTo(plainSpend.q(), within(1e-9));
    assertThat(spend.v()).isCloseTo(plainSpend.v(), within(1e-8));
    assertThat(fit.bgNbd().customers()).isEqualTo(2357);
    assertThat(fit.gammaGamma().customers()).isEqualTo(946);
    assertThat(persisted).containsAll(persisted());
  }

  private static Set<Object> persisted() {
    return new HashSet<>(
        scala.jdk.javaapi.CollectionConverters.asJava(
            SparkTest.spark().sparkContext().getPersistentRDDs().keySet()));
  }

  @Test
  void everyCustomerIsScored() {
    Dataset<Row> summaries = CustomerSummaries.of(cdnow(), Cdnow.CALIBRATED_TO);
    BgNbd bgNbd = Cdnow.bgNbdFit(7).model();
    GammaGamma gammaGamma = Cdnow.gammaGammaFit().model();
    ClvSettings settings = new ClvSettings(39 * 7, .1, .3, 7);
    Map<String, Cdnow.Customer> customers = new HashMap<>();
    Cdnow.customers().forEach(c -> customers.put(c.id(), c));

    Dataset<Row> scores = ClvScores.of(summaries, bgNbd, gammaGamma, settings);
    List<Row> rows = scores.collectAsList();

    assertThat(scores.schema()).isEqualTo(ClvScores.SCHEMA);
    assertThat(rows).hasSize(2357);
    for (Row row : rows) {
      Cdnow.Customer c = customers.get(row.<String>getAs(ClvScores.CUSTOMER_KEY));
      double orders = bgNbd.conditionalExpectedPurchases(c.x(), c.tx(), c.t(), 39);
      double spend = gammaGamma.expectedMeanSpend(c.x(), c.z());
      assertThat(row.<Double>getAs(ClvScores.P_ALIVE))
          .isCloseTo(bgNbd.pAlive(c.x(), c.tx(), c.t()), within(1e-12));
      assertThat(row.<Double>getAs(ClvScores.EXPECTED_ORDERS)).isCloseTo(orders, within(1e-9));
      assertThat(row.<Double>getAs(ClvScores.P_NO_PURCHASE))
          .isCloseTo(bgNbd.pNoPurchase(c.x(), c.tx(), c.t(), 39), within(1e-12));
      assertThat(row.<BigDecimal>getAs(ClvScores.EXPECTED_SPEND).doubleValue())
          .isCloseTo(spend, within(5.1e-5));
      // Undiscounted it would be orders x spend x margin; nine months at 10 % cost at most 7 %.
      assertThat(row.<BigDecimal>getAs(ClvScores.EXPECTED_CLV).doubleValue())
          .isBetween(.93 * orders * spend * .3 - 1e-4, orders * spend * .3 + 1e-4);
      assertThat(row.<Boolean>getAs(ClvScores.SPEND_IS_POPULATION_MEAN)).isEqualTo(c.x() == 0);
      assertThat(row.isNullAt(row.fieldIndex(ClvScores.MEAN_SPEND))).isEqualTo(c.x() == 0);
      assertThat(row.<Integer>getAs(ClvScores.HORIZON_DAYS)).isEqualTo(273);
    }
  }

  @Test
  void aLakeWithoutRepeatBuyersIsScored() {
    Dataset<Row> days =
        customerDays(
            List.of(day("a", "2024-01-01", 1, "10.00"), day("b", "2024-01-08", 1, "30.00")));
    Dataset<Row> summaries = CustomerSummaries.of(days, LocalDate.of(2024, 1, 31));

    ClvFit fit = ClvFit.of(summaries, 7);
    Row score =
        ClvScores.of(
                summaries,
                fit.bgNbd().model(),
                fit.gammaGamma().model(),
                new ClvSettings(365, .1, .5, 7))
            .where("customer_key = 'b'")
            .first();

    assertThat(fit.bgNbd().note()).isPresent();
    assertThat(fit.gammaGamma().note()).isPresent();
    assertThat(score.<BigDecimal>getAs(ClvScores.EXPECTED_SPEND)).isEqualByComparingTo("20");
    assertThat(score.<BigDecimal>getAs(ClvScores.HISTORIC_CLV)).isEqualByComparingTo("15");
    assertThat(score.<Double>getAs(ClvScores.EXPECTED_ORDERS)).isBetween(0.0, .001);
  }

  @Test
  void anEmptyLakeFits() {
    Dataset<Row> summaries =
        CustomerSummaries.of(customerDays(List.of()), LocalDate.of(2024, 1, 31));

    ClvFit fit = ClvFit.of(summaries, 7);

    assertThat(fit.bgNbd().note()).hasValue("there is no customer to fit");
    assertThat(fit.gammaGamma().note()).isPresent();
  }

  private static ClvFit fit(Dataset<Row> customerDays) {
    return ClvFit.of(CustomerSummaries.of(customerDays, Cdnow.CALIBRATED_TO), 7);
  }

  private static Dataset<Row> cdnow() {
    List<Row> rows = new ArrayList<>();
    Cdnow.days()
        .forEach(
            (id, days) ->
                days.forEach(
                    (date, cents) ->
                        rows.add(
                            RowFactory.create(
                                id, Date.valueOf(date), 1, BigDecimal.valueOf(cents, 2)))));
    return customerDays(rows);
  }

  private static Row day(String customer, String date, int lines, String revenue) {
    return RowFactory.create(customer, Date.valueOf(date), lines, new BigDecimal(revenue));
  }

  private static Dataset<Row> customerDays(List<Row> rows) {
    return SparkTest.spark().createDataFrame(rows, CUSTOMER_DAYS);
  }
}
