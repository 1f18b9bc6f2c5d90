package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Counts customers by their gaps, waits and first active spells ({@link OrderGaps}, {@link
 * Spells}), for every value of every split. Customers who are left truncated are not counted:
 * nobody knows which order is their first.
 */
final class TimingTally implements Tally {
  private final List<String> splits;
  private final int orders;
  private final int windowDays;
  private final Map<Key, long[]> counts = new HashMap<>();

  private record Key(int split, String value, TimingCell cell) {}

  /**
   * An empty one.
   *
   * @param splits their names, 'all' first
   * @param orders how many orders' gaps are counted
   * @param windowDays of being active
   */
  TimingTally(List<String> splits, int orders, int windowDays) {
    this.splits = splits;
    this.orders = orders;
    this.windowDays = windowDays;
  }

  @Override
  public void add(CustomerLog log) {
    int[] occasions =
        log.days().stream()
            .filter(day -> day.isOccasion(false))
            .mapToInt(CustomerLog.Day::date)
            .toArray();
    if (occasions.length == 0 || log.leftTruncated()) {
      return;
    }
    OrderGaps.count(occasions, orders, cell -> add(log, cell));
    add(log, Spells.first(occasions, windowDays));
  }

  private void add(CustomerLog log, TimingCell cell) {
    for (int split = 0; split < splits.size(); split++) {
      Key key = new Key(split, log.splitValues().get(split), cell);
      counts.computeIfAbsent(key, none -> new long[1])[0]++;
    }
  }

  @Override
  public int cells() {
    return counts.size();
  }

  @Override
  public List<Row> drain() {
    List<Row> rows = new ArrayList<>(counts.size());
    counts.forEach(
        (key, customers) ->
            rows.add(
                RowFactory.create(
                    splits.get(key.split()),
                    key.value(),
                    key.cell().kind(),
                    key.cell().number(),
                    key.cell().start(),
                    key.cell().length(),
                    customers[0])));
    counts.clear();
    return rows;
  }
}
