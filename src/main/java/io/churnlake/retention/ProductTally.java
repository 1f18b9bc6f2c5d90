package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.LogTally;
import io.churnlake.customer.SplitView;
import io.churnlake.table.ProductOutcomes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts customers, what they brought and when they came again, by what they began with; and by
 * {@link CategoryPairs}.
 */
public final class ProductTally implements LogTally<ProductTally> {
  private static final long serialVersionUID = 1L;

  /** The kind of spell that ends with the second order. */
  static final int TO_SECOND_ORDER = 0;

  /** A block of all that customers brought, and one for each of the windows that have passed. */
  static final Groups.Shape SHAPE =
      new Groups.Shape(Brought.SUMS * (1 + ProductOutcomes.WITHIN_DAYS.size()), 1);

  private final SplitView splits;
  private final int asOf;
  private final Groups groups = new Groups(SHAPE);

  /**
   * An empty one.
   *
   * @param splits those of {@link ProductSums#SPLITS}, with all their values
   * @param asOf the business date
   */
  public ProductTally(SplitView splits, LocalDate asOf) {
    this.splits = splits;
    this.asOf = Math.toIntExact(asOf.toEpochDay());
  }

  /** The first sum of those of the window's block. */
  static int block(int window) {
    return Brought.SUMS * (1 + window);
  }

  @Override
  public void add(CustomerLog log) {
    CategoryPairs.count(log, groups);
    if (log.firstOrder() == CustomerLog.NEVER) {
      return;
    }
    List<Group> own = new ArrayList<>();
    for (int split = 0; split < splits.size(); split++) {
      own.add(Group.of(splits.names().get(split), splits.value(log, split)));
    }
    long[] brought = Brought.sums(log, Integer.MAX_VALUE);
    own.forEach(group -> groups.add(group, 0, brought));
    int[] occasions = OrderGaps.occasions(log);
    if (occasions.length > 0 && !log.leftTruncated()) {
      OrderGaps.count(
          occasions,
          1,
          asOf,
          (number, spell) -> own.forEach(group -> groups.add(group, TO_SECOND_ORDER, spell)));
      addWindows(log, own);
    }
  }

  private void addWindows(CustomerLog log, List<Group> own) {
    for (int window = 0; window < ProductOutcomes.WITHIN_DAYS.size(); window++) {
      int days = ProductOutcomes.WITHIN_DAYS.get(window);
      if (log.firstOrder() + days <= asOf) {
        int block = block(window);
        long[] within = Brought.sums(log, days);
        own.forEach(group -> groups.add(group, block, within));
      }
    }
  }

  @Override
  public int cells() {
    return groups.cells();
  }

  @Override
  public ProductTally plus(ProductTally other) {
    groups.add(other.groups);
    return this;
  }

  /** What was counted. */
  public ProductSums sums() {
    return new ProductSums(groups.sorted());
  }
}
