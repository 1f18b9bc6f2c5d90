package io.churnlake.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.lake.Loads;
import io.churnlake.table.OpsTables;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * How much was delivered.
 *
 * @param rows lines in bronze
 * @param newRows of these, from loads that silver does not have
 * @param newestLoad the last committed load
 */
public record DeliveredLines(long rows, long newRows, long newestLoad) {
  /** By the accounts of files. */
  public static DeliveredLines of(Loads loads, Optional<ConformState> state) {
    long through = state.map(ConformState::throughLoad).orElse(0L);
    Column accepted =
        col("rows_in").minus(col("rows_rejected")).minus(coalesce(col("rows_forgotten"), lit(0L)));
    Row row =
        loads
            .committedRows(OpsTables.FILES)
            .agg(
                coalesce(sum(accepted), lit(0L)),
                coalesce(sum(when(col(OpsTables.LOAD_ID).gt(through), accepted)), lit(0L)),
                coalesce(max(OpsTables.LOAD_ID), lit(0L)))
            .first();
    return new DeliveredLines(row.getLong(0), row.getLong(1), row.getLong(2));
  }
}
