package io.churnlake.inspect;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Pattern;

/** What columns have of whole orders, and not of each of their lines. */
final class OrderValues {
  private static final double CENT = 0.02;
  private static final double MOST = 0.95;

  private static final Pattern OF_ORDER =
      Pattern.compile("(.*_)?(order|grand|gesamt|bestell|auftrag|commande|pedido).*");

  private static final Pattern OF_LINE =
      Pattern.compile("(.*_)?(line|item|position|zeile|zeilen|artikel|extended)(_.*)?");

  /** So many orders of several lines repeat no price by chance, unless all prices are alike. */
  private static final int CLEAR_ORDERS = 3;

  private final Table table;
  private final NumberForm numbers;
  private final String order;

  /**
   * Of a table.
   *
   * @param order column of orders' ids; empty if there is none
   */
  OrderValues(Table table, NumberForm numbers, String order) {
    this.table = table;
    this.numbers = numbers;
    this.order = order;
  }

  /** Whether all lines of an order have the same value, or none, in orders of several lines. */
  boolean repeat(String column) {
    List<Set<String>> several = ofSeveralLines(column);
    long alike = several.stream().filter(values -> values.size() <= 1).count();
    return !several.isEmpty() && alike >= MOST * several.size();
  }

  /** The values of each order of several lines, without empty ones. */
  private List<Set<String>> ofSeveralLines(String column) {
    Map<String, Set<String>> values = new HashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    for (int row = 0; !order.isEmpty() && row < table.rows(); row++) {
      String id = table.value(order, row);
      Set<String> ofOrder = values.computeIfAbsent(id, k -> new HashSet<>());
      String value = table.value(column, row);
      if (!value.isEmpty()) {
        ofOrder.add(value);
      }
      lines.merge(id, 1, Integer::sum);
    }
    return values.entrySet().stream()
        .filter(entry -> lines.getOrDefault(entry.getKey(), 0) > 1)
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Whether a column of money is clearly orders' totals: lines of one price repeat theirs, too. */
  boolean areTotals(ColumnValues total) {
    if (!repeat(total.name()) || OF_LINE.matcher(total.words()).matches()) {
      return false;
    }
    if (OF_ORDER.matcher(total.words()).matches()) {
      return true;
    }
    List<Set<String>> several = ofSeveralLines(total.name());
    return several.size() >= CLEAR_ORDERS && Set.copyOf(several).size() > 1;
  }

  /**
   * Whether orders' totals are often not what their lines come to.
   *
   * @param goods of a row
   */
  boolean differ(ColumnValues total, IntToDoubleFunction goods) {
    Map<String, Double> sums = new HashMap<>();
    Map<String, Double> totals = new HashMap<>();
    for (int row = 0; row < table.rows(); row++) {
      String id = table.value(order, row);
      sums.merge(id, goods.applyAsDouble(row), Double::sum);
      if (!Double.isNaN(number(total.name(), row))) {
        totals.put(id, number(total.name(), row));
      }
    }
    long apart =
        totals.entrySet().stream()
            .filter(e -> Math.abs(e.getValue() - sums.getOrDefault(e.getKey(), 0.0)) > CENT)
            .count();
    return apart > (1 - MOST) * totals.size();
  }

  /** Whether no order has two values beside 0: of each line something else may have come back. */
  boolean haveOne(String column) {
    Map<String, Set<Double>> values = new HashMap<>();
    for (int row = 0; row < table.rows(); row++) {
      double given = number(column, row);
      if (!Double.isNaN(given) && given != 0) {
        values.computeIfAbsent(table.value(order, row), k -> new HashSet<>()).add(given);
      }
    }
    return !values.isEmpty() && values.values().stream().allMatch(given -> given.size() == 1);
  }

  private double number(String column, int row) {
    return numbers.read(table.value(column, row)).map(BigDecimal::doubleValue).orElse(Double.NaN);
  }
}
