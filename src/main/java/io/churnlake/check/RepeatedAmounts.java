package io.churnlake.check;

import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import io.churnlake.inspect.Shown;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Money beside lines' amounts that all lines of an order repeat: it is the order's, and is added
 * once a line. Rows come order by order.
 */
final class RepeatedAmounts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of the orders of several lines that have something in the column. */
  private static final double MOST = 0.8;

  private final LinkedHashMap<String, Repeats> columns = new LinkedHashMap<>();

  private transient String order = "";
  private transient List<List<String>> rows = new ArrayList<>();
  private transient Place place = new Place("", 0);

  /** A column's orders of several lines, and those that have one value on all of them. */
  private static final class Repeats implements Serializable {
    private static final long serialVersionUID = 1L;

    private long orders;
    private long alike;
    private final Examples examples = new Examples();
  }

  RepeatedAmounts(List<String> columns) {
    columns.forEach(column -> this.columns.put(column, new Repeats()));
  }

  /** The columns that are asked; none where what stands beside amounts is the order's anyway. */
  static List<String> asked(SourceMapping source) {
    return source.has(Field.ORDER_ID) && !source.has(Field.ORDER_AMOUNT)
        ? Stream.concat(source.rows().plus().stream(), source.rows().minus().stream()).toList()
        : List.of();
  }

  /**
   * A row.
   *
   * @param of its order in its file
   * @param values of the columns
   */
  void add(Place at, String of, List<String> values) {
    if (!of.equals(order)) {
      end();
      order = of;
      place = at;
    }
    rows.add(values);
  }

  /** Closes the last order. */
  void end() {
    int column = 0;
    for (Repeats repeats : columns.values()) {
      int at = column++;
      if (rows.size() > 1 && rows.stream().anyMatch(row -> isMoney(row.get(at)))) {
        String first = rows.get(0).get(at);
        repeats.orders++;
        if (rows.stream().allMatch(row -> row.get(at).equals(first))) {
          repeats.alike++;
          repeats.examples.add(place, first);
        }
      }
    }
    rows = new ArrayList<>();
  }

  private static boolean isMoney(String value) {
    return value.codePoints().anyMatch(c -> Character.digit(c, 10) > 0);
  }

  RepeatedAmounts merge(RepeatedAmounts other) {
    other.columns.forEach(
        (column, more) -> {
          Repeats repeats = columns.computeIfAbsent(column, k -> new Repeats());
          repeats.orders += more.orders;
          repeats.alike += more.alike;
          repeats.examples.merge(more.examples);
        });
    return this;
  }

  List<Suspicion> suspicions() {
    List<Suspicion> found = new ArrayList<>();
    for (Map.Entry<String, Repeats> column : columns.entrySet()) {
      Repeats repeats = column.getValue();
      if (repeats.alike > 0 && repeats.alike >= MOST * repeats.orders) {
        found.add(
            new Suspicion(
                String.format(
                    Locale.ROOT,
                    "%s is the same on all lines of %,d of %,d orders of several lines that have it,"
                        + " and amounts take it once a line",
                    Shown.shortened(column.getKey()),
                    repeats.alike,
                    repeats.orders),
                "it is of the whole order, such as its shipping, and counts several times",
                "columns.order-amount, if a column has the order's total; else leave it out of"
                    + " amounts",
                repeats.examples.list()));
      }
    }
    return found;
  }
}
