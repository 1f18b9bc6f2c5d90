package io.churnlake.retention;

import io.churnlake.table.RevenueRetention;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Sums over the customers with revenue in a period or in the one before. */
final class RevenueCell {
  /** Amounts in ten-thousandths, in the order of {@link #values}. */
  static final List<String> AMOUNTS =
      List.of(
          RevenueRetention.REVENUE,
          RevenueRetention.START_REVENUE,
          RevenueRetention.CHURNED_REVENUE,
          RevenueRetention.CONTRACTION,
          RevenueRetention.RETAINED_REVENUE,
          RevenueRetention.EXPANSION,
          RevenueRetention.NEW_REVENUE,
          RevenueRetention.RESURRECTED_REVENUE,
          RevenueRetention.ADJUSTMENT,
          RevenueRetention.EXPANDED_REVENUE,
          RevenueRetention.GAINED_REVENUE,
          RevenueRetention.LOST_REVENUE);

  /** Numbers of customers, behind the amounts. */
  static final List<String> COUNTS =
      List.of(
          RevenueRetention.CUSTOMERS,
          RevenueRetention.START_CUSTOMERS,
          RevenueRetention.CHURNED_CUSTOMERS,
          RevenueRetention.CONTRACTED_CUSTOMERS,
          RevenueRetention.EXPANDED_CUSTOMERS,
          RevenueRetention.NEW_CUSTOMERS,
          RevenueRetention.RESURRECTED_CUSTOMERS,
          RevenueRetention.ADJUSTED_CUSTOMERS);

  /** Sums of products of two amounts, behind the counts; for the ratios' intervals. */
  static final List<String> PRODUCTS =
      List.of(
          products(RevenueRetention.RETAINED_REVENUE, RevenueRetention.RETAINED_REVENUE),
          products(RevenueRetention.RETAINED_REVENUE, RevenueRetention.START_REVENUE),
          products(RevenueRetention.START_REVENUE, RevenueRetention.START_REVENUE),
          products(RevenueRetention.EXPANDED_REVENUE, RevenueRetention.EXPANDED_REVENUE),
          products(RevenueRetention.EXPANDED_REVENUE, RevenueRetention.START_REVENUE),
          products(RevenueRetention.GAINED_REVENUE, RevenueRetention.GAINED_REVENUE),
          products(RevenueRetention.GAINED_REVENUE, RevenueRetention.LOST_REVENUE),
          products(RevenueRetention.LOST_REVENUE, RevenueRetention.LOST_REVENUE));

  private final long[] amounts = new long[AMOUNTS.size()];
  private final long[] counts = new long[COUNTS.size()];
  private final double[] products = new double[PRODUCTS.size()];

  /** Column of the sum of the products of two amounts. */
  static String products(String left, String right) {
    return left + "_times_" + right;
  }

  /**
   * Adds a customer.
   *
   * @param now revenue of the period; below zero where more came back than was bought
   * @param before revenue of the period before
   * @param isNew whether the first order lies in the period
   * @throws ArithmeticException if a sum leaves the range of long
   */
  void add(long now, long before, boolean isNew) {
    long start = Math.max(before, 0);
    long above = Math.max(now, 0);
    long churned = now <= 0 ? start : 0;
    long retained = Math.min(start, above);
    long contraction = start - retained - churned;
    long expanded = before > 0 ? above : 0;
    long expansion = expanded - retained;
    long appeared = before > 0 ? 0 : above;
    long fresh = isNew ? appeared : 0;
    long resurrected = appeared - fresh;
    long adjustment = Math.min(now, 0);
    // At most one of these two is not zero.
    long gained = appeared + expansion;
    long lost = churned + contraction;

    sum(0, now);
    sum(1, start);
    sum(2, churned);
    sum(3, contraction);
    sum(4, retained);
    sum(5, expansion);
    sum(6, fresh);
    sum(7, resurrected);
    sum(8, adjustment);
    sum(9, expanded);
    sum(10, gained);
    sum(11, lost);
    counts[0]++;
    count(1, start);
    count(2, churned);
    count(3, contraction);
    count(4, expansion);
    count(5, fresh);
    count(6, resurrected);
    count(7, adjustment);
    products[0] += (double) retained * retained;
    products[1] += (double) retained * start;
    products[2] += (double) start * start;
    products[3] += (double) expanded * expanded;
    products[4] += (double) expanded * start;
    products[5] += (double) gained * gained;
    products[6] += (double) gained * lost;
    products[7] += (double) lost * lost;
  }

  private void sum(int index, long amount) {
    amounts[index] = Math.addExact(amounts[index], amount);
  }

  private void count(int index, long amount) {
    counts[index] += amount == 0 ? 0 : 1;
  }

  /** {@link #AMOUNTS}, {@link #COUNTS}, {@link #PRODUCTS}. */
  List<Object> values() {
    List<Object> values = new ArrayList<>();
    Stream.concat(Arrays.stream(amounts).boxed(), Arrays.stream(counts).boxed())
        .forEach(values::add);
    Arrays.stream(products).boxed().forEach(values::add);
    return values;
  }
}
