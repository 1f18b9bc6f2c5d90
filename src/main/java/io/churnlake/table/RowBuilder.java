package io.churnlake.table;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Makes rows of a table by the names of its columns; each row must be given all of them. */
public final class RowBuilder {
  private static final Object NOT_SET = new Object();

  private final Table table;
  private final Map<String, Integer> positions = new HashMap<>();
  private @Nullable Object[] values;

  private RowBuilder(Table table) {
    this.table = table;
    List<String> names = table.columnNames();
    for (int i = 0; i < names.size(); i++) {
      positions.put(names.get(i), i);
    }
    this.values = empty(names.size());
  }

  /** Of rows of the table, one after another. */
  public static RowBuilder of(Table table) {
    return new RowBuilder(table);
  }

  /**
   * Sets a column of the row.
   *
   * @param value of the Java class that Spark has for the column's type; a LocalDate for a date
   * @throws IllegalStateException if the table has no such column
   */
  public RowBuilder set(String column, @Nullable Object value) {
    Integer position = positions.get(column);
    if (position == null) {
      throw new IllegalStateException(table.fullName() + " has no column " + column);
    }
    values[position] = value instanceof LocalDate date ? Date.valueOf(date) : value;
    return this;
  }

  /**
   * The row; the next one begins without values.
   *
   * @throws IllegalStateException if a column was not set
   */
  public Row row() {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == NOT_SET) {
        throw new IllegalStateException(
            table.fullName() + "." + table.columnNames().get(i) + " is not set");
      }
    }
    Row row = RowFactory.create(values);
    values = empty(values.length);
    return row;
  }

  private static @Nullable Object[] empty(int size) {
    @Nullable Object[] values = new Object[size];
    Arrays.fill(values, NOT_SET);
    return values;
  }
}
