package io.churnlake.retention;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The times between orders and to the first lapse as of a date, counted by days for each part of
 * each split: what gold.order_timing and the survival tables are made of. They are bounded by the
 * calendar and by the parts that are shown, not by the customers.
 */
public final class TimingSums {
  private final Groups.Shape shape;
  private final SortedMap<Group, byte[]> parts;

  private TimingSums(Groups.Shape shape, SortedMap<Group, byte[]> parts) {
    this.shape = shape;
    this.parts = parts;
  }

  /**
   * Rows for {@link #read}.
   *
   * @param logs see {@link io.churnlake.customer.CustomerLogs#of}, with the parts that are wanted
   * @param splits names of the splits, 'all' first
   * @param orders how many orders' gaps are counted
   * @param windowDays of being active
   */
  public static Dataset<Row> of(
      Dataset<Row> logs, List<String> splits, int orders, int windowDays, LocalDate asOf) {
    int today = Math.toIntExact(asOf.toEpochDay());
    return Groups.added(
        logs, TimingTally.shape(orders), () -> new TimingTally(splits, orders, windowDays, today));
  }

  /**
   * All that was counted.
   *
   * @param rows all of {@link #of}
   * @param orders the same as theirs
   * @throws io.churnlake.error.UserException if it is more than a driver should hold
   */
  public static TimingSums read(List<Row> rows, int orders) {
    return new TimingSums(
        TimingTally.shape(orders),
        Groups.read(
            rows,
            "Set a lower retention.split-values or retention.timing-orders, or fewer"
                + " retention.splits."));
  }

  /** Shows each part of each split with its counts, in order. */
  void forEach(BiConsumer<Group, GroupCounts> part) {
    parts.forEach((group, counts) -> part.accept(group, shape.of(counts)));
  }

  /** How many orders' gaps are counted. */
  int orders() {
    return shape.kinds() - 1;
  }
}
