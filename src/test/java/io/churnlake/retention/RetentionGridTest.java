package io.churnlake.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.customer.SplitView;
import io.churnlake.quality.Period;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Retention;
import io.churnlake.table.RetentionSummary;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RetentionGridTest {
  /** Ann stays away for three months; bob comes once; what lies after as_of is not there. */
  private static final String GAP =
      """
          ann | 2023-11-30 | 10.00
          ann | 2023-12-31 | 5.50
          ann | 2024-04-01 | 1.25
          ann | 2024-04-02 | 1.25
          bob | 2024-01-01 | 7.00
          bob | 2024-02-01 | -
          bob | 2024-05-02 | 9.00
          cat | 2024-05-03 | 9.00
          """;

  @Test
  void aGapIsZeroAndTheRunningPeriodHasNoRate() {
    assertThat(
            on(
                grid(GAP, Period.MONTH, "2024-05-01"),
                Retention.COHORT_SIZE,
                Retention.ACTIVE_CUSTOMERS,
                Retention.ORDERS,
                Retention.REVENUE,
                Retention.CUMULATIVE_REVENUE,
                Retention.RATE,
                Retention.IS_COMPLETE,
                Retention.NULL_REASON,
                Retention.OBSERVED_TO))
        .isEqualTo(
            """
            2023-11-01 0 2023-11-01 1 1 1 10 10 1.000 true - 2023-11-30
            2023-11-01 1 2023-12-01 1 1 1 5.5 15.5 1.000 true - 2023-12-31
            2023-11-01 2 2024-01-01 1 0 0 0 15.5 0.000 true - 2024-01-31
            2023-11-01 3 2024-02-01 1 0 0 0 15.5 0.000 true - 2024-02-29
            2023-11-01 4 2024-03-01 1 0 0 0 15.5 0.000 true - 2024-03-31
            2023-11-01 5 2024-04-01 1 1 2 2.5 18 1.000 true - 2024-04-30
            2023-11-01 6 2024-05-01 1 0 0 0 18 - false period_not_ended 2024-05-01
            2024-01-01 0 2024-01-01 1 1 1 7 7 1.000 true - 2024-01-31
            2024-01-01 1 2024-02-01 1 0 0 0 7 0.000 true - 2024-02-29
            2024-01-01 2 2024-03-01 1 0 0 0 7 0.000 true - 2024-03-31
            2024-01-01 3 2024-04-01 1 0 0 0 7 0.000 true - 2024-04-30
            2024-01-01 4 2024-05-01 1 0 0 0 7 - false period_not_ended 2024-05-01
            """);
  }

  @Test
  void theThreeKinds() {
    // Index 0..3. a: 0, 1, 3. b: 0, 2. c: 0. d: 0, 3.
    List<Row> grid =
        grid(
            """
            a | 2024-01-01 | 1
            a | 2024-02-01 | 1
            a | 2024-04-05 | 1
            b | 2024-01-01 | 1
            b | 2024-03-01 | 1
            c | 2024-01-01 | 1
            d | 2024-01-01 | 1
            d | 2024-04-06 | 1
            """,
            Period.MONTH,
            "2024-04-30");
    assertThat(
            SmallLogs.text(
                Retention.TABLE,
                grid,
                Retention.KIND,
                Retention.PERIOD_INDEX,
                Retention.ACTIVE_CUSTOMERS,
                Retention.RATE,
                Retention.ORDERS,
                Retention.OBSERVED_TO))
        .isEqualTo(
            """
            on 0 4 1.000 4 2024-01-31
            on 1 1 0.250 1 2024-02-29
            on 2 1 0.250 1 2024-03-31
            on 3 2 0.500 2 2024-04-30
            on_or_after 0 4 1.000 - 2024-04-30
            on_or_after 1 3 0.750 - 2024-04-30
            on_or_after 2 3 0.750 - 2024-04-30
            on_or_after 3 2 0.500 - 2024-04-30
            within 1 1 0.250 - 2024-02-29
            within 2 2 0.500 - 2024-03-31
            within 3 3 0.750 - 2024-04-30
            """);
  }

  @Test
  void everythingOnOneDay() {
    String days = "a | 2024-02-29 | 2\nb | 2024-02-29 | 3";
    assertThat(
            on(
                grid(days, Period.MONTH, "2024-02-29"),
                Retention.LABEL,
                Retention.ACTIVE_CUSTOMERS,
                Retention.CUMULATIVE_REVENUE_PER_CUSTOMER,
                Retention.RATE))
        .isEqualTo("2024-02-01 0 2024-02-01 2024-02 2 2.5 1.000\n");
  }

  @Test
  void thePeriodThatEndsOnAsOfIsCompleteAndADayEarlierItIsNot() {
    assertThat(last(grid(GAP, Period.MONTH, "2024-04-30"))).isEqualTo("2024-04-01 1 1.000\n");
    assertThat(last(grid(GAP, Period.MONTH, "2024-04-29"))).isEqualTo("2024-04-01 1 -\n");
  }

  @Test
  void weeksAndQuartersCountCalendarPeriods() {
    String days =
        """
            a | 2023-12-31 | 1
            a | 2024-01-01 | 1
            """;
    assertThat(on(grid(days, Period.WEEK, "2024-01-07"), Retention.RATE))
        .isEqualTo("2023-12-25 0 2023-12-25 1.000\n2023-12-25 1 2024-01-01 1.000\n");
    assertThat(on(grid(days, Period.QUARTER, "2024-01-07"), Retention.RATE))
        .isEqualTo("2023-10-01 0 2023-10-01 1.000\n2023-10-01 1 2024-01-01 -\n");
  }

  @Test
  void theSummaryWeighsCohortsBySizeAndLeavesRunningPeriodsOut() {
    // Three of January come back in February one time in three; the one of February always.
    String days =
        """
            a | 2024-01-05 | 1
            a | 2024-02-05 | 1
            b | 2024-01-05 | 1
            c | 2024-01-05 | 1
            d | 2024-02-05 | 1
            d | 2024-03-05 | 1
            e | 2024-03-05 | 1
            e | 2024-04-05 | 1
            """;
    LocalDate date = LocalDate.parse("2024-04-29");
    List<Row> summary =
        grids(days, date).stream()
            .flatMap(grid -> RetentionSummaryRows.of(grid, date).stream())
            .toList();
    for (var cell :
        Map.of(
                Retention.KIND,
                Retention.ON,
                Retention.PERIOD,
                "month",
                Retention.BASIS,
                Cohorts.GROSS)
            .entrySet()) {
      summary = SmallLogs.where(RetentionSummary.TABLE, summary, cell.getKey(), cell.getValue());
    }
    assertThat(
            SmallLogs.text(
                RetentionSummary.TABLE,
                summary,
                RetentionSummary.PERIOD_INDEX,
                RetentionSummary.COHORTS,
                RetentionSummary.CUSTOMERS,
                RetentionSummary.ACTIVE_CUSTOMERS,
                RetentionSummary.RATE,
                RetentionSummary.NULL_REASON))
        .isEqualTo(
            """
            0 3 5 5 1.000 -
            1 2 4 2 0.500 -
            2 1 3 0 0.000 -
            3 0 0 0 - period_not_ended
            """);
  }

  private static List<CohortGrid> grids(String days, LocalDate asOf) {
    SplitView splits = SplitView.ofAll(List.of(Cohorts.ALL));
    return SmallLogs.sum(
            SmallLogs.of(days, days, asOf),
            () -> new CohortTally(splits, List.of(Period.values()), List.of()))
        .grids();
  }

  private static List<Row> grid(String days, Period period, String asOf) {
    LocalDate date = LocalDate.parse(asOf);
    List<Row> all =
        grids(days, date).stream()
            .flatMap(grid -> RetentionRows.of(grid, date, 1.0).stream())
            .toList();
    List<Row> gross = SmallLogs.where(Retention.TABLE, all, Retention.BASIS, Cohorts.GROSS);
    return SmallLogs.where(Retention.TABLE, gross, Retention.PERIOD, period.value());
  }

  private static String on(List<Row> grid, String... columns) {
    String[] all = new String[columns.length + 3];
    all[0] = Retention.COHORT;
    all[1] = Retention.PERIOD_INDEX;
    all[2] = Retention.PERIOD_START;
    System.arraycopy(columns, 0, all, 3, columns.length);
    return SmallLogs.text(
        Retention.TABLE, SmallLogs.where(Retention.TABLE, grid, Retention.KIND, Retention.ON), all);
  }

  /** The newest cell of Ann's cohort. */
  private static String last(List<Row> grid) {
    List<Row> on = SmallLogs.where(Retention.TABLE, grid, Retention.KIND, Retention.ON);
    return SmallLogs.text(
        Retention.TABLE,
        SmallLogs.where(Retention.TABLE, on, Retention.PERIOD_INDEX, 5),
        Retention.PERIOD_START,
        Retention.ACTIVE_CUSTOMERS,
        Retention.RATE);
  }
}
