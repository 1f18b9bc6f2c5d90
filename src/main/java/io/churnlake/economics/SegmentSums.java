package io.churnlake.economics;

import io.churnlake.customer.CustomerLog;
import io.churnlake.table.UnitEconomics;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Customers by their segment, and all together: those with a counting order or a segment. */
final class SegmentSums implements Serializable {
  private static final long serialVersionUID = 1L;

  static final int CUSTOMERS = 0;
  static final int REFERRING = 1;
  static final int PROMOTERS = 2;
  static final int PASSIVES = 3;
  static final int DETRACTORS = 4;
  static final int LINE_BUYERS = 5;
  static final int LINES = 6;
  static final int FULL = 7;
  static final int FULL_SQUARED = 8;
  static final int FULL_TIMES_LINES = 9;
  static final int LINES_SQUARED = 10;
  static final int CATEGORISED = 11;
  static final int CATEGORIES = 12;
  static final int CATEGORIES_SQUARED = 13;
  static final int AT_START = 14;
  static final int RETAINED = 15;
  static final int BUYERS = 16;
  static final int REPEAT_BUYERS = 17;

  private static final int WIDTH = 18;

  private final Scope scope;
  private final Sums<String> segments = new Sums<>(WIDTH);

  SegmentSums(Scope scope) {
    this.scope = scope;
  }

  void add(Person person, List<ActiveMonths> runs) {
    if (person.hasBought() || person.segment() != null) {
      long[] own = of(person, runs);
      for (String part : List.of(Person.named(person.segment()), UnitEconomics.ALL)) {
        for (int i = 0; i < own.length; i++) {
          segments.add(part, i, own[i]);
        }
      }
    }
  }

  private long[] of(Person person, List<ActiveMonths> runs) {
    long[] own = new long[WIDTH];
    own[CUSTOMERS] = 1;
    own[REFERRING] = person.refers() ? 1 : 0;
    Answer newest = person.newest();
    NpsCounts answer = newest == null ? NpsCounts.NONE : newest.counts();
    own[PROMOTERS] = answer.promoters();
    own[PASSIVES] = answer.passives();
    own[DETRACTORS] = answer.detractors();
    bought(own, runs);
    boolean atStart = covered(runs, scope.lastEnded() - 1);
    own[AT_START] = atStart ? 1 : 0;
    own[RETAINED] = atStart && covered(runs, scope.lastEnded()) ? 1 : 0;
    own[BUYERS] = person.occasions() >= 1 ? 1 : 0;
    own[REPEAT_BUYERS] = person.occasions() >= 2 ? 1 : 0;
    return own;
  }

  private static void bought(long[] own, List<ActiveMonths> runs) {
    long lines = 0;
    long full = 0;
    Set<String> categories = new HashSet<>();
    for (ActiveMonths run : runs) {
      for (CustomerLog.Day day : run.days()) {
        lines += day.lines();
        full += day.fullPriceLines();
        categories.addAll(day.categories());
      }
    }
    own[LINE_BUYERS] = lines > 0 ? 1 : 0;
    own[LINES] = lines;
    own[FULL] = full;
    own[FULL_SQUARED] = Math.multiplyExact(full, full);
    own[FULL_TIMES_LINES] = Math.multiplyExact(full, lines);
    own[LINES_SQUARED] = Math.multiplyExact(lines, lines);
    own[CATEGORISED] = categories.isEmpty() ? 0 : 1;
    own[CATEGORIES] = categories.size();
    own[CATEGORIES_SQUARED] = (long) categories.size() * categories.size();
  }

  private static boolean covered(List<ActiveMonths> runs, int month) {
    return runs.stream().anyMatch(run -> run.covers(month));
  }

  void add(SegmentSums other) {
    segments.add(other.segments);
  }

  int cells() {
    return segments.size();
  }

  Sums<String> segments() {
    return segments;
  }
}
