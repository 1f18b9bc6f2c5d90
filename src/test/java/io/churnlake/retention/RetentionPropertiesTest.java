package io.churnlake.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.SplitView;
import io.churnlake.quality.Period;
import io.churnlake.table.Kpis;
import io.churnlake.table.Retention;
import io.churnlake.table.Table;
import io.churnlake.testing.SparkTest;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What holds of any shop. */
class RetentionPropertiesTest {
  private static final LocalDate START = LocalDate.of(2023, 11, 20);
  private static final LocalDate AS_OF = LocalDate.of(2024, 8, 14);
  private static final int SHOPS = 24;
  private static final List<String> SPLITS = List.of("all", "channel");

  /** Two tries of many shops each: a shop is a part of the split, and has to hold by itself. */
  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void ofAnyShop(@ForAll long seed) {
    String days = days(new Random(seed));
    List<CustomerLog> logs =
        SmallLogs.of(days, net(days), AS_OF, customer -> List.of(customer.substring(0, 3)));
    SplitView splits = SplitView.ofAll(SPLITS);
    List<Period> periods = List.of(Period.MONTH, Period.QUARTER);
    retention(
        rows(
            Retention.TABLE,
            SmallLogs.sum(logs, () -> new CohortTally(splits, periods, periods)).grids().stream()
                .flatMap(grid -> RetentionRows.of(grid, AS_OF, 0.5).stream())
                .toList()));
    KpiTally kpis = SmallLogs.sum(logs, () -> new KpiTally(splits, periods, periods, AS_OF, 40));
    rates(rows(Kpis.TABLE, KpiRows.of(kpis, AS_OF, 40, START)));
  }

  private static Dataset<Row> rows(Table table, List<Row> rows) {
    return SparkTest.spark().createDataFrame(rows, table.schema());
  }

  /**
   * Shops from one customer to some twenty, who buy once or often; the first one sees the start.
   */
  private static String days(Random random) {
    StringBuilder days = new StringBuilder();
    for (int shop = 0; shop < SHOPS; shop++) {
      int customers = 1 + random.nextInt(shop + 1);
      int orders = 1 + random.nextInt(8);
      int gap = 1 + random.nextInt(80);
      for (int customer = 0; customer < customers; customer++) {
        LocalDate date = START.plusDays(shop + customer == 0 ? 0 : random.nextInt(250));
        for (int left = 1 + random.nextInt(orders); left > 0 && !date.isAfter(AS_OF); left--) {
          String categories = List.of("", "A", "B C", "A B C").get(random.nextInt(4));
          String discount = random.nextInt(4) == 0 ? "| -%" : "";
          days.append(
              "s%02d.%02d | %s | %d | %s %s%n"
                  .formatted(shop, customer, date, random.nextInt(1, 90), categories, discount));
          date = date.plusDays(1 + random.nextInt(gap));
        }
      }
    }
    return days.toString();
  }

  /** Of every fifth day nothing is kept, of every seventh half. */
  private static String net(String days) {
    StringBuilder net = new StringBuilder();
    for (String line : days.lines().toList()) {
      String[] cell = line.split(" \\| ");
      long day = LocalDate.parse(cell[1]).toEpochDay();
      if (day % 5 != 0) {
        BigDecimal revenue = new BigDecimal(cell[2].trim());
        net.append(cell[0] + " | " + cell[1] + " | ")
            .append(day % 7 == 0 ? revenue.divide(BigDecimal.valueOf(2)) : revenue)
            .append('\n');
      }
    }
    return net.toString();
  }

  private static void retention(Dataset<Row> grid) {
    assertThat(grid.filter("split = 'channel'").select("split_value").distinct().count())
        .isEqualTo(SHOPS);
    assertThat(grid.filter("basis = 'net' AND period_index = 0 AND rate < 1").count()).isPositive();
    none(grid, "(rate IS NULL) <> (null_reason IS NOT NULL) OR (rate IS NULL) = is_complete");
    none(grid, "rate NOT BETWEEN rate_low AND rate_high OR rate NOT BETWEEN 0 AND 1");
    none(grid, "basis = 'gross' AND period_index = 0 AND is_complete AND rate <> 1");
    none(grid, "kind = 'on' AND abs(margin - revenue / 2) > 0.0001");
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
                    .toArray(Column[]::new)),
        String.join(" <> 0 OR ", totals) + " <> 0");
  }

  /** The sum of the parts less that of all. */
  private static Column halves(String name) {
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
      none(kpis, "(" + Kpis.low(rate) + " IS NULL) <> (" + Kpis.high(rate) + " IS NULL)");
      none(kpis, rate + " NOT BETWEEN " + Kpis.low(rate) + " AND " + Kpis.high(rate));
    }
    none(kpis, "is_complete AND buyers > 0 AND full_price_share <> full_price_lines / lines");
    none(
        kpis,
        "is_complete AND buyers > 0 AND abs(categories_per_customer * buyers - categories) > 1e-9");
    assertThat(kpis.filter("full_price_share BETWEEN 0.01 AND 0.99").count()).isPositive();
    none(kpis, "abs(average_order_value - revenue / orders) > 0.0001");
    List<String> totals =
        List.of(
            "buyers",
            "bound_customers",
            "active_at_end",
            "retained",
            "lapsed",
            "reactivated",
            "new_customers",
            "full_price_lines",
            "categories",
            "revenue",
            "net_revenue");
    none(
        kpis.groupBy("period", "period_start")
            .agg(
                halves(totals.get(0)),
                totals.stream()
                    .skip(1)
                    .map(RetentionPropertiesTest::halves)
                    .toArray(Column[]::new)),
        String.join(" <> 0 OR ", totals) + " <> 0");
  }

  private static void none(Dataset<Row> rows, String condition) {
    assertThat(rows.filter(condition).limit(5).toJSON().collectAsList()).as(condition).isEmpty();
  }
}
