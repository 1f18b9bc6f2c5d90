package io.churnlake.lake;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of a table that a new computation of some of them changes.
 *
 * @param rows the table's columns and {@link #CHANGE}: {@link #PUT} a row as it is now, or {@link
 *     #DELETE} the row of that key, of which only the key and the pruning column are set
 * @param pruning a column that says which files can hold the changed rows, such as a date; both the
 *     old and the new value are among {@link #rows}' column {@link #PRUNED_BY}
 */
public record RowChanges(Dataset<Row> rows, Optional<String> pruning) {
  static final String CHANGE = "change";
  static final String PUT = "put";
  static final String DELETE = "delete";

  /** The old and the new value of the pruning column. */
  static final String PRUNED_BY = "pruned_by";

  private static final String BEFORE = "before";
  private static final String AFTER = "after";

  /**
   * Compares.
   *
   * @param table a keyed table
   * @param before rows as they stand; at least key, {@code compared} and the pruning column
   * @param after the same rows computed anew, with all columns
   * @param compared the columns that can differ between rows of one key
   * @param gone whether a row of {@code before} that {@code after} does not have is to go
   */
  public static RowChanges between(
      Table table,
      Dataset<Row> before,
      Dataset<Row> after,
      List<String> compared,
      Column gone,
      Optional<String> pruning) {
    Column[] keys = columns(table.key());
    Column[] pruner = columns(pruning.stream().toList());
    Dataset<Row> old =
        before.select(
            struct(keys).as("key"),
            struct(columns(compared)).as(BEFORE),
            struct(pruner.length > 0 ? pruner : keys).as("old_pruning"),
            gone.as("gone"));
    Dataset<Row> fresh =
        after.select(struct(keys).as("key"), struct(columns(table.columnNames())).as(AFTER));
    Column isNew = col(BEFORE).isNull();
    Column freshCompared =
        struct(
            compared.stream()
                .map(name -> col(AFTER).getField(name).as(name))
                .toArray(Column[]::new));
    Dataset<Row> joined =
        old.join(fresh, new String[] {"key"}, "full_outer")
            .filter(
                when(col(AFTER).isNull(), coalesce(col("gone"), lit(false)))
                    .otherwise(
                        isNew.or(
                            org.apache.spark.sql.functions.not(
                                col(BEFORE).eqNullSafe(freshCompared)))));
    Stream<Column> values =
        table.columnNames().stream()
            .map(
                name ->
                    (table.key().contains(name)
                            ? col("key").getField(name)
                            : col(AFTER).getField(name))
                        .as(name));
    Column prunedBy =
        pruning
            .map(name -> array(col("old_pruning").getField(name), col(AFTER).getField(name)))
            .orElse(array());
    return new RowChanges(
        joined.select(
            Stream.concat(
                    values,
                    Stream.of(
                        when(col(AFTER).isNull(), DELETE).otherwise(PUT).as(CHANGE),
                        prunedBy.as(PRUNED_BY)))
                .toArray(Column[]::new)),
        pruning);
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
  }
}
