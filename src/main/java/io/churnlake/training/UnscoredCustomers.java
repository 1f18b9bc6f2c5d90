package io.churnlake.training;

import io.churnlake.churn.scored.Unscored;
import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.PackedLog;
import io.churnlake.history.Histories;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.step.JobContext;
import io.churnlake.table.ChurnUnscored;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Writes gold.churn_unscored from the histories that the steps of a night share. */
public final class UnscoredCustomers {
  private UnscoredCustomers() {}

  /** Writes the slice of the run's date; no commit where nobody is unscored and nobody was. */
  public static Written written(JobContext context, boolean isModelThere) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    Unscored unscored =
        new Unscored(
            Math.toIntExact(asOf.toEpochDay()),
            context.configuration().churn().lookbackDays(),
            isModelThere);
    JavaRDD<Row> rows =
        Histories.of(context)
            .packed()
            .flatMap(
                packed -> {
                  CustomerLog orders = PackedLog.log(packed);
                  return unscored.reason(orders).stream()
                      .map(
                          reason ->
                              row(
                                  asOf,
                                  PackedLog.key(packed),
                                  reason,
                                  unscored.lastOccasion(orders)))
                      .iterator();
                });
    return rows.isEmpty()
        ? lake.replaceSlice(ChurnUnscored.TABLE, asOf, List.of())
        : lake.replaceSlices(
            ChurnUnscored.TABLE,
            List.of(asOf),
            lake.spark().createDataFrame(rows, ChurnUnscored.TABLE.schema()));
  }

  private static Row row(LocalDate asOf, String key, String reason, OptionalInt last) {
    return RowFactory.create(
        ChurnRows.date(asOf),
        key,
        reason,
        last.isEmpty() ? null : ChurnRows.date(LocalDate.ofEpochDay(last.getAsInt())));
  }
}
