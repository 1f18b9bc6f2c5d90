package io.churnlake.check;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Customers and their orders; those with the most of them by name. */
public final class CustomerTally implements Serializable {
  /** Whoever has an absurd number of orders is among these. */
  private static final int MOST = 20;

  private static final long serialVersionUID = 1L;

  private long customers;
  private long orders;
  private long purchaseDays;
  private long allOrders;
  private final PriorityQueue<CustomerOrders> busiest = new PriorityQueue<>();

  /**
   * A customer.
   *
   * @param id as the files have it
   * @param orders all of them, whether they count or not
   * @param days different dates of these
   * @param countingOrders those that count
   * @param purchaseDays different dates of these
   */
  record CustomerOrders(String id, long orders, long days, long countingOrders, long purchaseDays)
      implements Comparable<CustomerOrders>, Serializable {
    /** The fewest orders first; ids decide among equals, so that each run shows the same. */
    @Override
    public int compareTo(CustomerOrders other) {
      return orders != other.orders ? Long.compare(orders, other.orders) : other.id.compareTo(id);
    }
  }

  void add(CustomerOrders customer) {
    allOrders += customer.orders();
    orders += customer.countingOrders();
    purchaseDays += customer.purchaseDays();
    customers += customer.countingOrders() > 0 ? 1 : 0;
    keep(customer);
  }

  private void keep(CustomerOrders customer) {
    busiest.add(customer);
    if (busiest.size() > MOST) {
      busiest.poll();
    }
  }

  CustomerTally merge(CustomerTally other) {
    customers += other.customers;
    orders += other.orders;
    purchaseDays += other.purchaseDays;
    allOrders += other.allOrders;
    other.busiest.forEach(this::keep);
    return this;
  }

  /** Customers with an order that counts. */
  public long customers() {
    return customers;
  }

  /** Their orders that count. */
  public long orders() {
    return orders;
  }

  /** Days of a customer with an order that counts. */
  public long purchaseDays() {
    return purchaseDays;
  }

  /** Orders of all who have a name, whether they count or not. */
  long allOrders() {
    return allOrders;
  }

  /** Those with the most orders, the most first. */
  List<CustomerOrders> busiest() {
    return busiest.stream().sorted(Comparator.reverseOrder()).toList();
  }
}
