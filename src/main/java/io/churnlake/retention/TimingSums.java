package io.churnlake.retention;

import io.churnlake.table.TimingCells;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** gold.timing_cells from customers' histories. */
public final class TimingSums {
  private TimingSums() {}

  /**
   * All cells that some customer is in.
   *
   * @param logs see {@link io.churnlake.customer.CustomerLogs#of}
   * @param splits names of the splits, 'all' first
   * @param orders how many orders' gaps are counted
   * @param windowDays of being active
   */
  public static Dataset<Row> of(
      Dataset<Row> logs, List<String> splits, int orders, int windowDays) {
    return Cells.added(
        TimingCells.TABLE,
        logs.mapPartitions(
            Tally.over(() -> new TimingTally(splits, orders, windowDays)),
            Encoders.row(TimingCells.TABLE.schema())));
  }
}
