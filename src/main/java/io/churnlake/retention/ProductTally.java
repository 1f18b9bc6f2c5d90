package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import io.churnlake.table.ProductCells;
import io.churnlake.table.ProductOutcomes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Counts customers, what they brought and when they came again, by what they began with. */
final class ProductTally implements Tally {
  private static final int SUMS = 6;
  private static final int REVENUE = 2;

  private final List<String> splits;
  private final Map<Key, Cell> cells = new HashMap<>();

  private record Key(int split, String value, String kind, int start, int length) {
    @Override
    public int hashCode() {
      return CellHash.of(value.hashCode() + split, kind.hashCode(), start, length);
    }
  }

  private static final class Cell {
    private final long[] sums = new long[SUMS];
    private final ProductSum squares = new ProductSum();
  }

  /**
   * An empty one.
   *
   * @param splits names of the splits, 'all' first
   */
  ProductTally(List<String> splits) {
    this.splits = splits;
  }

  @Override
  public void add(CustomerLog log) {
    if (log.firstOrder() == CustomerLog.NEVER) {
      return;
    }
    add(log, ProductCells.MEMBERS, 0, 0, brought(log, Integer.MAX_VALUE), 0);
    int[] occasions =
        log.days().stream()
            .filter(day -> day.isOccasion(false))
            .mapToInt(CustomerLog.Day::date)
            .toArray();
    if (occasions.length > 0 && !log.leftTruncated()) {
      long[] one = {1, 0, 0, 0, 0, 0};
      OrderGaps.count(
          occasions, 1, cell -> add(log, cell.kind(), cell.start(), cell.length(), one, 0));
      for (int within : ProductOutcomes.WITHIN_DAYS) {
        long[] sums = brought(log, within);
        add(log, ProductCells.WITHIN, log.firstOrder(), within, sums, sums[REVENUE]);
      }
    }
  }

  /** What the customer brought from the first order on, up to so many days later. */
  private static long[] brought(CustomerLog log, int within) {
    long[] sums = {1, 0, 0, 0, 0, 0};
    for (CustomerLog.Day day : log.days()) {
      if (day.date() - log.firstOrder() <= within) {
        sums[1] += day.orders();
        sums[REVENUE] = Math.addExact(sums[REVENUE], day.revenue());
        sums[3] = Math.addExact(sums[3], day.netRevenue());
        sums[4] = Math.addExact(sums[4], day.cost());
        sums[5] = Math.addExact(sums[5], day.costedRevenue());
      }
    }
    return sums;
  }

  private void add(CustomerLog log, String kind, int start, int length, long[] sums, long squared) {
    for (int split = 0; split < splits.size(); split++) {
      Cell cell =
          cells.computeIfAbsent(
              new Key(split, log.splitValues().get(split), kind, start, length), key -> new Cell());
      for (int i = 0; i < SUMS; i++) {
        cell.sums[i] = Math.addExact(cell.sums[i], sums[i]);
      }
      cell.squares.add(squared, squared);
    }
  }

  @Override
  public int cells() {
    return cells.size();
  }

  @Override
  public List<Row> drain() {
    List<Row> rows = new ArrayList<>(cells.size());
    cells.forEach(
        (key, cell) -> {
          List<Object> row = new ArrayList<>(List.of(splits.get(key.split()), key.value()));
          row.addAll(List.of(key.kind(), key.start(), key.length()));
          for (long sum : cell.sums) {
            row.add(sum);
          }
          row.add(cell.squares.value());
          rows.add(RowFactory.create(row.toArray()));
        });
    cells.clear();
    return rows;
  }
}
