package io.churnlake.table;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which columns hold customer keys: those that are named so. */
public final class KeyColumns {
  private static final String SUFFIX = "_key";

  /** They make a row the customer's own. */
  private static final Set<String> OWNERS =
      Set.of(BronzeOrderLines.CUSTOMER_KEY, PrivacyTables.FROM_KEY, PrivacyTables.TO_KEY);

  private KeyColumns() {}

  /** All of them. */
  public static Set<String> all(Table table) {
    Set<String> columns = new LinkedHashSet<>(owners(table));
    columns.addAll(mentions(table));
    return columns;
  }

  /** The columns whose customer the row is about: it goes with the customer. */
  public static List<String> owners(Table table) {
    return table.columnNames().stream().filter(OWNERS::contains).toList();
  }

  /** The columns that name another customer, such as a referrer: the row stays without it. */
  public static List<String> mentions(Table table) {
    return table.columns().stream()
        .filter(column -> column.type().equals(Types.STRING) && column.name().endsWith(SUFFIX))
        .map(Column::name)
        .filter(name -> !OWNERS.contains(name) && !name.equals(SilverOrderLines.LINE_KEY))
        .toList();
  }
}
