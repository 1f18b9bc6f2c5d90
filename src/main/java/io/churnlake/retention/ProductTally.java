package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import io.churnlake.table.ProductCells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Counts customers, what they brought and when they came again, by what they began with. */
final class ProductTally implements Tally {
  private static final int SUMS = 6;

  private final List<String> splits;
  private final Map<Key, long[]> cells = new HashMap<>();

  private record Key(int split, String value, String kind, int start, int length) {
    @Override
    public int hashCode() {
      return CellHash.of(value.hashCode() + split, kind.hashCode(), start, length);
    }
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
    long[] sums = {1, 0, 0, 0, 0, 0};
    for (CustomerLog.Day day : log.days()) {
      sums[1] += day.orders();
      sums[2] = Math.addExact(sums[2], day.revenue());
      sums[3] = Math.addExact(sums[3], day.netRevenue());
      sums[4] = Math.addExact(sums[4], day.cost());
      sums[5] = Math.addExact(sums[5], day.costedRevenue());
    }
    add(log, ProductCells.MEMBERS, 0, 0, sums);
    int[] occasions =
        log.days().stream()
            .filter(day -> day.isOccasion(false))
            .mapToInt(CustomerLog.Day::date)
            .toArray();
    if (occasions.length > 0 && !log.leftTruncated()) {
      long[] one = {1, 0, 0, 0, 0, 0};
      OrderGaps.count(
          occasions, 1, cell -> add(log, cell.kind(), cell.start(), cell.length(), one));
    }
  }

  private void add(CustomerLog log, String kind, int start, int length, long[] sums) {
    for (int split = 0; split < splits.size(); split++) {
      long[] known =
          cells.computeIfAbsent(
              new Key(split, log.splitValues().get(split), kind, start, length),
              key -> new long[SUMS]);
      for (int i = 0; i < SUMS; i++) {
        known[i] = Math.addExact(known[i], sums[i]);
      }
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
        (key, sums) -> {
          List<Object> row = new ArrayList<>(List.of(splits.get(key.split()), key.value()));
          row.addAll(List.of(key.kind(), key.start(), key.length()));
          for (long sum : sums) {
            row.add(sum);
          }
          rows.add(RowFactory.create(row.toArray()));
        });
    cells.clear();
    return rows;
  }
}
