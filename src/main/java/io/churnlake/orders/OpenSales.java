package io.churnlake.orders;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One customer's sales with pieces left, in the order in which a return takes them.
 *
 * <p>Each sale stands on several shelves, one for each way of asking. A shelf is looked at from its
 * front only, and a sale without pieces is dropped when it comes there, so that all returns
 * together cost no more than the sales and the returns.
 */
final class OpenSales {
  private final List<AccountLine> lines;
  private final long[] left;
  private final Map<Shelf, Deque<Integer>> ofOrders = new HashMap<>();
  private final Map<Shelf, Deque<Deque<Integer>>> earlier = new HashMap<>();

  /**
   * What a return asks for.
   *
   * @param order an order's id; NULL: all orders
   * @param code a product code; NULL: lines of any code, or of none
   * @param price NULL: of any price
   */
  private record Shelf(@Nullable String order, @Nullable String code, @Nullable Price price) {}

  /** As sold; lines without a price are alike. */
  private record Price(@Nullable Long unitPrice, @Nullable String currency) {
    static Price of(AccountLine line) {
      return new Price(line.unitPrice(), line.currency());
    }
  }

  /**
   * No sale yet.
   *
   * @param lines what the positions below are positions in
   * @param left pieces left of each line; read at each look
   */
  OpenSales(List<AccountLine> lines, long[] left) {
    this.lines = lines;
    this.left = left;
  }

  /** Makes a sale one of its order's, for returns that name the order. Sales come in order. */
  void addToOrder(int at) {
    AccountLine sale = lines.get(at);
    for (@Nullable Price price : new @Nullable Price[] {Price.of(sale), null}) {
      shelve(new Shelf(sale.orderId(), null, price), at);
      if (sale.code() != null) {
        shelve(new Shelf(sale.orderId(), sale.code(), price), at);
      }
    }
  }

  private void shelve(Shelf shelf, int at) {
    ofOrders.computeIfAbsent(shelf, any -> new ArrayDeque<>()).add(at);
  }

  /** Makes a sale an earlier one, for returns without a name. Sales come in the order of time. */
  void addEarlier(int at) {
    AccountLine sale = lines.get(at);
    stack(new Shelf(null, codeOf(sale), Price.of(sale)), at);
    stack(new Shelf(null, codeOf(sale), null), at);
  }

  /** The latest order lies on top, its lines by their place. */
  private void stack(Shelf shelf, int at) {
    Deque<Deque<Integer>> orders = earlier.computeIfAbsent(shelf, any -> new ArrayDeque<>());
    Deque<Integer> latest = orders.peek();
    Integer last = latest == null ? null : latest.peekLast();
    if (latest == null || last == null || !sameOrder(lines.get(last), lines.get(at))) {
      latest = new ArrayDeque<>();
      orders.push(latest);
    }
    latest.add(at);
  }

  private static boolean sameOrder(AccountLine one, AccountLine other) {
    return one.time() == other.time() && one.orderId().equals(other.orderId());
  }

  /**
   * The sale that the return takes from next: of the order that it names and its code, of any code
   * if it has none; or, if it names no order, an earlier one of its code, the latest first. In both
   * cases of the same price first.
   *
   * @return its position; -1 if there is none
   */
  int next(AccountLine back) {
    String order = back.refersTo();
    int samePrice = order == null ? nextEarlier(back, true) : nextOfOrder(order, back, true);
    if (samePrice >= 0) {
      return samePrice;
    }
    return order == null ? nextEarlier(back, false) : nextOfOrder(order, back, false);
  }

  private int nextOfOrder(String order, AccountLine back, boolean samePrice) {
    Deque<Integer> sales =
        ofOrders.get(new Shelf(order, back.code(), samePrice ? Price.of(back) : null));
    int next = sales == null ? -1 : front(sales);
    return next >= 0 && lines.get(next).orderDay() <= back.lineDay() ? next : -1;
  }

  private int nextEarlier(AccountLine back, boolean samePrice) {
    Deque<Deque<Integer>> orders =
        earlier.get(new Shelf(null, codeOf(back), samePrice ? Price.of(back) : null));
    while (orders != null && !orders.isEmpty()) {
      int next = front(orders.element());
      if (next >= 0) {
        return next;
      }
      orders.pop();
    }
    return -1;
  }

  private int front(Deque<Integer> sales) {
    while (!sales.isEmpty() && left[sales.element()] == 0) {
      sales.remove();
    }
    return sales.isEmpty() ? -1 : sales.element();
  }

  private static String codeOf(AccountLine line) {
    return line.code() == null ? "" : line.code();
  }
}
