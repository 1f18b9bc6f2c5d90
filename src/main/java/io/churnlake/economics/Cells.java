package io.churnlake.economics;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.UnitEconomics;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Sums by month and something else: few rows, whatever the number of customers. */
final class Cells {
  /** Number of a month. */
  static final String AT = "at";

  private static final String MONTH = "month";

  private Cells() {}

  /** The part's name, '(unknown)' without one; the name of the sum is kept for the sum. */
  static Column named(Column part) {
    Column own = when(part.equalTo(UnitEconomics.ALL), lit("(all)")).otherwise(part);
    return coalesce(own, lit(UnitEconomics.UNKNOWN));
  }

  /** Sums of all other columns by these keys, NULL counted as 0. */
  static Dataset<Row> summed(Dataset<Row> cells, String... keys) {
    List<String> by = List.of(keys);
    Column[] sums =
        Arrays.stream(cells.columns())
            .filter(name -> !by.contains(name))
            .map(name -> coalesce(sum(name), lit(0)).as(name))
            .toArray(Column[]::new);
    return cells
        .groupBy(by.stream().map(name -> col(name)).toArray(Column[]::new))
        .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length));
  }

  /** The same rows, and once more under the name of the sum. */
  static Dataset<Row> withAll(Dataset<Row> cells, String part) {
    return cells.withColumn(part, explode(array(col(part), lit(UnitEconomics.ALL))));
  }

  /**
   * A row for every month up to the business date, with NULL in the months that had none.
   *
   * @param part whose months are filled each by itself
   * @param first number of the first month wanted, at most that of the part's first row
   */
  static Dataset<Row> filled(Dataset<Row> cells, String part, Column first, Scope scope) {
    WindowSpec time = Window.partitionBy(part).orderBy(AT);
    Column from = when(lag(AT, 1).over(time).isNull(), first).otherwise(col(AT));
    Column to = coalesce(lead(AT, 1).over(time).minus(1), lit(scope.newest()));
    Column own = col(MONTH).equalTo(col(AT));
    Column[] columns =
        Arrays.stream(cells.columns())
            .map(
                name ->
                    name.equals(AT)
                        ? col(MONTH).as(AT)
                        : name.equals(part) ? col(name) : when(own, col(name)).as(name))
            .toArray(Column[]::new);
    return cells
        .withColumn("from", from)
        .withColumn("to", to)
        .withColumn(MONTH, explode(sequence(col("from"), col("to"))))
        .select(columns);
  }
}
