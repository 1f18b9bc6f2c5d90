package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.quality.Period;
import io.churnlake.table.Customers;
import io.churnlake.table.Kpis;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What holds of any shop. */
class RetentionPropertiesTest {
  private static final LocalDate START = LocalDate.of(2023, 11, 20);
  private static final LocalDate AS_OF = LocalDate.of(2024, 8, 14);
  private static final List<String> SPLITS = List.of("all", "channel");

  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void ofAnyShop(@ForAll long seed) {
    Dataset<Row> days = days(new Random(seed));
    Dataset<Row> customers =
        SmallWorld.customers(days)
            .withColumn(
                Customers.FIRST_CHANNEL,
                when(col(Customers.CUSTOMER_KEY).gt("c3"), lit(null).cast("string"))
                    .otherwise(substring(col(Customers.CUSTOMER_KEY), 1, 2)));
    Dataset<Row> logs =
        SmallWorld.logs(days, days, customers, List.of("channel"), AS_OF).localCheckpoint();
    List<Period> periods = List.of(Period.MONTH, Period.QUARTER);
    Dataset<Row> grid =
        RetentionGrid.of(CohortSums.of(logs, SPLITS, periods, periods), AS_OF, 0.5)
            .localCheckpoint();
    retention(grid);
    Dataset<Row> kpis =
        PeriodKpis.of(PeriodKpis.cells(logs, SPLITS, periods, periods, 40), AS_OF, 40, START)
            .localCheckpoint();
    rates(kpis);
  }

  private static Dataset<Row> days(Random random) {
    StringBuilder days = new StringBuilder();
    for (int customer = 0; customer < 60; customer++) {
      LocalDate date = START.plusDays(customer == 0 ? 0 : random.nextInt(250));
      for (int order = random.nextInt(1, 8); order > 0 && !date.isAfter(AS_OF); order--) {
        days.append("c%02d | %s | %d%n".formatted(customer, date, random.nextInt(1, 90)));
        date = date.plusDays(1 + random.nextInt(80));
      }
    }
    return SmallWorld.days(days.toString());
  }

  private static void retention(Dataset<Row> grid) {
    assertThat(grid.filter("split = 'channel'").select("split_value").distinct().count())
        .isEqualTo(4);
    none(grid, "(rate IS NULL) <> (null_reason IS NOT NULL) OR (rate IS NULL) = is_complete");
    none(grid, "rate NOT BETWEEN rate_low AND rate_high OR rate NOT BETWEEN 0 AND 1");
    none(grid, "basis = 'gross' AND period_index = 0 AND is_complete AND rate <> 1");
    none(grid, "kind = 'on' AND margin <> revenue / 2");
    String cell = "basis, period, split, split_value, cohort";
    Dataset<Row> wide =
        grid.selectExpr(
                "*",
                "max(CASE WHEN kind = 'on_or_after' THEN active_customers END) OVER (PARTITION BY "
                    + cell
                    + ", period_index) AS later",
                "lag(active_customers) OVER (PARTITION BY "
                    + cell
                    + ", kind ORDER BY period_index) AS before")
            .localCheckpoint();
    none(wide, "kind = 'on' AND active_customers > later");
    none(wide, "kind = 'within' AND active_customers < before");
    none(wide, "kind = 'on_or_after' AND active_customers > before");
    // The parts of a split are all, cell by cell.
    List<String> totals = List.of("cohort_size", "active_customers", "orders", "revenue", "margin");
    none(
        grid.groupBy("basis", "period", "kind", "cohort", "period_index")
            .agg(
                halves(totals.get(0)),
                totals.stream()
                    .skip(1)
                    .map(RetentionPropertiesTest::halves)
                    .toArray(org.apache.spark.sql.Column[]::new)),
        String.join(" <> 0 OR ", totals) + " <> 0");
  }

  /** The sum of the parts less that of all. */
  private static org.apache.spark.sql.Column halves(String name) {
    return org.apache.spark.sql.functions.expr(
        "sum(CASE WHEN split = 'all' THEN -" + name + " ELSE " + name + " END) AS " + name);
  }

  private static void rates(Dataset<Row> kpis) {
    none(kpis, "abs(customer_retention_rate + churn_rate - 1) > 1e-12");
    for (String rate :
        List.of(
            Kpis.CUSTOMER_RETENTION_RATE,
            Kpis.REPEAT_PURCHASE_RATE,
            Kpis.REPEAT_PURCHASE_RATE_LIFETIME,
            Kpis.ORDERS_PER_CUSTOMER,
            Kpis.AVERAGE_ORDER_VALUE,
            Kpis.FULL_PRICE_SHARE,
            Kpis.CATEGORIES_PER_CUSTOMER)) {
      none(kpis, "(" + rate + " IS NULL) <> (" + Kpis.nullReason(rate) + " IS NOT NULL)");
      none(kpis, rate + " NOT BETWEEN " + Kpis.low(rate) + " AND " + Kpis.high(rate));
    }
    // This log has neither discounts nor categories.
    none(kpis, "is_complete AND buyers > 0 AND full_price_share_null_reason <> 'not_in_log'");
    none(
        kpis, "is_complete AND buyers > 0 AND categories_per_customer_null_reason <> 'not_in_log'");
    none(kpis, "abs(average_order_value - revenue / orders) > 0.0001");
    List<String> totals =
        List.of("buyers", "active_at_end", "retained", "reactivated", "new_customers", "revenue");
    none(
        kpis.groupBy("period", "period_start")
            .agg(
                halves(totals.get(0)),
                totals.stream()
                    .skip(1)
                    .map(RetentionPropertiesTest::halves)
                    .toArray(org.apache.spark.sql.Column[]::new)),
        String.join(" <> 0 OR ", totals) + " <> 0");
  }

  private static void none(Dataset<Row> rows, String condition) {
    assertThat(rows.filter(condition).count()).as(condition).isZero();
  }
}
