package io.churnlake.retention;

import static org.apache.spark.sql.functions.sum;

import io.churnlake.customer.CustomerLog;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What gold.order_timing and the survival tables are made from: customers, counted by their gaps,
 * waits and first active spells ({@link OrderGaps}, {@link Spells}), for every value of every
 * split. The counts add up, and do not depend on the business date for a customer without newer
 * orders.
 *
 * <p>Customers who are left truncated are not in it: nobody knows which order is their first.
 */
public final class TimingTally {
  static final String SPLIT = Cohorts.SPLIT;
  static final String SPLIT_VALUE = Cohorts.SPLIT_VALUE;
  static final String KIND = "kind";
  static final String NUMBER = "number";
  static final String START = "start";
  static final String LENGTH = "length";
  static final String CUSTOMERS = "customers";

  /** More keys than these are handed on, and counted anew: some tens of megabytes. */
  private static final int MOST_KEYS = 200_000;

  private static final StructType TALLIED =
      new StructType()
          .add(SPLIT, Types.STRING)
          .add(SPLIT_VALUE, Types.STRING)
          .add(KIND, Types.STRING)
          .add(NUMBER, Types.INT)
          .add(START, Types.INT)
          .add(LENGTH, Types.INT)
          .add(CUSTOMERS, Types.LONG);

  private TimingTally() {}

  /**
   * One row a split, value and {@link TimingCell}, with the customers that it counts.
   *
   * @param logs see {@link io.churnlake.customer.CustomerLogs#of}
   * @param splits their names, 'all' first
   * @param orders how many orders' gaps are counted
   * @param windowDays of being active
   */
  public static Dataset<Row> of(
      Dataset<Row> logs, List<String> splits, int orders, int windowDays) {
    List<String> names = new ArrayList<>(splits);
    MapPartitionsFunction<Row, Row> tally =
        rows -> new Counts(rows, names, orders, windowDays, MOST_KEYS);
    return summed(logs.mapPartitions(tally, Encoders.row(TALLIED)));
  }

  /** One row a key. */
  static Dataset<Row> summed(Dataset<Row> tally) {
    return tally
        .groupBy(SPLIT, SPLIT_VALUE, KIND, NUMBER, START, LENGTH)
        .agg(sum(CUSTOMERS).as(CUSTOMERS));
  }

  private record Key(int split, String value, TimingCell cell) {}

  /** The counts of one partition; those of a key may come in several rows. */
  static final class Counts implements Iterator<Row> {
    private final Iterator<Row> logs;
    private final List<String> splits;
    private final int orders;
    private final int windowDays;
    private final int mostKeys;
    private Iterator<Map.Entry<Key, long[]>> counted = Collections.emptyIterator();

    Counts(Iterator<Row> logs, List<String> splits, int orders, int windowDays, int mostKeys) {
      this.logs = logs;
      this.splits = splits;
      this.orders = orders;
      this.windowDays = windowDays;
      this.mostKeys = mostKeys;
    }

    @Override
    public boolean hasNext() {
      while (!counted.hasNext() && logs.hasNext()) {
        Map<Key, long[]> counts = new HashMap<>();
        while (logs.hasNext() && counts.size() < mostKeys) {
          add(CustomerLog.of(logs.next()), counts);
        }
        counted = counts.entrySet().iterator();
      }
      return counted.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Map.Entry<Key, long[]> next = counted.next();
      Key key = next.getKey();
      TimingCell cell = key.cell();
      return RowFactory.create(
          splits.get(key.split()),
          key.value(),
          cell.kind(),
          cell.number(),
          cell.start(),
          cell.length(),
          next.getValue()[0]);
    }

    private void add(CustomerLog log, Map<Key, long[]> counts) {
      int[] occasions =
          log.days().stream()
              .filter(day -> day.isOccasion(false))
              .mapToInt(CustomerLog.Day::date)
              .toArray();
      if (occasions.length == 0 || log.leftTruncated()) {
        return;
      }
      OrderGaps.count(occasions, orders, cell -> add(log, cell, counts));
      add(log, Spells.first(occasions, windowDays), counts);
    }

    private static void add(CustomerLog log, TimingCell cell, Map<Key, long[]> counts) {
      for (int split = 0; split < log.splitValues().size(); split++) {
        Key key = new Key(split, log.splitValues().get(split), cell);
        counts.computeIfAbsent(key, none -> new long[1])[0]++;
      }
    }
  }
}
