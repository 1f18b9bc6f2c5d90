package io.churnlake.customer;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** What a customer bought and brought back on a day. Lines come order by order. */
final class DaySums {
  private final int day;
  private final Set<String> productsOfOrder = new HashSet<>();
  private final Set<String> categories = new TreeSet<>(HistoryLine.BYTES);
  private @Nullable String order;
  private boolean orderCounts;
  private int orders;
  private int lines;
  private int products;
  private int discountedLines;
  private int returnLines;
  private long pieces;
  private long revenue;
  private long discount;
  private long returnAmount;
  private long cost;
  private long costedRevenue;

  DaySums(int day) {
    this.day = day;
  }

  void add(HistoryLine line) {
    if (!line.order().equals(order)) {
      order = line.order();
      orderCounts = false;
      productsOfOrder.clear();
    }
    if (line.returned()) {
      returnLines++;
      returnAmount = Math.addExact(returnAmount, Math.abs(HistoryLine.orZero(line.amount())));
    }
    if (line.counts()) {
      sell(line);
    }
  }

  private void sell(HistoryLine line) {
    orders += orderCounts ? 0 : 1;
    orderCounts = true;
    lines++;
    long amount = HistoryLine.orZero(line.amount());
    pieces = Math.addExact(pieces, HistoryLine.orZero(line.quantity()));
    revenue = Math.addExact(revenue, amount);
    long less = HistoryLine.orZero(line.discount());
    discount = Math.addExact(discount, less);
    discountedLines += less > 0 ? 1 : 0;
    if (line.product() != null && productsOfOrder.add(line.product())) {
      products++;
    }
    if (line.category() != null) {
      categories.add(line.category());
    }
    if (line.cost() != null) {
      cost = Math.addExact(cost, line.cost());
      costedRevenue = Math.addExact(costedRevenue, amount);
    }
  }

  int day() {
    return day;
  }

  int orders() {
    return orders;
  }

  long revenue() {
    return revenue;
  }

  boolean isOccasion() {
    return lines > 0;
  }

  /** In the order of {@link CustomerHistory#of}. */
  Row row(String customer, @Nullable Row known) {
    return RowFactory.create(
        customer,
        day,
        orders,
        lines,
        HistoryLine.money(pieces),
        HistoryLine.money(revenue),
        HistoryLine.money(discount),
        discountedLines,
        products,
        categories.toArray(new String[0]),
        returnLines,
        HistoryLine.money(returnAmount),
        HistoryLine.money(cost),
        HistoryLine.money(costedRevenue),
        known);
  }
}
