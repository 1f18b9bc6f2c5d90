package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.quality.Period;
import io.churnlake.table.CohortCells;
import io.churnlake.table.Cohorts;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** gold.cohort_cells from customers' histories. */
public final class CohortSums {
  private CohortSums() {}

  /**
   * All cells that something falls into.
   *
   * @param logs see {@link io.churnlake.customer.CustomerLogs#of}
   * @param splits names of the splits, 'all' first
   * @param splitPeriods periods for the splits but the first
   */
  public static Dataset<Row> of(
      Dataset<Row> logs, List<String> splits, List<Period> periods, List<Period> splitPeriods) {
    return Cells.added(
        CohortCells.TABLE,
        logs.mapPartitions(
            Tally.over(() -> new CohortTally(splits, periods, splitPeriods)),
            Encoders.row(CohortCells.TABLE.schema())));
  }

  /**
   * What the margin rate follows from: costed revenue, cost, revenue, one row in ten-thousandths.
   */
  public static Dataset<Row> costs(Dataset<Row> cells) {
    Dataset<Row> all = cells.filter(isGross().and(col(CohortCells.SPLIT).equalTo(Cohorts.ALL)));
    return all.agg(
        decimal(CohortCells.COSTED_REVENUE),
        decimal(CohortCells.COST),
        decimal(CohortCells.REVENUE));
  }

  private static Column decimal(String name) {
    return sum(col(name).cast("decimal(20,0)")).as(name);
  }

  private static Column isGross() {
    return col(CohortCells.BASIS).equalTo(Cohorts.GROSS);
  }
}
