package io.churnlake.retention;

import io.churnlake.quality.Period;
import io.churnlake.table.Cohorts;
import io.churnlake.table.RowBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** gold.cohorts: the sizes of cohorts, and what they have brought. */
public final class CohortRows {
  private CohortRows() {}

  /** One row a cohort. Membership is gross on both bases. */
  public static List<Row> of(CohortGrid grid, LocalDate asOf) {
    Period period = grid.part().period();
    RowBuilder row = RowBuilder.of(Cohorts.TABLE);
    List<Row> rows = new ArrayList<>();
    for (int cohort : grid.cohorts().keySet()) {
      LocalDate start = period.start(cohort);
      LocalDate end = period.end(cohort);
      long revenue = grid.total(cohort, CohortGrid.REVENUE);
      rows.add(
          row.set(Cohorts.AS_OF, asOf)
              .set(Cohorts.PERIOD, period.value())
              .set(Cohorts.BASIS, grid.part().basis())
              .set(Cohorts.SPLIT, grid.part().split())
              .set(Cohorts.SPLIT_VALUE, grid.part().value())
              .set(Cohorts.COHORT, start)
              .set(Cohorts.LABEL, period.label(start))
              .set(Cohorts.PERIOD_END, end)
              .set(Cohorts.IS_COMPLETE, !end.isAfter(asOf))
              .set(Cohorts.CUSTOMERS, grid.size(cohort))
              .set(Cohorts.LEFT_TRUNCATED, grid.at(cohort, 0, CohortGrid.LEFT_TRUNCATED))
              .set(Cohorts.FIRST_PERIOD_ORDERS, grid.at(cohort, 0, CohortGrid.ORDERS))
              .set(Cohorts.FIRST_PERIOD_REVENUE, Money.of(grid.at(cohort, 0, CohortGrid.REVENUE)))
              .set(Cohorts.ORDERS, grid.total(cohort, CohortGrid.ORDERS))
              .set(Cohorts.REVENUE, Money.of(revenue))
              .set(Cohorts.REVENUE_PER_CUSTOMER, Money.each(revenue, grid.size(cohort)))
              .row());
    }
    return rows;
  }
}
