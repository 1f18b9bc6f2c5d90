package io.churnlake.retention;

import io.churnlake.table.RevenueCells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Sums over the customers with revenue in a period or in the one before. */
final class RevenueCell {
  private static final List<String> AMOUNTS = RevenueCells.AMOUNTS;
  private static final List<String> COUNTS = RevenueCells.COUNTS;
  private static final List<String> PRODUCTS = RevenueCells.PRODUCTS;

  private final long[] amounts = new long[AMOUNTS.size()];
  private final long[] counts = new long[COUNTS.size()];
  private final ProductSum[] products = new ProductSum[PRODUCTS.size()];

  RevenueCell() {
    Arrays.setAll(products, i -> new ProductSum());
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
    products[0].add(retained, retained);
    products[1].add(retained, start);
    products[2].add(start, start);
    products[3].add(expanded, expanded);
    products[4].add(expanded, start);
    products[5].add(gained, gained);
    products[6].add(gained, lost);
    products[7].add(lost, lost);
  }

  private void sum(int index, long amount) {
    amounts[index] = Math.addExact(amounts[index], amount);
  }

  private void count(int index, long amount) {
    counts[index] += amount == 0 ? 0 : 1;
  }

  /** Amounts, counts and sums of products, in the order of {@link RevenueCells}. */
  List<Object> values() {
    List<Object> values = new ArrayList<>();
    Stream.concat(Arrays.stream(amounts).boxed(), Arrays.stream(counts).boxed())
        .forEach(values::add);
    Arrays.stream(products).map(ProductSum::value).forEach(values::add);
    return values;
  }
}
