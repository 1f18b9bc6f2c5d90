package io.churnlake.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names for columns that have none, by what they hold: each is called as an export would call it,
 * so that all else goes as with names. A guess, which a person should look at.
 */
final class PositionNames {
  private static final double MOST = 0.95;
  private static final double FEW = 0.5;
  private static final int MOST_WORDS = 30;
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private final Table table;
  private final Map<String, String> names = new LinkedHashMap<>();

  private PositionNames(Table table) {
    this.table = table;
  }

  /**
   * Names by position; a column that could not be told has none.
   *
   * @param times the columns that hold times
   */
  static Map<String, String> of(Table table, NumberForm numbers, Map<String, TimeForm> times) {
    PositionNames guess = new PositionNames(table);
    guess.time(times);
    guess.words();
    List<ColumnValues> rest =
        guess.open().stream().filter(column -> !times.containsKey(column.name())).toList();
    PositionNumbers amounts =
        PositionNumbers.of(rest.stream().filter(numbers::reads).toList(), numbers);
    amounts.quantity().ifPresent(column -> guess.names.put(column, "quantity"));
    guess.ids(rest, amounts);
    amounts
        .money(guess.column("sku"))
        .forEach((column, name) -> guess.names.putIfAbsent(column, name));
    return guess.names;
  }

  private List<ColumnValues> open() {
    return table.columns().values().stream()
        .filter(column -> !names.containsKey(column.name()) && !column.isEmpty())
        .toList();
  }

