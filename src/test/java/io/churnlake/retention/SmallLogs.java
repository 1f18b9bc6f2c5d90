package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.LogTally;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** The shops of {@link SmallWorld} as customers' histories, without Spark. */
final class SmallLogs {
  private static final int HISTORY_GUARD = 30;

  private SmallLogs() {}

  /** A line such as {@code ann | 2024-01-15 | 10.00 | A B | -%}, see {@link SmallWorld#days}. */
  record Line(String customer, LocalDate date, CustomerLog.Day day) {
    static Line of(String text) {
      String[] cell = Arrays.stream(text.split("\\|")).map(String::trim).toArray(String[]::new);
      LocalDate date = LocalDate.parse(cell[1]);
      int one = cell[2].equals("-") ? 0 : 1;
      long revenue = one == 0 ? 0 : new BigDecimal(cell[2]).movePointRight(4).longValueExact();
      List<String> categories =
          cell.length > 3 && !cell[3].isEmpty() ? List.of(cell[3].split(" ")) : List.of();
      int full = text.endsWith("-%") ? 0 : one;
      return new Line(
          cell[0],
          date,
          new CustomerLog.Day(
              (int) date.toEpochDay(), one, one, full, revenue, 0, 0, categories, 0, 0, 0));
    }
  }

  static List<Line> lines(String text) {
    return text.lines().filter(line -> !line.isBlank()).map(Line::of).toList();
  }

  /** Histories of customers in order of their names, of no split. */
  static List<CustomerLog> of(String days, String netDays, LocalDate asOf) {
    return of(days, netDays, asOf, customer -> List.of());
  }

  /**
   * The same with a value for each split but 'all'.
   *
   * @param netDays what is left of the days, and what came back of nothing known
   */
  static List<CustomerLog> of(
      String days, String netDays, LocalDate asOf, Function<String, List<String>> splits) {
    List<Line> gross = lines(days);
    List<Line> net = lines(netDays);
    LocalDate logStart = gross.stream().map(Line::date).min(LocalDate::compareTo).orElseThrow();
    Set<String> customers = new TreeSet<>();
    Stream.concat(gross.stream(), net.stream())
        .filter(line -> !line.date().isAfter(asOf))
        .forEach(line -> customers.add(line.customer()));
    return customers.stream()
        .map(
            customer -> {
              LocalDate first =
                  gross.stream()
                      .filter(line -> line.customer().equals(customer) && line.day().lines() > 0)
                      .map(Line::date)
                      .filter(date -> !date.isAfter(asOf))
                      .min(LocalDate::compareTo)
                      .orElse(null);
              Predicate<Line> own =
                  line -> line.customer().equals(customer) && !line.date().isAfter(asOf);
              return new CustomerLog(
                  first == null ? CustomerLog.NEVER : (int) first.toEpochDay(),
                  first != null && first.isBefore(logStart.plusDays(HISTORY_GUARD)),
                  Stream.concat(Stream.of(Cohorts.ALL), splits.apply(customer).stream()).toList(),
                  days(gross.stream().filter(own).toList(), net.stream().filter(own).toList()));
            })
        .toList();
  }

  private static List<CustomerLog.Day> days(List<Line> gross, List<Line> net) {
    Map<LocalDate, CustomerLog.Day> days = new TreeMap<>();
    gross.forEach(line -> days.merge(line.date(), line.day(), SmallLogs::plus));
    for (Line line : net) {
      CustomerLog.Day day = line.day();
      days.merge(
          line.date(),
          new CustomerLog.Day(
              day.date(), 0, 0, 0, 0, 0, 0, List.of(), day.orders(), day.lines(), day.revenue()),
          SmallLogs::plus);
    }
    return List.copyOf(days.values());
  }

  private static CustomerLog.Day plus(CustomerLog.Day a, CustomerLog.Day b) {
    Set<String> categories = new LinkedHashSet<>(a.categories());
    categories.addAll(b.categories());
    return new CustomerLog.Day(
        a.date(),
        a.orders() + b.orders(),
        a.lines() + b.lines(),
        a.fullPriceLines() + b.fullPriceLines(),
        a.revenue() + b.revenue(),
        a.cost() + b.cost(),
        a.costedRevenue() + b.costedRevenue(),
        List.copyOf(categories),
        a.netOrders() + b.netOrders(),
        a.netLines() + b.netLines(),
        a.netRevenue() + b.netRevenue());
  }

  /** The tally of all, in three parts as partitions have them, one of them empty. */
  static <T extends LogTally<T>> T sum(List<CustomerLog> logs, Supplier<T> none) {
    T even = none.get();
    T odd = none.get();
    for (int i = 0; i < logs.size(); i++) {
      (i % 2 == 0 ? even : odd).add(logs.get(i));
    }
    return none.get().plus(odd).plus(even);
  }

  /** Rows of the table with that value in a column. */
  static List<Row> where(Table table, List<Row> rows, String column, Object value) {
    return where(table, rows, column, found -> found.equals(value.toString()));
  }

  /** Rows of the table of which a column's text fulfils a condition. */
  static List<Row> where(Table table, List<Row> rows, String column, Predicate<String> condition) {
    int place = place(table, column);
    return rows.stream().filter(row -> condition.test(String.valueOf(row.get(place)))).toList();
  }

  /** The rows as text, as {@link SmallWorld#text} has it. */
  static String text(Table table, List<Row> rows, String... columns) {
    int[] places = Arrays.stream(columns).mapToInt(name -> place(table, name)).toArray();
    return rows.stream()
        .map(
            row ->
                Arrays.stream(places)
                    .mapToObj(place -> SmallWorld.cell(row.get(place)))
                    .collect(Collectors.joining(" ")))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static int place(Table table, String column) {
    int place = table.columnNames().indexOf(column);
    if (place < 0) {
      throw new IllegalArgumentException(table.fullName() + " has no " + column);
    }
    return place;
  }
}
