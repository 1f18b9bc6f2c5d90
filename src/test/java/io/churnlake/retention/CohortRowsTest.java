package io.churnlake.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.customer.SplitView;
import io.churnlake.quality.Period;
import io.churnlake.table.Cohorts;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CohortRowsTest {
  @Test
  void sizesAndWhatTheyBrought() {
    LocalDate asOf = LocalDate.of(2024, 2, 28);
    String days =
        """
        a | 2024-01-01 | 10
        a | 2024-01-02 | 10
        a | 2024-02-02 | 5
        b | 2024-01-31 | 1
        c | 2024-02-03 | 4
        c | 2024-02-29 | 4
        d | 2024-02-29 | 4
        """;
    // What a bought in February came back in part.
    String net = days.replace("2024-02-02 | 5", "2024-02-02 | 3");
    SplitView splits = SplitView.ofAll(List.of(Cohorts.ALL));
    List<Row> rows =
        SmallLogs.sum(
                SmallLogs.of(days, net, asOf),
                () -> new CohortTally(splits, List.of(Period.values()), List.of()))
            .grids()
            .stream()
            .flatMap(grid -> CohortRows.of(grid, asOf).stream())
            .toList();
    assertThat(
            SmallLogs.text(
                Cohorts.TABLE,
                rows,
                Cohorts.PERIOD,
                Cohorts.BASIS,
                Cohorts.COHORT,
                Cohorts.LABEL,
                Cohorts.IS_COMPLETE,
                Cohorts.CUSTOMERS,
                Cohorts.LEFT_TRUNCATED,
                Cohorts.FIRST_PERIOD_ORDERS,
                Cohorts.FIRST_PERIOD_REVENUE,
                Cohorts.ORDERS,
                Cohorts.REVENUE,
                Cohorts.REVENUE_PER_CUSTOMER))
        .isEqualTo(
            """
            month gross 2024-01-01 2024-01 true 2 1 3 21 4 26 13
            month gross 2024-02-01 2024-02 false 1 0 1 4 1 4 4
            month net 2024-01-01 2024-01 true 2 1 3 21 4 24 12
            month net 2024-02-01 2024-02 false 1 0 1 4 1 4 4
            quarter gross 2024-01-01 2024-Q1 false 3 1 5 30 5 30 10
            quarter net 2024-01-01 2024-Q1 false 3 1 5 28 5 28 9.3333
            week gross 2024-01-01 2024-W01 true 1 1 2 20 3 25 25
            week gross 2024-01-29 2024-W05 true 2 0 2 5 2 5 2.5
            week net 2024-01-01 2024-W01 true 1 1 2 20 3 23 23
            week net 2024-01-29 2024-W05 true 2 0 2 5 2 5 2.5
            """);
  }
}
