package io.churnlake.inspect;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which columns only the first row of an order has. */
final class FillDownGuess {
  private static final double MOST = 0.9;

  private FillDownGuess() {}

  /** Of the columns, those that are empty on nearly all further rows of orders. */
  static Set<String> of(Table table, String order, List<String> columns) {
    Set<String> found = new LinkedHashSet<>();
    for (String column : columns) {
      Map<String, String> first = new HashMap<>();
      int further = 0;
      int empty = 0;
      for (int row = 0; row < table.rows(); row++) {
        String id = table.files().get(row) + '\0' + table.value(order, row);
        String value = table.value(column, row);
        String above = first.putIfAbsent(id, value);
        if (above != null && !above.isEmpty()) {
          further++;
          empty += value.isEmpty() ? 1 : 0;
        }
      }
      if (further > 0 && empty >= MOST * further) {
        found.add(column);
      }
    }
    return found;
  }
}
