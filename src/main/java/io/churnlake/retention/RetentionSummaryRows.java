package io.churnlake.retention;

import io.churnlake.quality.Wilson;
import io.churnlake.table.Retention;
import io.churnlake.table.RetentionSummary;
import io.churnlake.table.RowBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** gold.retention_summary: the cohorts of gold.retention taken together. */
public final class RetentionSummaryRows {
  private RetentionSummaryRows() {}

  /**
   * One row for each k of each kind: active customers over customers of all cohorts whose period k
   * has ended, which weighs a cohort by its size. A k that no cohort has completed stays, without a
   * rate.
   */
  public static List<Row> of(CohortGrid grid, LocalDate asOf) {
    List<Row> rows = new ArrayList<>();
    if (grid.cohorts().isEmpty()) {
      return rows;
    }
    RowBuilder row = RowBuilder.of(RetentionSummary.TABLE);
    int most = grid.length(grid.cohorts().firstKey(), asOf);
    for (String kind : RetentionRows.KINDS) {
      long[] cohorts = new long[most];
      long[] customers = new long[most];
      long[] active = new long[most];
      for (int cohort : grid.cohorts().keySet()) {
        long[] own = grid.active(kind, cohort, asOf);
        for (int k = 0; k < own.length; k++) {
          if (!grid.part().period().end(cohort + k).isAfter(asOf)) {
            cohorts[k]++;
            customers[k] += grid.size(cohort);
            active[k] += own[k];
          }
        }
      }
      for (int k = CohortGrid.first(kind); k < most; k++) {
        rows.add(
            row.set(RetentionSummary.AS_OF, asOf)
                .set(RetentionSummary.PERIOD, grid.part().period().value())
                .set(RetentionSummary.BASIS, grid.part().basis())
                .set(RetentionSummary.SPLIT, grid.part().split())
                .set(RetentionSummary.SPLIT_VALUE, grid.part().value())
                .set(RetentionSummary.KIND, kind)
                .set(RetentionSummary.PERIOD_INDEX, k)
                .set(RetentionSummary.COHORTS, cohorts[k])
                .set(RetentionSummary.CUSTOMERS, customers[k])
                .set(RetentionSummary.ACTIVE_CUSTOMERS, active[k])
                .set(
                    RetentionSummary.NULL_REASON,
                    customers[k] == 0 ? Retention.PERIOD_NOT_ENDED : null)
                .set(RetentionSummary.RATE, Wilson.share(active[k], customers[k]))
                .set(RetentionSummary.RATE_LOW, Wilson.low(active[k], customers[k]))
                .set(RetentionSummary.RATE_HIGH, Wilson.high(active[k], customers[k]))
                .row());
      }
    }
    return rows;
  }
}
