package io.churnlake.customer;

import io.churnlake.table.Cohorts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which of the splits that {@link CustomerLog#splitValues} holds are looked at, and which of their
 * values are parts of their own.
 *
 * @param names the splits, {@link Cohorts#ALL} first
 * @param indices where each one's value stands in a log
 * @param shown values of each split that are parts of their own, in the splits' order; empty for
 *     every value
 */
public record SplitView(List<String> names, List<Integer> indices, List<Set<String>> shown)
    implements Serializable {

  /** Splits as they stand in the logs, 'all' first, with each value a part of its own. */
  public static SplitView ofAll(List<String> names) {
    return new SplitView(
        List.copyOf(names), IntStream.range(0, names.size()).boxed().toList(), List.of());
  }

  /**
   * 'all' and some of the splits.
   *
   * @param known the splits of the logs, 'all' first
   * @param wanted those to look at, without 'all'
   * @throws IllegalArgumentException if the logs do not have one of them
   */
  public static SplitView of(List<String> known, List<String> wanted) {
    List<String> names = CustomerLogs.names(wanted);
    List<Integer> indices = new ArrayList<>();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException("no split " + name + " among " + known);
      }
      indices.add(known.indexOf(name));
    }
    return new SplitView(names, List.copyOf(indices), List.of());
  }

  /** The same with parts for the most frequent values only. */
  public SplitView limited(SplitCounts counts, int most) {
    List<Set<String>> sets = new ArrayList<>();
    for (int index : indices) {
      sets.add(index == 0 ? Set.of(Cohorts.ALL) : counts.mostFrequent(index, most));
    }
    return new SplitView(names, indices, List.copyOf(sets));
  }

  /** How many splits there are, 'all' being one. */
  public int size() {
    return names.size();
  }

  /** The part of the i-th split that the customer belongs to. */
  public String value(CustomerLog log, int i) {
    String value = log.splitValues().get(indices.get(i));
    // Who never bought is of no known part, even where all who bought are of known ones.
    return shown.isEmpty() || value.equals(Splits.UNKNOWN) || shown.get(i).contains(value)
        ? value
        : Splits.OTHER;
  }
}
