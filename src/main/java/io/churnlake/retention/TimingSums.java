package io.churnlake.retention;

import java.util.SortedMap;
import java.util.function.BiConsumer;

/**
 * The times between orders and to the first lapse as of a date, counted by days for each part of
 * each split: what gold.order_timing and the survival tables are made of. They are bounded by the
 * calendar and by the parts that are shown, not by the customers.
 */
public final class TimingSums {
  private final SortedMap<Group, GroupCounts> parts;
  private final int orders;

  TimingSums(SortedMap<Group, GroupCounts> parts, int orders) {
    this.parts = parts;
    this.orders = orders;
  }

  /** Shows each part of each split with its counts, in order. */
  void forEach(BiConsumer<Group, GroupCounts> part) {
    parts.forEach(part);
  }

  /** How many orders' gaps are counted. */
  int orders() {
    return orders;
  }
}
