package io.churnlake.clv.model;

import io.churnlake.clv.math.CompensatedSum;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Weighted distinct customers (group, x, t_x, T): days as whole numbers. All purchase models fit to
 * the same rows.
 */
public final class PurchaseRows implements Serializable {
  private static final long serialVersionUID = 1;

  private final int[] group;
  private final int[] x;
  private final int[] txDays;
  private final int[] tDays;
  private final long[] customers;

  /**
   * Takes the arrays as they are; rows sorted by group, then x, are evaluated fastest.
   *
   * @param group of customers with common covariates or a common segment; 0 if there are none
   * @param customers how many customers each row stands for
   */
  public PurchaseRows(int[] group, int[] x, int[] txDays, int[] tDays, long[] customers) {
    this.group = group;
    this.x = x;
    this.txDays = txDays;
    this.tDays = tDays;
    this.customers = customers;
  }

  /** Rows of one group. */
  public static PurchaseRows of(int[] x, int[] txDays, int[] tDays, long[] customers) {
    return new PurchaseRows(new int[x.length], x, txDays, tDays, customers);
  }

  public static PurchaseRows empty() {
    return of(new int[0], new int[0], new int[0], new long[0]);
  }

  public int size() {
    return x.length;
  }

  public int group(int row) {
    return group[row];
  }

  public int x(int row) {
    return x[row];
  }

  public int txDays(int row) {
    return txDays[row];
  }

  public int tDays(int row) {
    return tDays[row];
  }

  public long customers(int row) {
    return customers[row];
  }

  /** All rows together, sorted by group, x, t_x, T. */
  public static PurchaseRows merged(List<PurchaseRows> parts) {
    PurchaseRows all =
        new PurchaseRows(
            ints(parts, part -> part.group),
            ints(parts, part -> part.x),
            ints(parts, part -> part.txDays),
            ints(parts, part -> part.tDays),
            parts.stream().flatMapToLong(part -> Arrays.stream(part.customers)).toArray());
    return all.rows(
        IntStream.range(0, all.size())
            .boxed()
            .sorted(
                Comparator.<Integer>comparingInt(i -> all.group[i])
                    .thenComparingInt(i -> all.x[i])
                    .thenComparingInt(i -> all.txDays[i])
                    .thenComparingInt(i -> all.tDays[i]))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  private static int[] ints(List<PurchaseRows> parts, Function<PurchaseRows, int[]> column) {
    return parts.stream().flatMapToInt(part -> Arrays.stream(column.apply(part))).toArray();
  }

  /** The rows of one group. */
  public PurchaseRows only(int wanted) {
    return rows(IntStream.range(0, size()).filter(i -> group[i] == wanted).toArray());
  }

  /** Consecutive pieces of at most so many rows, for several threads. */
  public List<PurchaseRows> pieces(int most) {
    if (size() <= most) {
      return List.of(this);
    }
    List<PurchaseRows> result = new ArrayList<>();
    for (int from = 0; from < size(); from += most) {
      int to = Math.min(from + most, size());
      result.add(
          new PurchaseRows(
              Arrays.copyOfRange(group, from, to),
              Arrays.copyOfRange(x, from, to),
              Arrays.copyOfRange(txDays, from, to),
              Arrays.copyOfRange(tDays, from, to),
              Arrays.copyOfRange(customers, from, to)));
    }
    return result;
  }

  private PurchaseRows rows(int[] picked) {
    return new PurchaseRows(
        IntStream.of(picked).map(i -> group[i]).toArray(),
        IntStream.of(picked).map(i -> x[i]).toArray(),
        IntStream.of(picked).map(i -> txDays[i]).toArray(),
        IntStream.of(picked).map(i -> tDays[i]).toArray(),
        IntStream.of(picked).mapToLong(i -> customers[i]).toArray());
  }

  /** These rows as what a fit of a family evaluates. */
  public LikelihoodBlock likelihood(PurchaseFamily family, Design design, double unitDays) {
    return new PurchaseBlock(this, family, design, unitDays);
  }

  /** Customers, repeat occasions, days observed, repeat buyers. */
  List<CompensatedSum> moments() {
    CompensatedSum count = new CompensatedSum();
    CompensatedSum occasions = new CompensatedSum();
    CompensatedSum days = new CompensatedSum();
    CompensatedSum buyers = new CompensatedSum();
    for (int i = 0; i < x.length; i++) {
      count.add((double) customers[i]);
      occasions.add((double) customers[i] * x[i]);
      days.add((double) customers[i] * tDays[i]);
      buyers.add(x[i] > 0 ? (double) customers[i] : 0);
    }
    return CompensatedSum.list(count, occasions, days, buyers);
  }
}
