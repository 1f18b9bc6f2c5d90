package io.churnlake.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.quality.Period;
import io.churnlake.retention.RetentionGrid;
import io.churnlake.retention.SmallWorld;
import io.churnlake.table.Cohorts;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class CohortTotalsTest {
  @Test
  void sizesAndWhatTheyBrought() {
    LocalDate asOf = LocalDate.of(2024, 2, 28);
    Dataset<Row> days =
        SmallWorld.days(
            """
            a | 2024-01-01 | 10
            a | 2024-01-02 | 10
            a | 2024-02-02 | 5
            b | 2024-01-31 | 1
            c | 2024-02-03 | 4
            c | 2024-02-29 | 4
            d | 2024-02-29 | 4
            """);
    Dataset<Row> members = CohortMembers.of(SmallWorld.customers(days), Period.MONTH, asOf);
    Dataset<Row> retention = RetentionGrid.of(days, members, Cohorts.GROSS, Period.MONTH, asOf);
    assertThat(
            SmallWorld.text(
                CohortTotals.of(members, retention, Cohorts.GROSS, Period.MONTH, asOf),
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
            2024-01-01 2024-01 true 2 1 3 21 4 26 13
            2024-02-01 2024-02 false 1 0 1 4 1 4 4
            """);
  }
}
