package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Kpis;
import io.churnlake.table.RevenueRetention;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RevenuePartsTest {
  /** Ann buys more, bob less and then nothing, cat pauses, dan does the same, eve comes later. */
  private static final Dataset<Row> DAYS =
      SmallWorld.days(
          """
          ann | 2024-01-10 | 60
          ann | 2024-01-20 | 40
          bob | 2024-01-31 | 50
          cat | 2024-01-01 | 30
          dan | 2024-01-15 | 20
          ann | 2024-02-01 | 120
          bob | 2024-02-29 | 20
          dan | 2024-02-15 | 20
          eve | 2024-02-20 | 40
          ann | 2024-03-10 | 120
          cat | 2024-03-31 | 10
          dan | 2024-03-15 | 20
          eve | 2024-03-16 | 15
          bob | 2024-04-01 | 99
          """);

  /** Eve sent the first order back, and cat gives back what nobody knows. */
  private static final Dataset<Row> NET =
      DAYS.filter("customer_key <> 'eve' OR order_date <> DATE'2024-02-20'")
          .unionByName(SmallWorld.days("cat | 2024-02-10 | -5"));

  @Test
  void aSmallShopByHand() {
    Dataset<Row> parts = parts(DAYS, NET, "2024-03-31", "2024-01-01");
    assertThat(
            SmallWorld.text(
                parts,
                RevenueRetention.PERIOD,
                RevenueRetention.BASIS,
                RevenueRetention.PERIOD_START,
                RevenueRetention.LABEL,
                RevenueRetention.REVENUE,
                RevenueRetention.START_REVENUE,
                RevenueRetention.CHURNED_REVENUE,
                RevenueRetention.CONTRACTION,
                RevenueRetention.RETAINED_REVENUE,
                RevenueRetention.EXPANSION,
                RevenueRetention.NEW_REVENUE,
                RevenueRetention.RESURRECTED_REVENUE,
                RevenueRetention.ADJUSTMENT,
                RevenueRetention.GRR,
                RevenueRetention.NRR,
                RevenueRetention.QUICK_RATIO,
                Kpis.nullReason(RevenueRetention.NRR)))
        .isEqualTo(
            """
            month gross 2024-01-01 2024-01 200 0 0 0 0 0 200 0 0 - - - window_not_observed
            month gross 2024-02-01 2024-02 200 200 30 30 140 20 40 0 0 0.700 0.800 1.000 -
            month gross 2024-03-01 2024-03 165 200 20 25 155 0 0 10 0 0.775 0.775 0.222 -
            month net 2024-01-01 2024-01 200 0 0 0 0 0 200 0 0 - - - window_not_observed
            month net 2024-02-01 2024-02 155 200 30 30 140 20 0 0 -5 0.700 0.800 0.333 -
            month net 2024-03-01 2024-03 165 160 20 0 140 0 0 25 0 0.875 0.875 1.250 -
            quarter gross 2024-01-01 2024-Q1 565 0 0 0 0 0 565 0 0 - - - window_not_observed
            quarter net 2024-01-01 2024-Q1 520 0 0 0 0 0 520 0 0 - - - window_not_observed
            twelve_months gross 2023-02-01 2024-01 200 0 0 0 0 0 200 0 0 - - - window_not_observed
            twelve_months gross 2023-03-01 2024-02 400 0 0 0 0 0 400 0 0 - - - window_not_observed
            twelve_months gross 2023-04-01 2024-03 565 0 0 0 0 0 565 0 0 - - - window_not_observed
            twelve_months net 2023-02-01 2024-01 200 0 0 0 0 0 200 0 0 - - - window_not_observed
            twelve_months net 2023-03-01 2024-02 355 0 0 0 0 0 355 0 0 - - - window_not_observed
            twelve_months net 2023-04-01 2024-03 520 0 0 0 0 0 520 0 0 - - - window_not_observed
            """);
    assertThat(
            SmallWorld.text(
                parts.filter("period = 'month'"),
                RevenueRetention.BASIS,
                RevenueRetention.LABEL,
                RevenueRetention.CUSTOMERS,
                RevenueRetention.START_CUSTOMERS,
                RevenueRetention.CHURNED_CUSTOMERS,
                RevenueRetention.CONTRACTED_CUSTOMERS,
                RevenueRetention.EXPANDED_CUSTOMERS,
                RevenueRetention.NEW_CUSTOMERS,
                RevenueRetention.RESURRECTED_CUSTOMERS,
                RevenueRetention.ADJUSTED_CUSTOMERS,
                RevenueRetention.EXPANDED_REVENUE,
                RevenueRetention.GAINED_REVENUE,
                RevenueRetention.LOST_REVENUE))
        .isEqualTo(
            """
            gross 2024-01 4 0 0 0 0 4 0 0 0 200 0
            gross 2024-02 5 4 1 1 1 1 0 0 160 60 60
            gross 2024-03 5 4 1 1 0 0 1 0 155 10 45
            net 2024-01 4 0 0 0 0 4 0 0 0 200 0
            net 2024-02 4 4 1 1 1 0 0 1 160 20 60
            net 2024-03 5 3 1 0 0 0 2 0 140 25 20
            """);
  }

  @Test
  void thePeriodBeforeMustLieInTheLogAndThisOneMustHaveEnded() {
    Dataset<Row> parts = parts(DAYS, DAYS, "2024-03-30", "2024-01-02");
    assertThat(
            SmallWorld.text(
                parts.filter("period = 'month' AND basis = 'gross'"),
                RevenueRetention.LABEL,
                RevenueRetention.OBSERVED_TO,
                RevenueRetention.IS_COMPLETE,
                RevenueRetention.GRR,
                Kpis.nullReason(RevenueRetention.GRR),
                Kpis.nullReason(RevenueRetention.QUICK_RATIO)))
        .isEqualTo(
            """
            2024-01 2024-01-31 true - window_not_observed window_not_observed
            2024-02 2024-02-29 true - window_not_observed window_not_observed
            2024-03 2024-03-30 false - period_not_ended period_not_ended
            """);
  }

  @Test
  void nobodyBeforeNobodyLostAndASingleCustomer() {
    // From February to March everything stays as it is; in April nothing is bought, and in May
    // there is nothing to keep.
    Dataset<Row> days = SmallWorld.days("ann | 2024-01-01 | 2\nann | 2024-02-01 | 2");
    assertThat(
            SmallWorld.text(
                parts(days, days, "2024-05-31", "2024-01-01")
                    .filter("period = 'month' AND basis = 'net' AND label > '2024-01'"),
                RevenueRetention.LABEL,
                RevenueRetention.START_REVENUE,
                RevenueRetention.GRR,
                Kpis.low(RevenueRetention.GRR),
                Kpis.high(RevenueRetention.GRR),
                Kpis.nullReason(RevenueRetention.GRR),
                RevenueRetention.QUICK_RATIO,
                Kpis.nullReason(RevenueRetention.QUICK_RATIO)))
        .isEqualTo(
            """
            2024-02 2 1.000 - - - - denominator_zero
            2024-03 2 0.000 - - - 0.000 -
            2024-04 0 - - - denominator_zero - denominator_zero
            2024-05 0 - - - denominator_zero - denominator_zero
            """);
  }

  @Test
  void anyShopIsWhatTheDefinitionsSayOfEachCustomer() {
    Random random = new Random(7);
    LocalDate logStart = LocalDate.of(2021, 2, 1);
    LocalDate asOf = LocalDate.of(2024, 2, 20);
    StringBuilder gross = new StringBuilder("c00 | 2021-02-01 | 1\n");
    StringBuilder returns = new StringBuilder("c01 | 2021-02-02 | -3\n");
    for (int i = 0; i < 400; i++) {
      String customer = "c%02d".formatted(random.nextInt(40));
      LocalDate date = logStart.plusDays(random.nextInt(1_200));
      String line = customer + " | " + date + " | ";
      BigDecimal amount = BigDecimal.valueOf(random.nextInt(1, 4_000), 2);
      gross.append(line).append(amount).append('\n');
      if (random.nextInt(4) == 0) {
        returns.append(line).append(amount.negate()).append('\n');
      } else if (random.nextInt(8) == 0) {
        returns.append(line).append("-50\n");
      }
    }
    Dataset<Row> lines = SmallWorld.days(gross.toString());
    Dataset<Row> days = merged(lines);
    Dataset<Row> netDays = merged(lines.unionByName(SmallWorld.days(returns.toString())));
    Dataset<Row> customers = SmallWorld.customers(days);
    Dataset<Row> parts =
        RevenueParts.of(RevenueParts.cells(SmallWorld.logs(days, netDays, asOf)), asOf, logStart)
            .persist();
    assertThat(SmallWorld.text(parts.filter("basis = 'gross'"), RevenueReference.COLUMNS))
        .isEqualTo(reference(days, customers).text(logStart, asOf));
    assertThat(SmallWorld.text(parts.filter("basis = 'net'"), RevenueReference.COLUMNS))
        .isEqualTo(reference(netDays, customers).text(logStart, asOf));
    assertThat(
            parts
                .filter(
                    "basis = 'gross' AND (adjustment <> 0 OR grr NOT BETWEEN 0 AND 1"
                        + " OR grr > nrr + 1e-12 OR grr NOT BETWEEN grr_low AND grr_high)")
                .count())
        .isZero();
    assertThat(parts.filter("basis = 'net' AND adjustment < 0").count()).isGreaterThan(20);
    assertThat(parts.filter("period = 'twelve_months' AND nrr IS NOT NULL").count()).isPositive();
    parts.unpersist();
  }

  /** What the jobs give: one row a customer and day. */
  private static Dataset<Row> merged(Dataset<Row> days) {
    return days.groupBy(CustomerDays.CUSTOMER_KEY, CustomerDays.ORDER_DATE)
        .agg(
            sum(CustomerDays.ORDERS).cast(Types.INT).as(CustomerDays.ORDERS),
            sum(CustomerDays.LINES).cast(Types.INT).as(CustomerDays.LINES),
            org.apache
                .spark
                .sql
                .functions
                .sum(CustomerDays.REVENUE)
                .cast(Types.MONEY)
                .as(CustomerDays.REVENUE));
  }

  static RevenueReference reference(Dataset<Row> days, Dataset<Row> customers) {
    RevenueReference reference = new RevenueReference();
    days.select(CustomerDays.CUSTOMER_KEY, CustomerDays.ORDER_DATE, CustomerDays.REVENUE)
        .collectAsList()
        .forEach(
            row ->
                reference.add(row.getString(0), row.getDate(1).toLocalDate(), row.getDecimal(2)));
    customers
        .select(col(Customers.CUSTOMER_KEY), col(Customers.FIRST_ORDER_DATE))
        .collectAsList()
        .forEach(row -> reference.firstOrder(row.getString(0), row.getDate(1).toLocalDate()));
    return reference;
  }

  private static Dataset<Row> parts(
      Dataset<Row> days, Dataset<Row> netDays, String asOf, String logStart) {
    return RevenueParts.of(
        RevenueParts.cells(SmallWorld.logs(days, netDays, LocalDate.parse(asOf))),
        LocalDate.parse(asOf),
        LocalDate.parse(logStart));
  }
}
