package io.churnlake.database;

import io.churnlake.table.Column;
import io.churnlake.table.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** A table of the lake as PostgreSQL has it: its scalar columns, key, indexes and comments. */
record DatabaseTable(Table table) {
  /** Columns that queries filter and join by. */
  private static final List<String> INDEXED = List.of(Table.AS_OF, "customer_key");

  /** Lists, maps and structs are left out: few tools know them. */
  List<Column> columns() {
    return table.columns().stream().filter(column -> !type(column.type()).isEmpty()).toList();
  }

  /** What makes the empty table, in that schema. */
  String create(Names names, String schema) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (Column column : columns()) {
      columns.add(names.quoted(column.name()) + " " + type(column.type()));
    }
    return "CREATE TABLE " + names.in(schema, table) + " (" + String.join(", ", columns) + ")";
  }

  String copy(Names names, String schema) throws SQLException {
    return "COPY " + names.in(schema, table) + " FROM STDIN";
  }

  /** What is done once the rows are there. */
  List<String> finish(Names names, String schema) throws SQLException {
    String name = names.in(schema, table);
    List<String> statements = new ArrayList<>();
    List<String> key = new ArrayList<>();
    for (String column : table.key()) {
      key.add(names.quoted(column));
    }
    statements.add("ALTER TABLE " + name + " ADD PRIMARY KEY (" + String.join(", ", key) + ")");
    List<String> known = columns().stream().map(Column::name).toList();
    for (String column : INDEXED) {
      // The key's own index begins with its first column.
      if (known.contains(column) && !table.key().get(0).equals(column)) {
        statements.add("CREATE INDEX ON " + name + " (" + names.quoted(column) + ")");
      }
    }
    statements.add("COMMENT ON TABLE " + name + " IS " + names.literal(table.comment()));
    for (Column column : columns()) {
      String unit = column.unit().isEmpty() ? "" : " [" + column.unit() + "]";
      statements.add(
          "COMMENT ON COLUMN "
              + name
              + "."
              + names.quoted(column.name())
              + " IS "
              + names.literal(column.comment() + unit));
    }
    return statements;
  }

  /** Empty for what is no scalar. */
  private static String type(DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return "text";
    } else if (type.equals(DataTypes.IntegerType)) {
      return "integer";
    } else if (type.equals(DataTypes.LongType)) {
      return "bigint";
    } else if (type.equals(DataTypes.DoubleType)) {
      return "double precision";
    } else if (type.equals(DataTypes.BooleanType)) {
      return "boolean";
    } else if (type.equals(DataTypes.DateType)) {
      return "date";
    } else if (type.equals(DataTypes.TimestampType)) {
      return "timestamp with time zone";
    } else if (type instanceof DecimalType decimal) {
      return "numeric(" + decimal.precision() + "," + decimal.scale() + ")";
    }
    return "";
  }
}
