package io.churnlake.benchmark;

import io.churnlake.clv.model.GammaGammaBlock;
import io.churnlake.clv.model.PurchaseRows;
import io.churnlake.clv.model.WeightedLikelihood;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Customers held in memory as weighted distinct rows, the way a lake's are counted before a fit.
 */
final class CountedCustomers {
  private static final double HUNDREDTHS = 100;

  /** Bits of a number of days; those above x's are 0. */
  private static final int DAY_BITS = 21;

  private static final int MONEY_BITS = 42;

  private final Distinct purchases;
  private final Distinct spend;
  private final double logGapDays;

  private CountedCustomers(Distinct purchases, Distinct spend, double logGapDays) {
    this.purchases = purchases;
    this.spend = spend;
    this.logGapDays = logGapDays;
  }

  long customers() {
    return LongStream.of(purchases.counts).sum();
  }

  /** Distinct (x, t_x, T), sorted. */
  PurchaseRows purchases() {
    long[] keys = purchases.keys;
    return PurchaseRows.of(
        Arrays.stream(keys).mapToInt(key -> part(key, 2 * DAY_BITS)).toArray(),
        Arrays.stream(keys).mapToInt(key -> part(key, DAY_BITS)).toArray(),
        Arrays.stream(keys).mapToInt(key -> part(key, 0)).toArray(),
        purchases.counts);
  }

  private static int part(long key, int shift) {
    return (int) (key >>> shift) & ((1 << DAY_BITS) - 1);
  }

  /** The logarithms of the days between consecutive purchase-days, added up. */
  double logGapDays() {
    return logGapDays;
  }

  /** How many distinct (x, mean spend) the repeat buyers have. */
  long spendRows() {
    return spend.keys.length;
  }

  /** Distinct (x, mean spend) of the repeat buyers, in pieces for several threads. */
  List<GammaGammaBlock> spend() {
    List<GammaGammaBlock> blocks = new ArrayList<>();
    for (int from = 0; from < spend.keys.length; from += WeightedLikelihood.PIECE) {
      int to = Math.min(from + WeightedLikelihood.PIECE, spend.keys.length);
      long[] keys = Arrays.copyOfRange(spend.keys, from, to);
      blocks.add(
          new GammaGammaBlock(
              Arrays.stream(keys).mapToInt(key -> (int) (key >>> MONEY_BITS)).toArray(),
              Arrays.stream(keys).mapToDouble(CountedCustomers::meanSpend).toArray(),
              Arrays.copyOfRange(spend.counts, from, to)));
    }
    return blocks;
  }

  private static double meanSpend(long key) {
    return (key & ((1L << MONEY_BITS) - 1)) / HUNDREDTHS / (double) (key >>> MONEY_BITS);
  }

  /** Takes customers one after the other. */
  static final class Counter {
    private final LongStream.Builder purchases = LongStream.builder();
    private final LongStream.Builder spend = LongStream.builder();
    private double logGapDays;

    /**
     * Adds a customer.
     *
     * @param repeatCents what was spent on the x repeat purchase-days together
     */
    void add(int x, int txDays, int tDays, long repeatCents) {
      purchases.add(((long) x << (2 * DAY_BITS)) | ((long) txDays << DAY_BITS) | tDays);
      if (x > 0 && repeatCents > 0) {
        spend.add(((long) x << MONEY_BITS) | repeatCents);
      }
    }

    /** Adds the days between two consecutive purchase-days of a customer. */
    void addGap(int days) {
      logGapDays += Math.log(days);
    }

    CountedCustomers counted() {
      return new CountedCustomers(
          Distinct.of(purchases.build().toArray()),
          Distinct.of(spend.build().toArray()),
          logGapDays);
    }
  }

  /** Sorted distinct numbers with how often each occurs. */
  private static final class Distinct {
    private final long[] keys;
    private final long[] counts;

    private Distinct(long[] keys, long[] counts) {
      this.keys = keys;
      this.counts = counts;
    }

    static Distinct of(long[] all) {
      Arrays.parallelSort(all);
      long[] keys = new long[all.length];
      long[] counts = new long[all.length];
      int size = 0;
      for (long key : all) {
        if (size == 0 || keys[size - 1] != key) {
          keys[size++] = key;
        }
        counts[size - 1]++;
      }
      return new Distinct(Arrays.copyOf(keys, size), Arrays.copyOf(counts, size));
    }
  }
}
