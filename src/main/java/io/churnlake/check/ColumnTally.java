package io.churnlake.check;

import io.churnlake.inspect.NumberForm;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What columns hold, those that the mapping does not use among them. */
final class ColumnTally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How nested records write lists. */
  private static final String LIST = "[{";

  private static final String NO_ELEMENTS = "[]";

  private final String decimal;
  private final String grouping;
  private final LinkedHashMap<String, ColumnFacts> facts = new LinkedHashMap<>();
  private transient @Nullable NumberForm numbers;

  /**
   * Of no rows yet.
   *
   * @param columns their names, in the order in which rows have them
   * @param decimal the decimal point
   * @param grouping between groups of three digits, or empty
   */
  ColumnTally(List<String> columns, String decimal, String grouping) {
    this.decimal = decimal;
    this.grouping = grouping;
    columns.forEach(column -> facts.put(column, new ColumnFacts()));
  }

  /** A row: the texts of all columns, empty or null where it has none. */
  void add(Place place, List<? extends @Nullable String> row) {
    int at = 0;
    for (ColumnFacts column : facts.values()) {
      String value = row.get(at++);
      if (value == null || value.isBlank() || value.equals(NO_ELEMENTS)) {
        continue;
      }
      if (value.startsWith(LIST)) {
        column.addList(place);
        continue;
      }
      Optional<BigDecimal> number = number(value);
      if (number.isPresent()) {
        column.add(place, value, number.get());
      } else {
        column.add(place, value);
      }
    }
  }

  private Optional<BigDecimal> number(String value) {
    NumberForm form = numbers;
    if (form == null) {
      form = new NumberForm(decimal, grouping, false);
      numbers = form;
    }
    return form.read(value.strip());
  }

  ColumnTally merge(ColumnTally other) {
    other.facts.forEach(
        (column, more) -> facts.computeIfAbsent(column, k -> new ColumnFacts()).merge(more));
    return this;
  }

  /** By column. */
  Map<String, ColumnFacts> facts() {
    return facts;
  }
}
