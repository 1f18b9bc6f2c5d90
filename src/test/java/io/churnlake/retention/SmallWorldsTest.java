package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.CustomerLogs;
import io.churnlake.customer.SplitView;
import io.churnlake.quality.Period;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Customers;
import io.churnlake.table.Kpis;
import io.churnlake.table.NextCategories;
import io.churnlake.table.NextOrder;
import io.churnlake.table.OrderTiming;
import io.churnlake.table.ProductOutcomes;
import io.churnlake.table.Retention;
import io.churnlake.table.RetentionSummary;
import io.churnlake.table.RevenueRetention;
import io.churnlake.table.Survival;
import io.churnlake.table.SurvivalParts;
import io.churnlake.table.SurvivalTests;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

/** Shops of a few orders, each the whole log: every table of them, with nothing missing. */
class SmallWorldsTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 6, 30);
  private static final int WINDOW = 60;
  private static final String NULL_REASON = "null_reason";

  /** All tables of the shop, by the way of the jobs. */
  private static Map<Table, Dataset<Row>> tables(String text, LocalDate start) {
    Dataset<Row> days = SmallWorld.days(text).localCheckpoint();
    Dataset<Row> customers =
        SmallWorld.customers(days)
            .withColumn(Customers.LEFT_TRUNCATED, lit(false))
            .withColumn(Customers.FIRST_CHANNEL, lit("web"))
            .withColumn(Customers.FIRST_PRODUCT, lit("p"))
            .withColumn(Customers.FIRST_CATEGORY, lit("A"));
    List<String> splits = CustomerLogs.names(List.of("channel"));
    Dataset<Row> logs =
        SmallWorld.logs(days, days, customers, List.of("channel"), AS_OF).localCheckpoint();
    List<Period> periods = List.of(Period.WEEK, Period.MONTH, Period.QUARTER);
    List<CustomerLog> histories = logs.collectAsList().stream().map(CustomerLog::of).toList();
    SplitView view = SplitView.ofAll(splits);
    List<CohortGrid> grids =
        SmallLogs.sum(histories, () -> new CohortTally(view, periods, periods)).grids();
    KpiTally kpis =
        SmallLogs.sum(histories, () -> new KpiTally(view, periods, periods, AS_OF, WINDOW));
    RevenueTally revenue = SmallLogs.sum(histories, () -> new RevenueTally(AS_OF));
    TimingSums sums =
        SmallLogs.sum(histories, () -> new TimingTally(view, 4, WINDOW, AS_OF)).sums();
    List<Row> timing = OrderWaits.of(sums, AS_OF);
    LapseCurves lapses = new LapseCurves(sums, AS_OF, WINDOW);
    SplitView firsts = SplitView.ofAll(CustomerLogs.names(ProductSums.SPLITS));
    ProductSums products =
        SmallLogs.sum(
                SmallWorld.logs(days, days, customers, ProductSums.SPLITS, AS_OF)
                    .collectAsList()
                    .stream()
                    .map(CustomerLog::of)
                    .toList(),
                () -> new ProductTally(firsts, AS_OF))
            .sums();
    Map<Table, Dataset<Row>> tables = new LinkedHashMap<>();
    put(tables, Retention.TABLE, all(grids, grid -> RetentionRows.of(grid, AS_OF, 0.5)));
    put(tables, RetentionSummary.TABLE, all(grids, grid -> RetentionSummaryRows.of(grid, AS_OF)));
    put(tables, Cohorts.TABLE, all(grids, grid -> CohortRows.of(grid, AS_OF)));
    put(tables, Kpis.TABLE, KpiRows.of(kpis, AS_OF, WINDOW, start));
    put(tables, RevenueRetention.TABLE, RevenueRows.of(revenue, AS_OF, start));
    tables.put(NextOrder.TABLE, NextOrders.of(days, timing, AS_OF));
    Map<Table, List<Row>> made =
        Map.of(
            OrderTiming.TABLE, timing,
            Survival.TABLE, lapses.curves(),
            SurvivalParts.TABLE, lapses.parts(),
            SurvivalTests.TABLE, lapses.tests(),
            ProductOutcomes.TABLE, FirstProducts.of(products, AS_OF, 0.5, 2),
            NextCategories.TABLE, NextCategoryShares.of(products, AS_OF, 2));
    made.forEach(
        (table, rows) ->
            tables.put(table, SparkTest.spark().createDataFrame(rows, table.schema())));
    tables.replaceAll((table, rows) -> rows.localCheckpoint());
    tables.forEach(SmallWorldsTest::isSound);
    return tables;
  }

  private static void put(Map<Table, Dataset<Row>> tables, Table table, List<Row> rows) {
    tables.put(table, SparkTest.spark().createDataFrame(rows, table.schema()));
  }

  private static List<Row> all(List<CohortGrid> grids, Function<CohortGrid, List<Row>> rows) {
    return grids.stream().flatMap(grid -> rows.apply(grid).stream()).toList();
  }

  /** No figure is the outcome of a division by zero, and each one is missing for a reason. */
  private static void isSound(Table table, Dataset<Row> rows) {
    assertThat(rows.columns()).as(table.fullName()).containsExactly(columns(table));
    Column wrong = lit(false);
    for (String name : rows.columns()) {
      if (rows.schema().apply(name).dataType().equals(DataTypes.DoubleType)) {
        wrong =
            wrong.or(col(name).isNaN()).or(org.apache.spark.sql.functions.abs(col(name)).gt(1e9));
      }
      if (Arrays.asList(rows.columns()).contains(name + "_" + NULL_REASON)) {
        Column reason = col(name + "_" + NULL_REASON);
        wrong = wrong.or(col(name).isNull().notEqual(reason.isNotNull()));
      }
      if (Arrays.asList(rows.columns()).contains(Kpis.low(name))) {
        Column low = col(Kpis.low(name));
        Column high = col(Kpis.high(name));
        wrong = wrong.or(low.gt(col(name)));
        // A curve may not fall so far that the median had an upper bound.
        boolean isOpen = name.equals(OrderTiming.MEDIAN);
        wrong = wrong.or(isOpen ? lit(false) : low.isNull().notEqual(high.isNull()));
        wrong = wrong.or(high.lt(col(name))).or(col(name).isNull().and(low.isNotNull()));
      }
    }
    assertThat(rows.filter(wrong).toJSON().collectAsList()).as(table.fullName()).isEmpty();
  }

  private static String[] columns(Table table) {
    return table.columnNames().toArray(String[]::new);
  }

  /** Of all customers, by month. */
  private static String told(Map<Table, Dataset<Row>> tables) {
    String all = "split = 'all'";
    String months = "period = 'month'";
    String gross = months + " AND basis = 'gross'";
    return "retention on\n"
        + SmallWorld.text(
            tables.get(Retention.TABLE).filter(gross + " AND kind = 'on' AND " + all),
            Retention.LABEL,
            Retention.PERIOD_INDEX,
            Retention.COHORT_SIZE,
            Retention.ACTIVE_CUSTOMERS,
            Retention.RATE)
        + "rates\n"
        + SmallWorld.text(
            tables.get(Kpis.TABLE).filter(months + " AND " + all),
            Kpis.LABEL,
            Kpis.NEW_CUSTOMERS,
            Kpis.BUYERS,
            Kpis.BOUND_CUSTOMERS,
            Kpis.ACTIVE_AT_START,
            Kpis.RETAINED,
            Kpis.CHURN_RATE,
            Kpis.REPEAT_PURCHASE_RATE_LIFETIME)
        + "revenue\n"
        + SmallWorld.text(
            tables.get(RevenueRetention.TABLE).filter(gross),
            RevenueRetention.LABEL,
            RevenueRetention.REVENUE,
            RevenueRetention.START_REVENUE,
            RevenueRetention.CHURNED_REVENUE,
            RevenueRetention.RESURRECTED_REVENUE,
            RevenueRetention.NRR,
            Kpis.nullReason(RevenueRetention.NRR))
        + "next order\n"
        + SmallWorld.text(
            tables.get(OrderTiming.TABLE).filter(all),
            OrderTiming.ORDER_NUMBER,
            OrderTiming.CUSTOMERS,
            OrderTiming.CAME_AGAIN,
            OrderTiming.MEDIAN,
            OrderTiming.SHARE_NEVER)
        + "lapse\n"
        + SmallWorld.text(
            tables.get(SurvivalParts.TABLE).filter(all),
            SurvivalParts.CUSTOMERS,
            SurvivalParts.LAPSES,
            SurvivalParts.MEDIAN)
        + SmallWorld.text(
            tables.get(SurvivalTests.TABLE), SurvivalTests.P_VALUE, SurvivalTests.NULL_REASON)
        + "began with\n"
        + SmallWorld.text(
            tables.get(ProductOutcomes.TABLE).filter("split = 'first_product'"),
            ProductOutcomes.CUSTOMERS,
            ProductOutcomes.WITHIN_90,
            Kpis.nullReason(ProductOutcomes.WITHIN_90),
            ProductOutcomes.IS_ENOUGH)
        + SmallWorld.text(
            tables.get(ProductOutcomes.TABLE).filter("split = 'first_category'"),
            ProductOutcomes.followed(90),
            ProductOutcomes.revenue(90),
            Kpis.low(ProductOutcomes.revenue(90)),
            Kpis.nullReason(ProductOutcomes.revenue(90)),
            ProductOutcomes.margin(90),
            ProductOutcomes.followed(365));
  }

  @Test
  void nobodyBuysAgain() {
    assertThat(
            told(
                tables(
                    "a | 2024-04-05 | 10 | A\nb | 2024-04-06 | 20 | A\nc | 2024-06-30 | 30 | A",
                    LocalDate.of(2024, 4, 5))))
        .isEqualTo(
            """
            retention on
            2024-04 0 2 2 1.000
            2024-04 1 2 0 0.000
            2024-04 2 2 0 0.000
            2024-06 0 1 1 1.000
            rates
            2024-04 2 2 0 0 0 - 0.000
            2024-05 0 0 0 2 2 - 0.000
            2024-06 1 1 0 2 0 - 0.000
            revenue
            2024-04 30 0 0 0 - window_not_observed
            2024-05 0 30 30 0 - window_not_observed
            2024-06 30 0 0 0 - denominator_zero
            next order
            1 3 0 - 1.000
            lapse
            3 2 60
            - one_part
            began with
            3 - window_not_observed true
            0 - - window_not_observed - 0
            """);
  }

  @Test
  void oneCustomer() {
    assertThat(
            told(
                tables(
                    "a | 2024-04-10 | 10 | A\na | 2024-05-01 | 20 | B", LocalDate.of(2024, 4, 10))))
        .isEqualTo(
            """
            retention on
            2024-04 0 1 1 1.000
            2024-04 1 1 1 1.000
            2024-04 2 1 0 0.000
            rates
            2024-04 1 1 0 0 0 - 0.000
            2024-05 0 1 1 1 1 - 1.000
            2024-06 0 0 0 1 0 - 1.000
            revenue
            2024-04 10 0 0 0 - window_not_observed
            2024-05 20 10 0 0 - window_not_observed
            2024-06 0 20 20 0 0.000 -
            next order
            1 1 1 21 0.000
            2 1 0 - 1.000
            lapse
            1 1 81
            - one_part
            began with
            1 1.000 - false
            0 - - window_not_observed - 0
            """);
  }

  @Test
  void everyOrderOnOneDay() {
    assertThat(told(tables("a | 2024-06-15 | 10\nb | 2024-06-15 | 20", LocalDate.of(2024, 6, 15))))
        .isEqualTo(
            """
            retention on
            2024-06 0 2 2 1.000
            rates
            2024-06 2 2 0 0 0 - 0.000
            revenue
            2024-06 30 0 0 0 - window_not_observed
            next order
            1 2 0 - 1.000
            lapse
            2 0 -
            - one_part
            began with
            2 - window_not_observed true
            0 - - window_not_observed - 0
            """);
  }

  @Test
  void threeMonthsWithoutAnOrderAndACohortOfOne() {
    assertThat(
            told(
                tables(
                    "a | 2024-01-10 | 10\nb | 2024-01-12 | 20\nc | 2024-05-20 | 10\n"
                        + "a | 2024-05-30 | 20",
                    LocalDate.of(2024, 1, 10))))
        .isEqualTo(
            """
            retention on
            2024-01 0 2 2 1.000
            2024-01 1 2 0 0.000
            2024-01 2 2 0 0.000
            2024-01 3 2 0 0.000
            2024-01 4 2 1 0.500
            2024-01 5 2 0 0.000
            2024-05 0 1 1 1.000
            2024-05 1 1 0 0.000
            rates
            2024-01 2 2 0 0 0 - 0.000
            2024-02 0 0 0 2 2 - 0.000
            2024-03 0 0 0 2 0 - 0.000
            2024-04 0 0 0 0 0 - 0.000
            2024-05 1 2 1 0 0 - 0.333
            2024-06 0 0 0 2 2 0.000 0.333
            revenue
            2024-01 30 0 0 0 - window_not_observed
            2024-02 0 30 30 0 - window_not_observed
            2024-03 0 0 0 0 - denominator_zero
            2024-04 0 0 0 0 - denominator_zero
            2024-05 30 0 0 20 - denominator_zero
            2024-06 0 30 30 0 0.000 -
            next order
            1 3 1 141 0.500
            2 1 0 - 1.000
            lapse
            3 2 60
            - one_part
            began with
            3 0.000 - true
            2 15 5.2002 - 7.5 0
            """);
  }
}