  private Optional<ColumnValues> column(String called) {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue().equals(called))
        .findFirst()
        .flatMap(entry -> table.column(entry.getKey()));
  }

  private void time(Map<String, TimeForm> times) {
    times.keySet().stream()
        .filter(
            name -> table.column(name).map(c -> c.filled().size()).orElse(0) >= FEW * table.rows())
        .findFirst()
        .ifPresent(name -> names.put(name, "order_date"));
  }

  /** What has few values, all of which are known. */
  private void words() {
    for (ColumnValues column : open()) {
      Set<String> words = column.distinct();
      if (words.size() > MOST_WORDS) {
        continue;
      }
      boolean areLetters = words.stream().noneMatch(word -> word.matches(".*\\d.*"));
      if (words.stream().allMatch(CurrencyGuess::isCode)) {
        names.putIfAbsent(column.name(), "currency");
      } else if (COUNTRIES.containsAll(words)) {
        names.putIfAbsent(column.name(), "country");
      } else if (areLetters && !names.containsValue("status") && isStatus(words)) {
        names.putIfAbsent(column.name(), "status");
      }
    }
  }

  private static boolean isStatus(Set<String> words) {
    StatusWords sorted = StatusWords.of(words);
    return words.size() > 1 && sorted.areStatuses() && sorted.unknown().isEmpty();
  }

  private void ids(List<ColumnValues> rest, PositionNumbers amounts) {
    List<ColumnValues> ids = new ArrayList<>();
    List<ColumnValues> titles = new ArrayList<>();
    for (ColumnValues column : rest) {
      if (!names.containsKey(column.name()) && !amounts.isNone(column.name())) {
        (column.share(value -> value.contains(" ")) >= FEW ? titles : ids).add(column);
      }
    }
    Optional<ColumnValues> mail =
        ids.stream().filter(column -> column.share(value -> value.contains("@")) > FEW).findFirst();
    mail.ifPresent(ids::remove);
    Optional<ColumnValues> order =
        ids.size() + (mail.isPresent() ? 1 : 0) < 2
            ? Optional.empty()
            : ids.stream().filter(this::isOrder).max(byValues());
    order.ifPresent(ids::remove);
    Optional<ColumnValues> customer =
        mail.or(
            () ->
                ids.stream()
                    .filter(column -> order.isEmpty() || isOfOrders(column, order.get()))
                    .filter(column -> column.distinct().size() > 1)
                    .max(order.isPresent() ? byValues() : byDays()));
    customer.ifPresent(ids::remove);
    if (customer.isEmpty()) {
      // Somebody must be the customer, and an order need not be there.
      order.ifPresent(column -> names.put(column.name(), "customer_id"));
    } else {
      order.ifPresent(column -> names.put(column.name(), "order_id"));
      names.put(customer.get().name(), "customer_id");
    }
    things(ids, titles, order);
  }

  /** What is left are numbers of lines, codes and titles of products. */
  private void things(
      List<ColumnValues> ids, List<ColumnValues> titles, Optional<ColumnValues> order) {
    for (ColumnValues column : ids) {
      if (order.isPresent() && isLineNumber(column, order.get())) {
        names.put(column.name(), "line_id");
      } else if (!names.containsValue("sku") && column.distinct().size() > 1) {
        names.put(column.name(), "sku");
      }
    }
    titles.stream()
        .filter(column -> order.isEmpty() || !isOfOrders(column, order.get()))
        .findFirst()
        .ifPresent(column -> names.put(column.name(), "product_name"));
  }

  private static Comparator<ColumnValues> byValues() {
    return Comparator.<ColumnValues>comparingInt(column -> column.distinct().size())
        .thenComparing(ColumnValues::name, Comparator.comparingInt(PositionNames::fromTheRight));
  }

  /** Customers come back on other days; among equals the first column is it. */
  private Comparator<ColumnValues> byDays() {
    return Comparator.<ColumnValues>comparingDouble(column -> runs(column) <= 1 ? 0 : 1)
        .thenComparing(ColumnValues::name, Comparator.comparingInt(PositionNames::fromTheRight));
  }

  private static int fromTheRight(String position) {
    return -Integer.parseInt(position);
  }

  /** Rows of an order stand together, and are of one day. */
  private boolean isOrder(ColumnValues column) {
    int values = column.distinct().size();
    return column.isFull()
        && values > 1
        && values >= MOST * runs(column)
        && column("order_date").map(time -> areOfOne(column, days(time))).orElse(true);
  }

  private static List<String> days(ColumnValues times) {
    return times.values().stream().map(value -> value.split("[ T]", 2)[0]).toList();
  }

  /** How often the value is another one than in the row before, the first row included. */
  private static int runs(ColumnValues column) {
    int runs = 0;
    String before = null;
    for (String value : column.values()) {
      runs += value.equals(before) ? 0 : 1;
      before = value;
    }
    return runs;
  }

  private static boolean isOfOrders(ColumnValues column, ColumnValues order) {
    return areOfOne(order, column.values());
  }

  /** Whether nearly all values of the column go with one of the others. */
  private static boolean areOfOne(ColumnValues column, List<String> others) {
    Map<String, Set<String>> of = new HashMap<>();
    for (int row = 0; row < others.size(); row++) {
      of.computeIfAbsent(column.values().get(row), k -> new HashSet<>()).add(others.get(row));
    }
    long one = of.values().stream().filter(found -> found.size() == 1).count();
    return one >= MOST * of.size();
  }

  /** 1, 2, 3 in each order. */
  private static boolean isLineNumber(ColumnValues column, ColumnValues order) {
    Map<String, Integer> lines = new HashMap<>();
    int fitting = 0;
    for (int row = 0; row < column.values().size(); row++) {
      int line = lines.merge(order.values().get(row), 1, Integer::sum);
      fitting += column.values().get(row).equals(String.valueOf(line)) ? 1 : 0;
    }
    return fitting >= MOST * column.values().size() && lines.values().stream().anyMatch(n -> n > 1);
  }

  /** What was guessed, for a person. */
  static String told(Map<String, String> names) {
    return names.entrySet().stream()
        .map(entry -> entry.getKey() + " as " + entry.getValue().replace('_', ' '))
        .collect(Collectors.joining(", "));
  }
}
