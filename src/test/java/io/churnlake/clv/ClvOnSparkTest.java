package io.churnlake.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.model.BgNbd;
import io.churnlake.clv.model.Cdnow;
import io.churnlake.clv.model.Design;
import io.churnlake.clv.model.GammaGamma;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.model.PurchaseEstimator;
import io.churnlake.clv.model.PurchaseFamilies;
import io.churnlake.clv.model.PurchaseModel;
import io.churnlake.clv.model.PurchaseRows;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.table.Clv;
import io.churnlake.table.ClvTotals;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Types;
import io.churnlake.testing.SparkTest;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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
          .add(CustomerDays.REVENUE, Types.MONEY)
          .add(CustomerDays.COST, Types.MONEY)
          .add(CustomerDays.COSTED_REVENUE, Types.MONEY);

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

    BigDecimal noMoney = BigDecimal.ZERO.setScale(4);
    assertThat(rows)
        .containsExactly(
            RowFactory.create(
                "a", 2, 14, 28, 12.50005, new BigDecimal("35.0001"), noMoney, noMoney),
            RowFactory.create("b", 0, 0, 0, null, new BigDecimal("7.5000"), noMoney, noMoney));
  }

  @Test
  void cdnowFitsAsWithoutSparkWhereverTheRowsAre() {
    Dataset<Row> days = cdnow();
    // The session is shared; others, Delta among them, keep RDDs of their own.
    Set<Object> persisted = persisted();
    Fit<GroupedModel> onDriver = fit(days, 1_000_000);
    // Another order and layout of the same rows.
    Fit<GroupedModel> again = fit(days.repartition(7).sort(CustomerDays.REVENUE), 1_000_000);
    Fit<GroupedModel> distributed = fit(days, 0);

    assertThat(again).isEqualTo(onDriver);
    for (int i = 0; i < 4; i++) {
      assertThat(distributed.point().get(i)).isCloseTo(onDriver.point().get(i), within(1e-9));
    }
    BgNbd plain = Cdnow.bgNbdFit(7).model();
    BgNbd bgNbd = (BgNbd) onDriver.model().of(0);
    assertThat(bgNbd.r()).isCloseTo(plain.r(), within(1e-9));
    assertThat(bgNbd.b()).isCloseTo(plain.b(), within(1e-8));
    assertThat(onDriver.customers()).isEqualTo(2357);
    assertThat(persisted).containsAll(persisted());
  }

  @Test
  void cdnowSpendFitsAsWithoutSparkWhereverTheRowsAre() {
    Dataset<Row> summaries = CustomerSummaries.of(cdnow(), Cdnow.CALIBRATED_TO);
    SpendHistories onDriver = SpendHistories.fit(summaries);
    SpendHistories distributed = SpendHistories.fit(summaries, 0);

    GammaGamma plain = Cdnow.gammaGammaFit().model();
    assertThat(onDriver.fit().model().p()).isCloseTo(plain.p(), within(1e-9));
    assertThat(onDriver.fit().model().v()).isCloseTo(plain.v(), within(1e-8));
    assertThat(distributed.fit().model().q()).isCloseTo(plain.q(), within(1e-9));
    assertThat(onDriver.fit().customers()).isEqualTo(946);
    assertThat(onDriver.correlation()).isCloseTo(.1139, within(5e-5));
    assertThat(onDriver.isDoubtful()).isFalse();
    assertThat(onDriver.fit().note()).isEmpty();
  }

  @Test
  void correlatedSpendIsWarnedOf() {
    List<Row> rows = new ArrayList<>();
    for (int customer = 0; customer < 30; customer++) {
      for (int day = 1; day <= 2 + customer % 10; day++) {
        String spent = 10 * (2 + customer % 10) + customer + ".00";
        rows.add(day("c" + customer, String.format("2024-01-%02d", day), 1, spent));
      }
    }
    SpendHistories spend =
        SpendHistories.fit(CustomerSummaries.of(customerDays(rows), LocalDate.of(2024, 1, 31)));

    assertThat(spend.isDoubtful()).isTrue();
    assertThat(spend.fit().note()).hasValueSatisfying(n -> assertThat(n).contains("correlate"));
  }

  private static Set<Object> persisted() {
    return new HashSet<>(
        scala.jdk.javaapi.CollectionConverters.asJava(
            SparkTest.spark().sparkContext().getPersistentRDDs().keySet()));
  }

  @Test
  void everyCustomerIsScored() {
    Dataset<Row> summaries = CustomerSummaries.of(cdnow(), Cdnow.CALIBRATED_TO);
    Fit<GroupedModel> fit = Cdnow.fit(BgNbd.FAMILY, 7);
    PurchaseModel bgNbd = fit.model().of(0);
    GammaGamma gammaGamma = Cdnow.gammaGammaFit().model();
    ClvSettings settings = new ClvSettings(39 * 7, List.of(7, 365), .1, .3, 7);
    Map<String, Cdnow.Customer> customers = new HashMap<>();
    Cdnow.customers().forEach(c -> customers.put(c.id(), c));

    Dataset<Row> scores =
        ClvScores.of(
            CustomerGroups.ONE.assign(summaries),
            ClvModel.of(List.of(fit), Cdnow.gammaGammaFit()),
            settings,
            origin());
    List<Row> rows = scores.collectAsList();

    assertThat(List.of(scores.columns()))
        .isEqualTo(Clv.TABLE.columnNames().subList(1, Clv.TABLE.columnNames().size()));
    assertThat(rows).hasSize(2357);
    for (Row row : rows) {
      Cdnow.Customer c = customers.get(row.<String>getAs(Clv.CUSTOMER_KEY));
      double orders = bgNbd.conditionalExpectedPurchases(c.x(), c.tx(), c.t(), 39);
      double spend = gammaGamma.expectedMeanSpend(c.x(), c.z());
      assertThat(row.<Double>getAs(Clv.P_ALIVE))
          .isCloseTo(bgNbd.pAlive(c.x(), c.tx(), c.t()), within(1e-12));
      assertThat(row.<Double>getAs(Clv.EXPECTED_ORDERS)).isCloseTo(orders, within(1e-9));
      assertThat(row.<Double>getAs(Clv.P_NO_PURCHASE))
          .isCloseTo(bgNbd.pNoPurchase(c.x(), c.tx(), c.t(), 39), within(1e-12));
      assertThat(money(row, Clv.EXPECTED_SPEND)).isCloseTo(spend, within(5.1e-5));
      // Undiscounted it would be orders x spend x margin; nine months at 10 % cost at most 7 %.
      double clv = money(row, Clv.EXPECTED_CLV);
      assertThat(clv).isBetween(.93 * orders * spend * .3 - 1e-4, orders * spend * .3 + 1e-4);
      assertThat(money(row, Clv.CLV_IF_ALIVE) * row.<Double>getAs(Clv.P_ALIVE))
          .isCloseTo(clv, within(1.1e-4));
      assertThat(row.<Boolean>getAs(Clv.SPEND_IS_POPULATION_MEAN)).isEqualTo(c.x() == 0);
      assertThat(row.isNullAt(row.fieldIndex(Clv.MEAN_SPEND))).isEqualTo(c.x() == 0);
      assertThat(row.<Integer>getAs(Clv.HORIZON_DAYS)).isEqualTo(273);
      assertThat(row.<String>getList(row.fieldIndex(Clv.FLAGS)))
          .isEqualTo(c.x() == 0 ? List.of("spend_is_population_mean") : List.of());
      List<Double> counts = row.getList(row.fieldIndex(Clv.P_ORDERS));
      assertThat(counts.stream().mapToDouble(p -> p).sum()).isCloseTo(1, within(1e-12));
      assertThat(counts.get(0)).isCloseTo(row.<Double>getAs(Clv.P_NO_PURCHASE), within(1e-12));
      List<BigDecimal> months = row.getList(row.fieldIndex(Clv.CLV_BY_MONTH));
      assertThat(months).hasSize(9);
      assertThat(months.stream().mapToDouble(BigDecimal::doubleValue).sum())
          .isCloseTo(clv, within(9e-4));
      List<Row> horizons = row.getList(row.fieldIndex(Clv.HORIZONS));
      assertThat(horizons).extracting(h -> h.getInt(0)).containsExactly(7, 273, 365);
      assertThat(horizons.get(2).getDouble(1))
          .isCloseTo(
              bgNbd.conditionalExpectedPurchases(c.x(), c.tx(), c.t(), 365 / 7.0), within(1e-9));
      assertThat(row.<Double>getAs(Clv.EXPECTED_ORDERS_LOW)).isLessThanOrEqualTo(orders);
      assertThat(row.<Double>getAs(Clv.EXPECTED_ORDERS_HIGH)).isGreaterThanOrEqualTo(orders);
      assertThat(money(row, Clv.EXPECTED_CLV_LOW)).isLessThanOrEqualTo(clv + 1e-4);
      assertThat(money(row, Clv.EXPECTED_CLV_HIGH)).isGreaterThanOrEqualTo(clv - 1e-4);
      assertThat(row.<Integer>getAs(Clv.ORDERS_HIGH)).isGreaterThanOrEqualTo((int) orders);
      assertThat(money(row, Clv.CLV_HIGH)).isGreaterThanOrEqualTo(money(row, Clv.CLV_LOW));
      assertThat(money(row, Clv.RESIDUAL_CLV)).isGreaterThan(.9 * clv - 1e-3);
      Date next = row.getAs(Clv.NEXT_ORDER_DATE);
      if (next != null) {
        long daysTo = ChronoUnit.DAYS.between(Cdnow.CALIBRATED_TO, next.toLocalDate());
        assertThat(bgNbd.pNoPurchase(c.x(), c.tx(), c.t(), daysTo / 7.0)).isLessThanOrEqualTo(.5);
        assertThat(bgNbd.pNoPurchase(c.x(), c.tx(), c.t(), (daysTo - 1) / 7.0)).isGreaterThan(.5);
      } else {
        assertThat(bgNbd.pNoPurchase(c.x(), c.tx(), c.t(), 3650 / 7.0)).isGreaterThan(.5);
      }
    }
  }

  /** Goods that cost more than they bring: values below 0, and no interval the wrong way round. */
  @Test
  void aNegativeMarginIsAMarginToo() {
    Dataset<Row> grouped = CustomerGroups.ONE.assign(attributed(cdnow(), Cdnow.CALIBRATED_TO));
    ClvModel model = ClvModel.of(List.of(Cdnow.fit(BgNbd.FAMILY, 7)), Cdnow.gammaGammaFit());
    ClvSettings settings = new ClvSettings(39 * 7, .1, -.2, 7);

    Row score = ClvScores.of(grouped, model, settings, origin()).orderBy(Clv.EXPECTED_CLV).first();
    List<Row> totals =
        SparkTest.spark()
            .createDataFrame(
                TotalSums.rows(
                    TotalSums.partial(grouped, model, settings, Cdnow.CALIBRATED_TO)
                        .collectAsList(),
                    model,
                    settings,
                    Cdnow.CALIBRATED_TO,
                    new ModelError(1, .01),
                    Season.none(Season.WHOLE_YEAR)),
                ClvTotals.TABLE.schema())
            .collectAsList();

    for (Row row : List.of(score, only(totals, "all", "all"))) {
      double expected = money(row, "expected_clv");
      assertThat(expected).isNegative();
      assertThat(expected).isBetween(money(row, "clv_low"), money(row, "clv_high"));
      assertThat(money(row, "expected_clv_low")).isLessThan(expected);
      assertThat(money(row, "expected_clv_high")).isGreaterThan(expected);
    }
  }

  @Test
  void totalsAddUpAndTheirIntervalsHoldThem() {
    Dataset<Row> grouped = CustomerGroups.ONE.assign(attributed(cdnow(), Cdnow.CALIBRATED_TO));
    ClvModel model = ClvModel.of(List.of(Cdnow.fit(BgNbd.FAMILY, 7)), Cdnow.gammaGammaFit());
    ClvSettings settings = new ClvSettings(39 * 7, .1, 1, 7);

    List<Row> totals =
        SparkTest.spark()
            .createDataFrame(
                TotalSums.rows(
                    TotalSums.partial(grouped, model, settings, Cdnow.CALIBRATED_TO)
                        .collectAsList(),
                    model,
                    settings,
                    Cdnow.CALIBRATED_TO,
                    new ModelError(1, .01),
                    Season.none(Season.WHOLE_YEAR)),
                ClvTotals.TABLE.schema())
            .collectAsList();

    Row all = only(totals, "all", "all");
    assertThat(all.<Long>getAs("customers")).isEqualTo(2357);
    assertThat(all.<Double>getAs("expected_orders")).isCloseTo(1653.4, within(.05));
    // The parameters' uncertainty alone; the sample's holdout had 1,882.
    assertThat(all.<Double>getAs("expected_orders_low")).isBetween(1400.0, 1600.0);
    assertThat(all.<Double>getAs("expected_orders_high")).isBetween(1700.0, 2000.0);
    assertThat(money(all, "clv_low_given_model")).isLessThan(money(all, "expected_clv_low"));
    assertThat(money(all, "clv_high_given_model")).isGreaterThan(money(all, "expected_clv_high"));
    assertThat(money(all, "clv_low")).isLessThan(money(all, "clv_low_given_model"));
    assertThat(money(all, "clv_high"))
        .as("the model errs by a tenth")
        .isGreaterThan(1.2 * money(all, "expected_clv"));
    for (String scope : List.of("cohort", "channel", "repeat_purchases")) {
      List<Row> parts = totals.stream().filter(r -> r.getString(1).equals(scope)).toList();
      assertThat(parts.stream().mapToLong(r -> r.<Long>getAs("customers")).sum()).isEqualTo(2357);
      assertThat(parts.stream().mapToDouble(r -> money(r, "expected_clv")).sum())
          .isCloseTo(money(all, "expected_clv"), within(.01));
    }
    assertThat(only(totals, "cohort", "1997-01").<Long>getAs("customers")).isPositive();
    assertThat(only(totals, "channel", "unknown").<Long>getAs("customers")).isEqualTo(2357);
  }

  private static Row only(List<Row> totals, String scope, String value) {
    return totals.stream()
        .filter(r -> r.getString(1).equals(scope) && r.getString(2).equals(value))
        .reduce((left, right) -> fail("more than one row"))
        .orElseThrow();
  }

  @Test
  void groupsCountRareValuesAsOther() {
    Dataset<Row> days =
        customerDays(
            List.of(
                day("a", "2024-01-01", 1, "1"),
                day("b", "2024-01-01", 1, "1"),
                day("c", "2024-01-01", 1, "1"),
                day("d", "2024-01-01", 1, "1"),
                day("e", "2024-01-01", 1, "1")));
    Dataset<Row> customers = customers(Map.of("a", "email", "b", "email", "c", "web", "d", "fair"));
    Dataset<Row> summaries =
        CustomerSummaries.withAttributes(
            CustomerSummaries.of(days, LocalDate.of(2024, 1, 31)), customers);

    List<String> channel = List.of("channel");
    CustomerGroups groups =
        CustomerGroups.of(channel, CustomerGroups.counts(summaries, channel).collectAsList(), 2);
    Map<String, Integer> groupOf = new HashMap<>();
    groups
        .assign(summaries)
        .collectAsList()
        .forEach(
            row ->
                groupOf.put(
                    row.<String>getAs("customer_key"), row.<Integer>getAs("customer_group")));

    assertThat(groups.groups()).containsExactly(List.of("email"), List.of("other"));
    assertThat(groupOf).isEqualTo(Map.of("a", 0, "b", 0, "c", 1, "d", 1, "e", 1));
    assertThat(groups.design().names()).containsExactly("channel=other");
    assertThat(groups.design().rows()).containsExactly(List.of(0), List.of(1));
  }

  @Test
  void namesThatTheDataHoldDoNotCollide() {
    StructType schema =
        new StructType()
            .add("country", Types.STRING)
            .add("channel", Types.STRING)
            .add("customers", Types.LONG);
    List<Row> counts =
        SparkTest.spark()
            .createDataFrame(
                List.of(
                    RowFactory.create("Korea, South", "tea", 20L),
                    RowFactory.create("Korea", "South, tea", 20L),
                    RowFactory.create("other", "tea", 30L),
                    RowFactory.create("Malta", "tea", 1L)),
                schema)
            .collectAsList();

    CustomerGroups groups = CustomerGroups.of(List.of("country", "channel"), counts, 10);

    assertThat(groups.groups())
        .containsExactly(
            List.of("Korea", "South, tea"),
            List.of("Korea, South", "tea"),
            List.of("other", "tea"));
    assertThat(groups.sizes()).containsExactly(20L, 20L, 31L);
    // "South, tea" comes with Korea and never without: the countries imply it.
    assertThat(groups.design().names()).doesNotHaveDuplicates().hasSize(2);
  }

  /** The holdout of the sample: 39 weeks from 1997-10-01, 1,882 repeat purchases. */
  @Test
  void theHoldoutComparesForecastAndFact() {
    LocalDate asOf = Cdnow.CALIBRATED_TO.plusDays(39 * 7);
    LocalDate early = LocalDate.of(1997, 2, 28);
    Dataset<Row> days = cdnow();
    Dataset<Row> sample =
        CustomerGroups.ONE.assign(
            CustomerSummaries.withAttributes(
                HoldoutSample.of(
                    days,
                    List.of(
                        new HoldoutWindow(Cdnow.CALIBRATED_TO, 39 * 7),
                        new HoldoutWindow(early, 60)),
                    1),
                customers(Map.of())));
    List<Row> distinct = HoldoutSample.distinct(sample).collectAsList();
    HoldoutRows rows = HoldoutSample.rows(distinct, 0);
    List<Row> weeks = HoldoutSample.weeks(days, sample, Cdnow.CALIBRATED_TO, asOf).collectAsList();
    Fit<GroupedModel> fit =
        new PurchaseEstimator(BgNbd.FAMILY, Design.NONE, 7).fit(rows.histories(), Double.NaN);

    HoldoutEvaluation evaluation = HoldoutEvaluation.of(fit.model(), rows, 39 * 7, 7);

    assertThat(counts(HoldoutSample.rows(distinct, 1)))
        .as("what an earlier window alone knows")
        .isEqualTo(
            counts(
                HoldoutSample.rows(
                    HoldoutSample.distinct(
                            CustomerGroups.ONE.assign(
                                HoldoutSample.of(days, List.of(new HoldoutWindow(early, 60)), 1)))
                        .collectAsList(),
                    0)));
    Dataset<Row> half =
        HoldoutSample.of(
            days,
            List.of(new HoldoutWindow(Cdnow.CALIBRATED_TO, 39 * 7), new HoldoutWindow(early, 60)),
            .5);
    assertThat(half.count()).isEqualTo(2357);
    long others = half.where("size(others) > 0").count();
    assertThat(others / (double) rows(distinct, 1)).isBetween(.4, .6);
    HoldoutSums total = evaluation.total();
    assertThat(total.customers()).isEqualTo(2357);
    assertThat(total.actual()).isEqualTo(1882);
    assertThat(weeks.stream().mapToLong(row -> row.getLong(1)).sum()).isEqualTo(1882);
    assertThat(total.predicted()).isCloseTo(1653.4, within(.05));
    assertThat(total.meanAbsoluteError()).isCloseTo(.7855, within(5e-5));
    assertThat(total.naiveMeanAbsoluteError()).isGreaterThan(total.meanAbsoluteError());
    assertThat(evaluation.weeks()).hasSize(39);
    assertThat(evaluation.weeks().stream().mapToDouble(w -> w).sum())
        .isCloseTo(total.predicted(), within(1e-6));
    assertThat(evaluation.byRepeats().stream().mapToLong(HoldoutSums::customers).sum())
        .isEqualTo(2357);
    assertThat(total.coverage()).isBetween(.9, .99);
    assertThat(total.logScore()).isBetween(-2.0, -.5);
  }

  /** Customers of a window. */
  private static long rows(List<Row> distinct, int window) {
    PurchaseRows histories = HoldoutSample.rows(distinct, window).histories();
    return IntStream.range(0, histories.size()).mapToLong(histories::customers).sum();
  }

  /** The rows as text. */
  private static List<String> counts(HoldoutRows rows) {
    List<String> result = new ArrayList<>();
    for (int i = 0; i < rows.histories().size(); i++) {
      PurchaseRows h = rows.histories();
      result.add(
          String.join(
              " ",
              "" + h.x(i),
              "" + h.txDays(i),
              "" + h.tDays(i),
              "" + h.customers(i),
              "" + rows.bought()[i]));
    }
    assertThat(result).hasSizeGreaterThan(10);
    return result;
  }

  @Test
  void aLakeWithoutRepeatBuyersIsScored() {
    Dataset<Row> days =
        customerDays(
            List.of(day("a", "2024-01-01", 1, "10.00"), day("b", "2024-01-08", 1, "30.00")));
    Dataset<Row> grouped =
        CustomerGroups.ONE.assign(CustomerSummaries.of(days, LocalDate.of(2024, 1, 31)));

    Fit<GroupedModel> purchases = fit(days, 1_000, LocalDate.of(2024, 1, 31));
    SpendHistories spend = SpendHistories.fit(grouped);
    Row score =
        ClvScores.of(
                grouped,
                ClvModel.of(List.of(purchases), spend.fit()),
                new ClvSettings(365, .1, .5, 7),
                origin())
            .where("customer_key = 'b'")
            .first();

    assertThat(purchases.note()).isPresent();
    assertThat(spend.fit().note()).isPresent();
    assertThat(score.<BigDecimal>getAs(Clv.EXPECTED_SPEND)).isEqualByComparingTo("20");
    assertThat(score.<BigDecimal>getAs(Clv.HISTORIC_CLV)).isEqualByComparingTo("15");
    assertThat(score.<Double>getAs(Clv.EXPECTED_ORDERS)).isBetween(0.0, .001);
    assertThat(score.isNullAt(score.fieldIndex(Clv.EXPECTED_CLV_LOW))).isTrue();
    assertThat(score.<Integer>getAs(Clv.ORDERS_HIGH)).isZero();
    assertThat(score.isNullAt(score.fieldIndex(Clv.NEXT_ORDER_DATE))).isTrue();
  }

  /** So few that the data determine next to nothing: their parameters' draws must stay usable. */
  @Test
  void twoCustomersAreScoredUnderEveryModel() {
    LocalDate asOf = LocalDate.of(2024, 3, 31);
    Dataset<Row> days =
        customerDays(
            List.of(
                day("a", "2024-01-01", 1, "10.00"),
                day("a", "2024-02-01", 1, "12.00"),
                day("a", "2024-03-01", 1, "11.00"),
                day("b", "2024-01-08", 1, "30.00")));
    Dataset<Row> grouped = CustomerGroups.ONE.assign(CustomerSummaries.of(days, asOf));
    SpendHistories spend = SpendHistories.fit(grouped);
    try (PurchaseHistories histories = PurchaseHistories.of(grouped)) {
      for (String name : List.of("bg_nbd", "mbg_nbd", "pareto_nbd", "mbg_cnbd_3")) {
        Fit<GroupedModel> fit = histories.fit(PurchaseFamilies.named(name), Design.NONE, 7, 6.8);
        List<Row> scores =
            ClvScores.of(
                    grouped,
                    ClvModel.of(List.of(fit), spend.fit()),
                    new ClvSettings(365, .1, .5, 7),
                    origin())
                .collectAsList();
        assertThat(scores)
            .as(name)
            .hasSize(2)
            .allSatisfy(
                row -> assertThat(row.<Double>getAs(Clv.EXPECTED_ORDERS)).isBetween(0.0, 40.0));
      }
    }
  }

  @Test
  void anEmptyLakeFits() {
    Fit<GroupedModel> purchases = fit(customerDays(List.of()), 1_000, LocalDate.of(2024, 1, 31));
    SpendHistories spend =
        SpendHistories.fit(
            CustomerSummaries.of(customerDays(List.of()), LocalDate.of(2024, 1, 31)));

    assertThat(purchases.note()).hasValue("there is no customer to fit");
    assertThat(spend.fit().note()).isPresent();
  }

  private static double money(Row row, String column) {
    return row.<BigDecimal>getAs(column).doubleValue();
  }

  private static ClvScores.Origin origin() {
    return new ClvScores.Origin(
        Cdnow.CALIBRATED_TO, "bg_nbd", List.of("all"), List.of(), ClvScores.Origin.Noted.NO);
  }

  private static Fit<GroupedModel> fit(Dataset<Row> customerDays, long mostOnDriver) {
    return fit(customerDays, mostOnDriver, Cdnow.CALIBRATED_TO);
  }

  private static Fit<GroupedModel> fit(
      Dataset<Row> customerDays, long mostOnDriver, LocalDate asOf) {
    try (PurchaseHistories histories =
        PurchaseHistories.of(
            CustomerGroups.ONE.assign(CustomerSummaries.of(customerDays, asOf)), mostOnDriver)) {
      return histories.fit(BgNbd.FAMILY, Design.NONE, 7, Double.NaN);
    }
  }

  private static Dataset<Row> attributed(Dataset<Row> days, LocalDate asOf) {
    return CustomerSummaries.withAttributes(CustomerSummaries.of(days, asOf), customers(Map.of()));
  }

  /** silver.customers with a channel each and nothing else. */
  private static Dataset<Row> customers(Map<String, String> channels) {
    List<Row> rows = new ArrayList<>();
    channels.forEach((key, channel) -> rows.add(RowFactory.create(key, channel, null, null)));
    return SparkTest.spark()
        .createDataFrame(
            rows,
            new StructType()
                .add(Customers.CUSTOMER_KEY, Types.STRING)
                .add(Customers.FIRST_CHANNEL, Types.STRING)
                .add(Customers.FIRST_COUNTRY, Types.STRING)
                .add(Customers.FIRST_CATEGORY, Types.STRING));
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
                                id,
                                Date.valueOf(date),
                                1,
                                BigDecimal.valueOf(cents, 2),
                                null,
                                null))));
    return customerDays(rows);
  }

  private static Row day(String customer, String date, int lines, String revenue) {
    // A day of an older lake, which knows no costs.
    return RowFactory.create(
        customer, Date.valueOf(date), lines, new BigDecimal(revenue), null, null);
  }

  private static Dataset<Row> customerDays(List<Row> rows) {
    return SparkTest.spark().createDataFrame(rows, CUSTOMER_DAYS);
  }
}
