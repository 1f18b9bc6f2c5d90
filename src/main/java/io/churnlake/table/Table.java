package io.churnlake.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The definition of a table: all that the lake needs to make, write and explain it.
 *
 * @param area bronze, silver, gold, bi or ops: its folder and its schema in SQL
 * @param name its name within the area
 * @param comment what one row is
 * @param writer the one job that writes it
 * @param layout how it is written
 * @param restricted holds raw ids or raw text; kept from whoever may not see persons
 * @param key the columns that identify a row
 * @param columns all columns in order
 */
public record Table(
    String area,
    String name,
    String comment,
    String writer,
    Layout layout,
    boolean restricted,
    List<String> key,
    List<Column> columns) {

  /** The slice column of every {@link Layout#SLICED} table. */
  public static final String AS_OF = "as_of";

  /** The name in SQL, such as {@code gold.retention}. */
  public String fullName() {
    return area + "." + name;
  }

  /** The Spark schema, comments included; key columns are not nullable in meaning, not in Delta. */
  public StructType schema() {
    StructType schema = new StructType();
    for (Column column : columns) {
      schema =
          schema.add(
              new StructField(
                  column.name(),
                  column.type(),
                  true,
                  new MetadataBuilder().putString("comment", described(column)).build()));
    }
    return schema;
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  private static String described(Column column) {
    return column.unit().isEmpty()
        ? column.comment()
        : column.comment() + " [" + column.unit() + "]";
  }

  /** Starts a definition; {@code fullName} is {@code area.name}. */
  static Builder named(String fullName, String comment) {
    return new Builder(fullName, comment);
  }

  /** Collects a definition; used by the table classes only. */
  static final class Builder {
    private final String area;
    private final String name;
    private final String comment;
    private final List<Column> columns = new ArrayList<>();
    private String writer = "";
    private Layout layout = Layout.REPLACED;
    private boolean restricted;
    private List<String> key = List.of();

    private Builder(String fullName, String comment) {
      int dot = fullName.indexOf('.');
      this.area = fullName.substring(0, dot);
      this.name = fullName.substring(dot + 1);
      this.comment = comment;
    }

    Builder writtenBy(String job) {
      this.writer = job;
      return this;
    }

    Builder layout(Layout value) {
      this.layout = value;
      return this;
    }

    Builder restricted() {
      this.restricted = true;
      return this;
    }

    Builder key(String... names) {
      this.key = List.of(names);
      return this;
    }

    /** Adds a column whose name needs no constant, or is another table's. */
    Builder column(String columnName, DataType type, String unit, String columnComment) {
      columns.add(new Column(columnName, type, unit, columnComment));
      return this;
    }

    /** Adds columns that are declared with their names; see {@link Columns}. */
    Builder columns(Columns declared) {
      columns.addAll(declared.all());
      return this;
    }

    Table build() {
      List<String> names = columns.stream().map(Column::name).toList();
      if (writer.isEmpty()
          || !names.containsAll(key)
          || names.stream().distinct().count() != names.size()) {
        throw new IllegalStateException("table " + area + "." + name + " is not well defined");
      }
      if (layout == Layout.SLICED && !names.contains(AS_OF)) {
        throw new IllegalStateException("table " + area + "." + name + " has no " + AS_OF);
      }
      return new Table(area, name, comment, writer, layout, restricted, key, List.copyOf(columns));
    }
  }
}
