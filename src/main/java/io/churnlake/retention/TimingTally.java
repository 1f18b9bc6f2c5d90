package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Counts customers by their time to the first lapse and by the times between their orders ({@link
 * Spells}, {@link OrderGaps}), for every value of every split. Customers who are left truncated are
 * not counted: nobody knows which order is their first.
 */
final class TimingTally implements Tally {
  /** The kind of spell that ends with the first lapse; kind n goes from order n to the next. */
  static final int LAPSE = 0;

  private final List<String> splits;
  private final int orders;
  private final int windowDays;
  private final int asOf;
  private final Groups groups;

  /**
   * An empty one.
   *
   * @param splits their names, 'all' first
   * @param orders how many orders' gaps are counted
   * @param windowDays of being active
   * @param asOf days since 1970-01-01 to the business date
   */
  TimingTally(List<String> splits, int orders, int windowDays, int asOf) {
    this.splits = splits;
    this.orders = orders;
    this.windowDays = windowDays;
    this.asOf = asOf;
    this.groups = new Groups(shape(orders));
  }

  static Groups.Shape shape(int orders) {
    return new Groups.Shape(0, 1 + orders);
  }

  @Override
  public void add(CustomerLog log) {
    int[] occasions = OrderGaps.occasions(log);
    if (occasions.length == 0 || log.leftTruncated()) {
      return;
    }
    Spell toLapse = Spells.toLapse(occasions, windowDays, asOf);
    for (int split = 0; split < splits.size(); split++) {
      Group group = Group.of(splits.get(split), log.splitValues().get(split));
      groups.add(group, LAPSE, toLapse);
      OrderGaps.count(occasions, orders, asOf, (number, spell) -> groups.add(group, number, spell));
    }
  }

  @Override
  public int cells() {
    return groups.cells();
  }

  @Override
  public List<Row> drain() {
    return groups.drain();
  }
}
