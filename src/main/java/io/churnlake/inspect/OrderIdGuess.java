package io.churnlake.inspect;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** Whether an order's number is an order by itself, or with the shop or the day only. */
final class OrderIdGuess {
  /** A shop that delivers an order in parts is done by then. */
  private static final int DAYS = 7;

  private static final double FEW = 0.05;

  private final Table table;
  private final String order;
  private final IntFunction<Optional<LocalDate>> day;
  private final IntFunction<String> customer;
  private final IntFunction<Boolean> sold;

  OrderIdGuess(
      Table table,
      String order,
      IntFunction<Optional<LocalDate>> day,
      IntFunction<String> customer,
      IntFunction<Boolean> sold) {
    this.table = table;
    this.order = order;
    this.day = day;
    this.customer = customer;
    this.sold = sold;
  }

  /**
   * The column that makes an order of the number; empty if it is one by itself.
   *
   * @param others columns that may stand before the number, the likeliest first
   */
  Optional<String> before(List<String> others) {
    int orders = Math.max(1, table.column(order).map(c -> c.distinct().size()).orElse(1));
    int suspicious = suspicious("");
    if (suspicious < 2 || suspicious < FEW * orders) {
      return Optional.empty();
    }
    return others.stream().filter(other -> suspicious(other) <= FEW * suspicious).findFirst();
  }

  /** Orders that sell on days far apart, or to several customers. */
  private int suspicious(String with) {
    Map<String, LocalDate> first = new HashMap<>();
    Map<String, String> customers = new HashMap<>();
    Set<String> found = new HashSet<>();
    for (int row = 0; row < table.rows(); row++) {
      if (!sold.apply(row)) {
        continue;
      }
      // Another file may deliver the order again, with its customer of then.
      String id =
          table.files().get(row) + '\0' + table.value(with, row) + '\0' + table.value(order, row);
      String everywhere = table.value(with, row) + '\0' + table.value(order, row);
      LocalDate date = day.apply(row).orElse(null);
      if (date != null) {
        LocalDate known = first.putIfAbsent(everywhere, date);
        if (known != null && Math.abs(ChronoUnit.DAYS.between(known, date)) > DAYS) {
          found.add(everywhere);
        }
      }
      String buyer = customer.apply(row);
      if (!buyer.isEmpty()) {
        String known = customers.putIfAbsent(id, buyer);
        if (known != null && !known.equals(buyer)) {
          found.add(everywhere);
        }
      }
    }
    return found.size();
  }
}
