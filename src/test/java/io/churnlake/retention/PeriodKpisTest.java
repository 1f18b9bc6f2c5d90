package io.churnlake.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.customer.SplitView;
import io.churnlake.quality.Period;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Kpis;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PeriodKpisTest {
  /** Window 31 days. Dan is first seen after the guard; ann pauses and returns; bob leaves. */
  private static final String DAYS =
      """
          ann | 2024-01-10 | 1
          ann | 2024-01-20 | 1
          ann | 2024-04-10 | 1
          bob | 2024-01-31 | 1
          bob | 2024-02-01 | 1
          cat | 2024-01-31 | 1
          dan | 2024-02-15 | 1
          dan | 2024-03-15 | 1
          dan | 2024-03-16 | 1
          """;

  @Test
  void countsOfEachPeriod() {
    // Active at the ends: January ann, bob, cat; February bob (1 February is 28 days back), dan;
    // cat's 31 January is 29 days back and still counts; March dan; April ann.
    assertThat(
            SmallLogs.text(
                Kpis.TABLE,
                kpis("2024-04-30"),
                Kpis.LABEL,
                Kpis.ACTIVE_AT_START,
                Kpis.ACTIVE_AT_END,
                Kpis.RETAINED,
                Kpis.LAPSED,
                Kpis.REACTIVATED,
                Kpis.NEW_CUSTOMERS,
                Kpis.LEFT_TRUNCATED,
                Kpis.BUYERS,
                Kpis.REPEAT_BUYERS,
                Kpis.CUSTOMERS_TO_DATE,
                Kpis.REPEAT_CUSTOMERS_TO_DATE))
        .isEqualTo(
            """
            2024-01 0 3 0 0 0 0 3 3 1 3 1
            2024-02 3 3 2 1 0 1 0 2 0 4 2
            2024-03 3 1 1 2 0 0 0 1 1 4 3
            2024-04 1 1 0 1 1 0 0 1 0 4 3
            """);
  }

  @Test
  void revenueIsThatOfThePeriodsDaysUpToAsOf() {
    // In February nothing is bought, and a return of nothing known comes back.
    assertThat(
            SmallLogs.text(
                Kpis.TABLE,
                kpis(
                    "ann | 2024-01-15 | 10\nbob | 2024-03-01 | 5\nbob | 2024-03-02 | 1",
                    "ann | 2024-01-15 | 7\nann | 2024-02-03 | -2\nbob | 2024-03-01 | 5",
                    "2024-03-01",
                    "2024-01-15"),
                Kpis.LABEL,
                Kpis.REVENUE,
                Kpis.NET_REVENUE))
        .isEqualTo("2024-01 10 7\n2024-02 0 -2\n2024-03 5 5\n");
  }

  @Test
  void ratesAndWhyTheyAreMissing() {
    assertThat(
            SmallLogs.text(
                Kpis.TABLE,
                kpis("2024-04-29"),
                Kpis.LABEL,
                Kpis.CUSTOMER_RETENTION_RATE,
                Kpis.CHURN_RATE,
                Kpis.CRR_TEXTBOOK,
                Kpis.nullReason(Kpis.CUSTOMER_RETENTION_RATE),
                Kpis.REPEAT_PURCHASE_RATE,
                Kpis.REPEAT_PURCHASE_RATE_LIFETIME,
                Kpis.nullReason(Kpis.REPEAT_PURCHASE_RATE)))
        .isEqualTo(
            """
            2024-01 - - - window_not_observed 0.333 0.333 -
            2024-02 - - - window_not_observed 0.000 0.500 -
            2024-03 0.333 0.667 0.333 - 1.000 0.750 -
            2024-04 - - - period_not_ended - - period_not_ended
            """);
  }

  @Test
  void weeksAndQuarters() {
    // The window of 31 days reaches from the end of a week over the four before it. Ann is active
    // again with 10 April, a Wednesday; at the end of that week nobody else is.
    String[] counts = {
      Kpis.LABEL,
      Kpis.OBSERVED_TO,
      Kpis.ACTIVE_AT_START,
      Kpis.ACTIVE_AT_END,
      Kpis.RETAINED,
      Kpis.REACTIVATED,
      Kpis.BUYERS,
      Kpis.REPEAT_BUYERS,
      Kpis.CUSTOMERS_TO_DATE,
      Kpis.REPEAT_CUSTOMERS_TO_DATE,
      Kpis.REVENUE,
      Kpis.CHURN_RATE,
      Kpis.nullReason(Kpis.CHURN_RATE)
    };
    List<Row> weeks = kpis(DAYS, DAYS, "2024-04-30", "2024-01-10", Period.WEEK);
    assertThat(weeks).hasSize(17);
    assertThat(
            SmallLogs.text(
                Kpis.TABLE,
                SmallLogs.where(
                    Kpis.TABLE,
                    weeks,
                    Kpis.LABEL,
                    List.of("2024-W02", "2024-W11", "2024-W15", "2024-W18")::contains),
                counts))
        .isEqualTo(
            """
            2024-W02 2024-01-14 0 1 0 0 1 0 1 0 1 - window_not_observed
            2024-W11 2024-03-17 1 1 1 0 1 1 4 3 2 0.000 -
            2024-W15 2024-04-14 1 2 1 1 1 0 4 3 1 0.000 -
            2024-W18 2024-04-30 1 1 1 0 0 0 4 3 0 - period_not_ended
            """);
    assertThat(
            SmallLogs.text(
                Kpis.TABLE, kpis(DAYS, DAYS, "2024-04-30", "2024-01-10", Period.QUARTER), counts))
        .isEqualTo(
            """
            2024-Q1 2024-03-31 0 1 0 0 4 3 4 3 8 - window_not_observed
            2024-Q2 2024-04-30 1 1 0 1 1 0 4 3 1 - period_not_ended
            """);
  }

  @Test
  void theWindowMustLieInTheLogToTheDay() {
    // The window at the end of February begins on 30 January.
    String days = "ann | 2024-01-30 | 1";
    assertThat(reason(days, "2024-01-30")).isEqualTo("2024-03 - 1.000\n");
    assertThat(reason(days, "2024-01-31")).isEqualTo("2024-03 window_not_observed -\n");
  }

  @Test
  void nobodyToTakeAShareOf() {
    String days = "ann | 2024-01-01 | 1";
    List<Row> april =
        SmallLogs.where(Kpis.TABLE, kpis(days, "2024-04-30", "2024-01-01"), Kpis.LABEL, "2024-04");
    assertThat(
            SmallLogs.text(
                Kpis.TABLE,
                april,
                Kpis.nullReason(Kpis.CUSTOMER_RETENTION_RATE),
                Kpis.nullReason(Kpis.REPEAT_PURCHASE_RATE),
                Kpis.REPEAT_PURCHASE_RATE_LIFETIME))
        .isEqualTo("denominator_zero denominator_zero 0.000\n");
  }

  private static String reason(String days, String logStart) {
    return SmallLogs.text(
        Kpis.TABLE,
        SmallLogs.where(Kpis.TABLE, kpis(days, "2024-03-31", logStart), Kpis.LABEL, "2024-03"),
        Kpis.LABEL,
        Kpis.nullReason(Kpis.CHURN_RATE),
        Kpis.CHURN_RATE);
  }

  private static List<Row> kpis(String asOf) {
    return kpis(DAYS, asOf, "2024-01-10");
  }

  private static List<Row> kpis(String days, String asOf, String logStart) {
    return kpis(days, days, asOf, logStart);
  }

  private static List<Row> kpis(String days, String netDays, String asOf, String logStart) {
    return kpis(days, netDays, asOf, logStart, Period.MONTH);
  }

  private static List<Row> kpis(
      String days, String netDays, String asOf, String logStart, Period period) {
    LocalDate date = LocalDate.parse(asOf);
    SplitView splits = SplitView.ofAll(List.of(Cohorts.ALL));
    KpiTally tally =
        SmallLogs.sum(
            SmallLogs.of(days, netDays, date),
            () -> new KpiTally(splits, List.of(Period.values()), List.of(), date, 31));
    return SmallLogs.where(
        Kpis.TABLE,
        KpiRows.of(tally, date, 31, LocalDate.parse(logStart)),
        Kpis.PERIOD,
        period.value());
  }
}
