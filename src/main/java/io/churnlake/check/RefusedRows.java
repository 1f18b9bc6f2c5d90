package io.churnlake.check;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Rows that a load would reject, by their first reason, which is the cause of others. */
public final class RefusedRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of the words of a status that the mapping does not know, so many are kept. */
  private static final int MOST_WORDS = 100;

  private static final String UNKNOWN_STATUS = "status_unknown";

  private final TreeMap<String, RowGroup> byReason = new TreeMap<>();
  private final TreeMap<String, Long> words = new TreeMap<>();

  /**
   * Counts a row.
   *
   * @param value the field that the reason is about, or empty
   */
  void add(Place place, String reason, String value) {
    byReason.computeIfAbsent(reason, k -> new RowGroup()).add(place, value, BigDecimal.ZERO);
    if (reason.equals(UNKNOWN_STATUS) && (words.size() < MOST_WORDS || words.containsKey(value))) {
      words.merge(value, 1L, Long::sum);
    }
  }

  RefusedRows merge(RefusedRows other) {
    other.byReason.forEach(
        (reason, group) -> byReason.computeIfAbsent(reason, k -> new RowGroup()).merge(group));
    other.words.forEach((word, rows) -> words.merge(word, rows, Long::sum));
    return this;
  }

  /** By reason. */
  public Map<String, RowGroup> byReason() {
    return byReason;
  }

  /** Words of a status that the mapping has no place for, with their rows. */
  Map<String, Long> unknownStatuses() {
    return words;
  }

  /** Where the first of them stand. */
  Examples placesOfUnknownStatuses() {
    RowGroup group = byReason.get(UNKNOWN_STATUS);
    return group == null ? new Examples() : group.examples();
  }

  public long rows() {
    return byReason.values().stream().mapToLong(RowGroup::rows).sum();
  }
}
