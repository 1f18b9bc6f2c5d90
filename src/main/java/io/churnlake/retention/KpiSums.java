package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import io.churnlake.quality.ProductSum;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Sums over the customers of a part in one period. */
final class KpiSums implements Serializable {
  static final int ACTIVE_AT_END = 0;
  static final int RETAINED = 1;
  static final int REACTIVATED = 2;
  static final int FIRST_SEEN = 3;
  static final int LEFT_TRUNCATED = 4;
  static final int BOUND = 5;
  static final int BUYERS = 6;
  static final int REPEAT_BUYERS = 7;
  static final int ORDERS = 8;
  static final int LINES = 9;
  static final int FULL_PRICE_LINES = 10;
  static final int CATEGORIES = 11;
  static final int REVENUE = 12;
  static final int NET_REVENUE = 13;
  private static final int COUNTS = 14;

  static final int ORDERS_ORDERS = 0;
  static final int ORDERS_REVENUE = 1;
  static final int REVENUE_REVENUE = 2;
  static final int LINES_LINES = 3;
  static final int LINES_FULL_PRICE = 4;
  static final int FULL_PRICE_FULL_PRICE = 5;
  static final int CATEGORIES_CATEGORIES = 6;
  private static final int PRODUCTS = 7;

  private final long[] counts = new long[COUNTS];
  private final ProductSum[] products = new ProductSum[PRODUCTS];

  KpiSums() {
    Arrays.setAll(products, i -> new ProductSum());
  }

  /** What one customer did in the period. */
  static final class Own {
    private int occasions;
    private int lastOccasion;
    private long orders;
    private long lines;
    private long fullPriceLines;
    private long revenue;
    private long netRevenue;
    private final Set<String> categories = new HashSet<>();

    void add(CustomerLog.Day day) {
      if (day.isOccasion(false)) {
        occasions++;
        lastOccasion = day.date();
      }
      orders += day.orders();
      lines += day.lines();
      fullPriceLines += day.fullPriceLines();
      revenue = Math.addExact(revenue, day.revenue());
      netRevenue = Math.addExact(netRevenue, day.netRevenue());
      categories.addAll(day.categories());
    }

    int occasions() {
      return occasions;
    }

    int lastOccasion() {
      return lastOccasion;
    }

    long netRevenue() {
      return netRevenue;
    }
  }

  long count(int what) {
    return counts[what];
  }

  double product(int what) {
    return products[what].value().doubleValue();
  }

  void add(int what, long amount) {
    counts[what] = Math.addExact(counts[what], amount);
  }

  /** What the customer bought, or only what came back. */
  void add(Own own) {
    long categories = own.categories.size();
    add(ORDERS, own.orders);
    add(LINES, own.lines);
    add(FULL_PRICE_LINES, own.fullPriceLines);
    add(CATEGORIES, categories);
    add(REVENUE, own.revenue);
    add(NET_REVENUE, own.netRevenue);
    if (own.occasions > 0) {
      add(BUYERS, 1);
      add(REPEAT_BUYERS, own.occasions > 1 ? 1 : 0);
      products[ORDERS_ORDERS].add(own.orders, own.orders);
      products[ORDERS_REVENUE].add(own.orders, own.revenue);
      products[REVENUE_REVENUE].add(own.revenue, own.revenue);
      products[LINES_LINES].add(own.lines, own.lines);
      products[LINES_FULL_PRICE].add(own.lines, own.fullPriceLines);
      products[FULL_PRICE_FULL_PRICE].add(own.fullPriceLines, own.fullPriceLines);
      products[CATEGORIES_CATEGORIES].add(categories, categories);
    }
  }

  void add(KpiSums other) {
    for (int i = 0; i < COUNTS; i++) {
      add(i, other.counts[i]);
    }
    for (int i = 0; i < PRODUCTS; i++) {
      products[i].add(other.products[i]);
    }
  }
}
