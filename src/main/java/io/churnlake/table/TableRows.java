package io.churnlake.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table that is small enough to be made on the driver, column by column. A column that is
 * forgotten, given twice or none of the table's is a developer's error.
 */
public final class TableRows {
  private static final Object MISSING = new Object();

  private final Table table;
  private final StructType schema;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  public TableRows(Table table) {
    this.table = table;
    this.schema = table.schema();
    table.columnNames().forEach(name -> places.put(name, places.size()));
  }

  /** Begins a row, whose columns are put next. */
  public TableRows row() {
    mustBeWhole();
    @Nullable Object[] row = new Object[places.size()];
    Arrays.fill(row, MISSING);
    rows.add(row);
    return this;
  }

  /** Puts a value of the begun row. */
  public TableRows put(String column, @Nullable Object value) {
    Integer place = places.get(column);
    @Nullable Object[] row = rows.get(rows.size() - 1);
    if (place == null || row[place] != MISSING) {
      throw new IllegalStateException(
          table.fullName() + "." + column + (place == null ? " is unknown" : " was put before"));
    }
    row[place] = value;
    return this;
  }

  private void mustBeWhole() {
    if (!rows.isEmpty()) {
      int missing = Arrays.asList(rows.get(rows.size() - 1)).indexOf(MISSING);
      if (missing >= 0) {
        throw new IllegalStateException(
            table.fullName() + "." + table.columnNames().get(missing) + " is missing");
      }
    }
  }

  /** All rows in the order in which they were begun; they know the table's columns by name. */
  public List<Row> all() {
    mustBeWhole();
    return rows.stream().map(row -> (Row) new GenericRowWithSchema(row, schema)).toList();
  }
}
