package io.churnlake.conform;

import static org.apache.spark.sql.functions.col;

import io.churnlake.lake.Lake;
import io.churnlake.lake.Loads;
import io.churnlake.privacy.MergedCustomers;
import io.churnlake.table.BronzeOrderLines;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The lines of bronze that are not as silver has them.
 *
 * @param lines at least order_id, refers_to_order and customer_key
 * @param count how many they are
 * @param anew whether files were loaded anew: then lines are gone too, and others have changed
 */
public record ChangedLines(Dataset<Row> lines, long count, boolean anew) {

  /**
   * Looks at the loads since silver.
   *
   * @param bronze the valid lines, of merged customers under one key
   * @param rules what makes a line another one
   * @param newRows lines of loads since then
   */
  public static ChangedLines since(
      Lake lake,
      Loads loads,
      Dataset<Row> bronze,
      ConformRules rules,
      long throughLoad,
      long newRows) {
    Dataset<Row> fresh = bronze.filter(col(BronzeOrderLines.LOAD_ID).gt(throughLoad));
    Optional<Dataset<Row>> former = loads.replacedSince(BronzeOrderLines.TABLE, throughLoad);
    if (former.isEmpty()) {
      return new ChangedLines(fresh, newRows, false);
    }
    Dataset<Row> changed =
        TouchedConform.kept(rules.changed(fresh, MergedCustomers.canonical(lake, former.get())));
    return new ChangedLines(changed, changed.count(), true);
  }
}
