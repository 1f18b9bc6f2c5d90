package io.churnlake.retention;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;

import io.churnlake.table.Cohorts;
import io.churnlake.table.RevenueCells;
import io.churnlake.table.RevenueRetention;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * gold.revenue_retention: what became of the revenue of the period before, and where that of this
 * period comes from. Amounts are whole ten-thousandths until the end.
 */
public final class RevenueParts {
  private static final String[] JOINED = {
    RevenueRetention.BASIS, RevenueSpans.SPAN, RevenueSpans.AT
  };

  private RevenueParts() {}

  /**
   * gold.revenue_cells: all that something falls into.
   *
   * @param logs see {@link io.churnlake.customer.CustomerLogs#of}
   */
  public static Dataset<Row> cells(Dataset<Row> logs) {
    return Cells.added(
        RevenueCells.TABLE,
        logs.mapPartitions(
            Tally.over(RevenueTally::new), Encoders.row(RevenueCells.TABLE.schema())));
  }

  /**
   * One row a basis and period, from that which ends with the unit of {@code logStart} to that of
   * {@code asOf}.
   *
   * @param cells as gold.revenue_cells
   * @param logStart the log's first day; ratios are NULL where the period before begins earlier
   */
  public static Dataset<Row> of(Dataset<Row> cells, LocalDate asOf, LocalDate logStart) {
    Dataset<Row> calendar =
        cells
            .sparkSession()
            .range(1)
            .select(explode(array(lit(Cohorts.GROSS), lit(Cohorts.NET))).as(JOINED[0]))
            .withColumn(RevenueSpans.SPAN, explode(RevenueSpans.all()))
            .withColumn(
                RevenueSpans.AT,
                explode(sequence(RevenueSpans.unit(lit(logStart)), RevenueSpans.unit(lit(asOf)))));
    return RevenueRatios.of(calendar.join(cells, JOINED, "left").na().fill(0L), asOf, logStart);
  }
}
