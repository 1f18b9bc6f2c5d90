package io.churnlake.cli;

import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.churnlake.error.Errors;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Prints the rows of a query. */
final class Results {
  /** A table on a screen; csv and json give all rows. */
  private static final int TABLE_ROWS = 1000;

  private static final Pattern FORMULA = Pattern.compile("^[=+@\t\r-]");
  private static final Pattern SIGNED_WORD = Pattern.compile("[+-][A-Za-z0-9_.-]*");

  private static final MathContext SHOWN_DIGITS = new MathContext(6);

  private Results() {}

  /**
   * Prints a result.
   *
   * @param width of the screen; a table fits it, csv and json stay complete
   * @return how many rows were printed
   */
  static long print(
      Dataset<Row> result, ResultFormat format, OptionalInt width, Terminal terminal) {
    return switch (format) {
      case table -> table(result, width, terminal);
      case csv -> csv(result, terminal.out());
      case json -> json(result, terminal.out());
    };
  }

  /** The same, fitting the screen that there is. */
  static void print(Dataset<Row> result, ResultFormat format, Terminal terminal) {
    print(result, format, Screen.width(), terminal);
  }

  private static long json(Dataset<Row> result, PrintStream out) {
    String[] names = result.columns();
    refuseRepeated(names);
    Dataset<Row> numbered = numbered(result);
    Column[] columns = new Column[names.length];
    for (int i = 0; i < names.length; i++) {
      columns[i] = numbered.col(name(i)).as(names[i]);
    }
    Dataset<Row> lines =
        numbered.select(to_json(struct(columns), Map.of("ignoreNullFields", "false")));
    long printed = 0;
    for (Iterator<Row> rows = lines.toLocalIterator(); rows.hasNext(); printed++) {
      out.println(rows.next().getString(0));
    }
    return printed;
  }

  private static void refuseRepeated(String[] names) {
    Set<String> seen = new HashSet<>();
    Set<String> repeated = new TreeSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        repeated.add(name);
      }
    }
    if (!repeated.isEmpty()) {
      throw Errors.usage(
          "The result cannot be written as JSON.",
          "More than one of its columns is named " + String.join(", ", repeated) + ".",
          "Name them apart with AS, or choose --format csv or table.");
    }
  }

  private static long csv(Dataset<Row> result, PrintStream out) {
    Iterator<Row> rows = asText(result).toLocalIterator();
    // Asked for before the header is out, so that a query that fails at once prints nothing.
    boolean more = rows.hasNext();
    out.print(csvLine(List.of(result.columns())));
    long printed = 0;
    for (; more; more = rows.hasNext()) {
      printed++;
      List<@Nullable String> values = values(rows.next());
      for (int i = 0; i < values.size(); i++) {
        String value = values.get(i);
        if (value != null && result.schema().apply(i).dataType() instanceof StringType) {
          values.set(i, harmless(value));
        }
      }
      out.print(csvLine(values));
    }
    out.flush();
    return printed;
  }

  /**
   * A product may be named {@code =cmd()}, and a spreadsheet would run it: what begins like a
   * formula gets an apostrophe before it. A sign before letters and digits alone calls nothing, and
   * a customer key may begin with one.
   */
  private static String harmless(String value) {
    return FORMULA.matcher(value).find() && !SIGNED_WORD.matcher(value).matches()
        ? "'" + value
        : value;
  }

  private static long table(Dataset<Row> result, OptionalInt width, Terminal terminal) {
    List<Row> rows = asText(result).takeAsList(TABLE_ROWS + 1);
    List<StructField> fields = List.of(result.schema().fields());
    List<List<String>> cells = new ArrayList<>();
    for (Row row : rows.subList(0, Math.min(rows.size(), TABLE_ROWS))) {
      List<@Nullable String> values = values(row);
      List<String> shown = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        shown.add(shown(values.get(i), fields.get(i).dataType()));
      }
      cells.add(shown);
    }
    new TextTable(
            fields.stream().map(StructField::name).toList(),
            fields.stream().map(field -> kind(field.dataType())).toList(),
            cells)
        .print(terminal.out(), width);
    if (rows.size() > TABLE_ROWS) {
      terminal
          .err()
          .println("The first " + TABLE_ROWS + " rows; --format csv or json gives all of them.");
    }
    return cells.size();
  }

  private static TextTable.Kind kind(DataType type) {
    if (type instanceof NumericType) {
      return TextTable.Kind.NUMBER;
    }
    return type instanceof StringType || isNested(type)
        ? TextTable.Kind.TEXT
        : TextTable.Kind.OTHER;
  }

  private static boolean isNested(DataType type) {
    return type instanceof StructType || type instanceof ArrayType || type instanceof MapType;
  }

  private static String shown(@Nullable String value, DataType type) {
    if (value == null) {
      return "NULL";
    }
    boolean rounds = type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType);
    if (rounds && !value.equals("NaN") && !value.endsWith("Infinity")) {
      BigDecimal rounded = new BigDecimal(value).round(SHOWN_DIGITS);
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
    // Control characters would let a product's name draw on the screen.
    return value.replaceAll("\\p{Cntrl}", " ");
  }

  private static Dataset<Row> asText(Dataset<Row> result) {
    Dataset<Row> numbered = numbered(result);
    StructField[] fields = result.schema().fields();
    Column[] texts = new Column[fields.length];
    for (int i = 0; i < texts.length; i++) {
      Column column = numbered.col(name(i));
      DataType type = fields[i].dataType();
      texts[i] = (isNested(type) ? to_json(column) : column.cast(DataTypes.StringType)).as(name(i));
    }
    return numbered.select(texts);
  }

  /** Columns by position: a join's result may have a name twice. */
  private static Dataset<Row> numbered(Dataset<Row> result) {
    return result.toDF(
        IntStream.range(0, result.columns().length).mapToObj(Results::name).toArray(String[]::new));
  }

  private static String name(int position) {
    return "c" + position;
  }

  private static List<@Nullable String> values(Row row) {
    List<@Nullable String> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(row.isNullAt(i) ? null : row.getString(i));
    }
    return values;
  }

  private static String csvLine(List<? extends @Nullable String> values) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      line.append(i == 0 ? "" : ",").append(csvField(values.get(i)));
    }
    return line.append('\n').toString();
  }

  /** NULL is an empty field, an empty text a quoted one. */
  private static String csvField(@Nullable String value) {
    if (value == null) {
      return "";
    }
    boolean plain = !value.isEmpty() && !value.matches("(?s).*[\",\r\n].*");
    return plain ? value : "\"" + value.replace("\"", "\"\"") + "\"";
  }
}
