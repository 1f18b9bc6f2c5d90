package io.churnlake.retention;

import io.churnlake.quality.ProductSum;
import io.churnlake.quality.Ratio;
import io.churnlake.table.RevenueRetention;
import java.io.Serializable;
import java.util.Arrays;

/** Sums over the customers with revenue in a period or in the one before. */
final class RevenueCell implements Serializable {
  private static final int PRODUCTS = 8;

  private final long[] amounts = new long[RevenueRetention.AMOUNTS.size()];
  private final long[] counts = new long[RevenueRetention.COUNTS.size()];
  private final ProductSum[] products = new ProductSum[PRODUCTS];

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

  void add(RevenueCell other) {
    for (int i = 0; i < amounts.length; i++) {
      sum(i, other.amounts[i]);
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    for (int i = 0; i < PRODUCTS; i++) {
      products[i].add(other.products[i]);
    }
  }

  /** An amount in ten-thousandths, as {@link RevenueRetention#AMOUNTS} has them in order. */
  long amount(int index) {
    return amounts[index];
  }

  /** A number of customers, as {@link RevenueRetention#COUNTS} has them in order. */
  long count(int index) {
    return counts[index];
  }

  /** What is kept of the revenue before. */
  Ratio gross() {
    return new Ratio(amounts[4], amounts[1], product(0), product(1), product(2), counts[1]);
  }

  /** What those who brought revenue before bring now. */
  Ratio net() {
    return new Ratio(amounts[9], amounts[1], product(3), product(4), product(2), counts[1]);
  }

  /** What was gained for what was lost. */
  Ratio quick() {
    return new Ratio(amounts[10], amounts[11], product(5), product(6), product(7), counts[0]);
  }

  private double product(int index) {
    return products[index].value().doubleValue();
  }
}
