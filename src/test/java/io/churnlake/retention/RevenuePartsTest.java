package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.customer.CustomerLog;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Kpis;
import io.churnlake.table.RevenueRetention;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RevenuePartsTest {
  /** Ann buys more, bob less and then nothing, cat pauses, dan does the same, eve comes later. */
  private static final String DAYS =
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
          """;

  /** Eve sent the first order back, and cat gives back what nobody knows. */
  private static final String NET =
      DAYS.replace("eve | 2024-02-20 | 40\n", "") + "cat | 2024-02-10 | -5\n";

  @Test
  void aSmallShopByHand() {
    List<Row> parts = parts(DAYS, NET, "2024-03-31", "2024-01-01");
    assertThat(
            SmallLogs.text(
                RevenueRetention.TABLE,
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
            SmallLogs.text(
                RevenueRetention.TABLE,
                where(parts, RevenueRetention.PERIOD, "month"),
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
    List<Row> parts = parts(DAYS, DAYS, "2024-03-30", "2024-01-02");
    assertThat(
            SmallLogs.text(
                RevenueRetention.TABLE,
                where(
                    where(parts, RevenueRetention.PERIOD, "month"),
                    RevenueRetention.BASIS,
                    "gross"),
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
    String days = "ann | 2024-01-01 | 2\nann | 2024-02-01 | 2";
    assertThat(
            SmallLogs.text(
                RevenueRetention.TABLE,
                SmallLogs.where(
                    RevenueRetention.TABLE,
                    where(
                        where(
                            parts(days, days, "2024-05-31", "2024-01-01"),
                            RevenueRetention.PERIOD,
                            "month"),
                        RevenueRetention.BASIS,
                        "net"),
                    RevenueRetention.LABEL,
                    label -> label.compareTo("2024-01") > 0),
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
    List<CustomerLog> logs = SmallLogs.of(gross.toString(), gross.toString() + returns, asOf);
    List<Row> parts = parts(logs, asOf, logStart);
    List<Row> ofGross = where(parts, RevenueRetention.BASIS, "gross");
    assertThat(SmallLogs.text(RevenueRetention.TABLE, ofGross, RevenueReference.COLUMNS))
        .isEqualTo(reference(logs, false).text(logStart, asOf));
    List<Row> ofNet = where(parts, RevenueRetention.BASIS, "net");
    assertThat(SmallLogs.text(RevenueRetention.TABLE, ofNet, RevenueReference.COLUMNS))
        .isEqualTo(reference(logs, true).text(logStart, asOf));
    assertThat(ofGross)
        .allSatisfy(
            row -> {
              assertThat(row.getDecimal(at(RevenueRetention.ADJUSTMENT))).isZero();
              Double grr = row.getAs(at(RevenueRetention.GRR));
              if (grr != null) {
                assertThat(grr).isBetween(0.0, row.getDouble(at(RevenueRetention.NRR)) + 1e-12);
                assertThat(grr).isLessThanOrEqualTo(1);
                Double low = row.getAs(at(Kpis.low(RevenueRetention.GRR)));
                if (low != null) {
                  assertThat(grr)
                      .isBetween(low, row.getDouble(at(Kpis.high(RevenueRetention.GRR))));
                }
              }
            });
    assertThat(ofNet)
        .filteredOn(row -> row.getDecimal(at(RevenueRetention.ADJUSTMENT)).signum() < 0)
        .hasSizeGreaterThan(20);
    assertThat(where(parts, RevenueRetention.PERIOD, "twelve_months"))
        .anyMatch(row -> !row.isNullAt(at(RevenueRetention.NRR)));
  }

  private static int at(String name) {
    return RevenueRetention.TABLE.columnNames().indexOf(name);
  }

  private static List<Row> where(List<Row> parts, String column, String value) {
    return SmallLogs.where(RevenueRetention.TABLE, parts, column, value);
  }

  private static RevenueReference reference(List<CustomerLog> logs, boolean net) {
    RevenueReference reference = new RevenueReference();
    for (int i = 0; i < logs.size(); i++) {
      String customer = "c" + i;
      CustomerLog log = logs.get(i);
      log.days()
          .forEach(
              day ->
                  reference.add(
                      customer,
                      LocalDate.ofEpochDay(day.date()),
                      BigDecimal.valueOf(day.revenue(net), 4)));
      if (log.firstOrder() != CustomerLog.NEVER) {
        reference.firstOrder(customer, LocalDate.ofEpochDay(log.firstOrder()));
      }
    }
    return reference;
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

  private static List<Row> parts(String days, String netDays, String asOf, String logStart) {
    LocalDate date = LocalDate.parse(asOf);
    return parts(SmallLogs.of(days, netDays, date), date, LocalDate.parse(logStart));
  }

  private static List<Row> parts(List<CustomerLog> logs, LocalDate asOf, LocalDate logStart) {
    return RevenueRows.of(SmallLogs.sum(logs, () -> new RevenueTally(asOf)), asOf, logStart);
  }
}
