package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.LogTally;
import io.churnlake.customer.SplitView;
import java.time.LocalDate;

/**
 * Counts customers by their time to the first lapse and by the times between their orders ({@link
 * Spells}, {@link OrderGaps}), for every value of every split. Customers who are left truncated are
 * not counted: nobody knows which order is their first.
 */
public final class TimingTally implements LogTally<TimingTally> {
  private static final long serialVersionUID = 1L;

  /** The kind of spell that ends with the first lapse; kind n goes from order n to the next. */
  static final int LAPSE = 0;

  private final SplitView splits;
  private final int orders;
  private final int windowDays;
  private final int asOf;
  private final Groups groups;

  /**
   * An empty one.
   *
   * @param splits the parts that are told apart
   * @param orders how many orders' gaps are counted
   * @param windowDays of being active
   * @param asOf the business date
   */
  public TimingTally(SplitView splits, int orders, int windowDays, LocalDate asOf) {
    this.splits = splits;
    this.orders = orders;
    this.windowDays = windowDays;
    this.asOf = Math.toIntExact(asOf.toEpochDay());
    this.groups = new Groups(new Groups.Shape(0, 1 + orders));
  }

  @Override
  public void add(CustomerLog log) {
    int[] occasions = OrderGaps.occasions(log);
    if (occasions.length == 0 || log.leftTruncated()) {
      return;
    }
    Spell toLapse = Spells.toLapse(occasions, windowDays, asOf);
    for (int split = 0; split < splits.size(); split++) {
      Group group = Group.of(splits.names().get(split), splits.value(log, split));
      groups.add(group, LAPSE, toLapse);
      OrderGaps.count(occasions, orders, asOf, (number, spell) -> groups.add(group, number, spell));
    }
  }

  @Override
  public int cells() {
    return groups.cells();
  }

  @Override
  public TimingTally plus(TimingTally other) {
    groups.add(other.groups);
    return this;
  }

  /** What was counted. */
  public TimingSums sums() {
    return new TimingSums(groups.sorted(), orders);
  }
}
