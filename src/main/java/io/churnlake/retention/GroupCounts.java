package io.churnlake.retention;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is counted of a group of customers: sums, and spells of one or more kinds by their days.
 * Whole numbers only, so that it may be counted in pieces that are added up in whatever order.
 */
final class GroupCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] sums;
  private final Map<Integer, long[]>[] spells;

  GroupCounts(int sums, int kinds) {
    this.sums = new long[sums];
    this.spells = maps(kinds);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<Integer, long[]>[] maps(int kinds) {
    Map<Integer, long[]>[] maps = new Map[kinds];
    Arrays.setAll(maps, kind -> new HashMap<Integer, long[]>());
    return maps;
  }

  /**
   * Adds amounts to the sums from one on.
   *
   * @throws ArithmeticException if a sum is too large for a long
   */
  void add(int from, long... amounts) {
    for (int i = 0; i < amounts.length; i++) {
      sums[from + i] = Math.addExact(sums[from + i], amounts[i]);
    }
  }

  /**
   * Counts a spell.
   *
   * @return whether it is the first one of its kind with so many days
   */
  boolean add(int kind, Spell spell) {
    return add(kind, spell.days(), spell.ended() ? 1 : 0, spell.ended() ? 0 : 1);
  }

  private boolean add(int kind, int days, long ended, long censored) {
    long[] counts = spells[kind].get(days);
    boolean isNew = counts == null;
    if (counts == null) {
      counts = new long[2];
      spells[kind].put(days, counts);
    }
    counts[0] += ended;
    counts[1] += censored;
    return isNew;
  }

  long sum(int i) {
    return sums[i];
  }

  /** The spells of a kind, in ascending order. */
  DayCounts spells(int kind) {
    DayCounts counts = new DayCounts();
    new TreeMap<>(spells[kind]).forEach((days, own) -> counts.add(days, own[0], own[1]));
    return counts;
  }

  /**
   * Adds counts with as many sums and kinds.
   *
   * @return how many spells with so many days were not known before
   */
  int add(GroupCounts other) {
    add(0, other.sums);
    int fresh = 0;
    for (int kind = 0; kind < spells.length; kind++) {
      for (Map.Entry<Integer, long[]> days : other.spells[kind].entrySet()) {
        long[] own = days.getValue();
        fresh += add(kind, days.getKey(), own[0], own[1]) ? 1 : 0;
      }
    }
    return fresh;
  }
}
