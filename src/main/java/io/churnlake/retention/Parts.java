package io.churnlake.retention;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.customer.Splits;
import io.churnlake.table.Cohorts;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The parts of splits that tables show: the most frequent values; the others are taken together, so
 * that the parts of a split add up to all.
 */
public final class Parts {
  private static final String SHOWN = "shown";

  private Parts() {}

  /**
   * The values that are shown, of each split: split, split_value.
   *
   * @param cells split, split_value
   * @param members number of customers in each cell; each customer in one cell of a split
   * @param most values of a split; unknown is one more
   */
  static Dataset<Row> shown(Dataset<Row> cells, String members, int most) {
    var known = col(Cohorts.SPLIT_VALUE).notEqual(Splits.UNKNOWN);
    return cells
        .groupBy(Cohorts.SPLIT, Cohorts.SPLIT_VALUE)
        .agg(sum(members).as(members))
        .withColumn(
            SHOWN,
            row_number()
                .over(
                    Window.partitionBy(col(Cohorts.SPLIT), known)
                        .orderBy(col(members).desc(), col(Cohorts.SPLIT_VALUE))))
        .filter(col(SHOWN).leq(most).and(col(members).gt(0)))
        .select(Cohorts.SPLIT, Cohorts.SPLIT_VALUE);
  }

  /**
   * Names the values that are not shown {@link Splits#OTHER}; cells of equal keys are left to be
   * added up.
   */
  static Dataset<Row> limited(Dataset<Row> cells, Dataset<Row> shown) {
    String[] part = {Cohorts.SPLIT, Cohorts.SPLIT_VALUE};
    return cells
        .join(broadcast(shown.withColumn(SHOWN, col(Cohorts.SPLIT_VALUE))), part, "left")
        .withColumn(
            Cohorts.SPLIT_VALUE,
            coalesce(
                col(SHOWN),
                when(
                        col(Cohorts.SPLIT_VALUE).isin(Cohorts.ALL, Splits.UNKNOWN),
                        col(Cohorts.SPLIT_VALUE))
                    .otherwise(lit(Splits.OTHER))))
        .drop(SHOWN);
  }
}
