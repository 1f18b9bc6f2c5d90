package io.churnlake.retention;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Groups of customers and their counts. */
final class Groups implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Shape shape;
  private final Map<Group, GroupCounts> counts = new HashMap<>();
  private int cells;

  /** How many sums and kinds of spells each group has. */
  record Shape(int sums, int kinds) implements Serializable {
    GroupCounts empty() {
      return new GroupCounts(sums, kinds);
    }
  }

  Groups(Shape shape) {
    this.shape = shape;
  }

  /** Adds amounts to the group's sums from one on. */
  void add(Group group, int from, long... amounts) {
    of(group).add(from, amounts);
  }

  /** Counts a spell of the group. */
  void add(Group group, int kind, Spell spell) {
    if (of(group).add(kind, spell)) {
      cells++;
    }
  }

  private GroupCounts of(Group group) {
    return counts.computeIfAbsent(
        group,
        none -> {
          // The room that sums take, in that of spells.
          cells += 1 + shape.sums() / 8;
          return shape.empty();
        });
  }

  /** Takes the other's counts in. */
  void add(Groups other) {
    other.counts.forEach(
        (group, own) -> {
          // First: it counts the group itself, if that is new.
          int fresh = of(group).add(own);
          cells += fresh;
        });
  }

  /** How much there is to be kept. */
  int cells() {
    return cells;
  }

  /** The groups in order. */
  SortedMap<Group, GroupCounts> sorted() {
    return new TreeMap<>(counts);
  }
}
