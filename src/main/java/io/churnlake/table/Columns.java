package io.churnlake.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;

/**
 * The columns of a table in their order, each declared where the constant of its name is. All come
 * before the table: what is added after it would be in no table, and is refused.
 */
final class Columns {
  private final List<Column> columns = new ArrayList<>();
  private boolean taken;

  /** Adds a column, and returns its name. */
  String add(String name, DataType type, String unit, String comment) {
    if (taken) {
      throw new IllegalStateException(name + " is declared after its table");
    }
    columns.add(new Column(name, type, unit, comment));
    return name;
  }

  /** All of them; no others may follow. */
  List<Column> all() {
    taken = true;
    return List.copyOf(columns);
  }
}
