package io.churnlake.customer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How many customers with a counting order have each value of each split. */
public final class SplitCounts implements LogTally<SplitCounts> {

  /** By frequency, then as Spark orders strings: by their bytes. */
  private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT_FIRST =
      Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
          .thenComparing(
              Map.Entry.comparingByKey(
                  (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8))));

  private final List<Map<String, Long>> customers = new ArrayList<>();
  private int cells;

  @Override
  public void add(CustomerLog log) {
    if (log.firstOrder() == CustomerLog.NEVER) {
      return;
    }
    for (int split = 0; split < log.splitValues().size(); split++) {
      add(split, log.splitValues().get(split), 1);
    }
  }

  private void add(int split, String value, long count) {
    while (customers.size() <= split) {
      customers.add(new HashMap<>());
    }
    if (customers.get(split).merge(value, count, Long::sum) == count) {
      cells++;
    }
  }

  @Override
  public SplitCounts plus(SplitCounts other) {
    for (int split = 0; split < other.customers.size(); split++) {
      int at = split;
      other.customers.get(split).forEach((value, count) -> add(at, value, count));
    }
    return this;
  }

  @Override
  public int cells() {
    return cells;
  }

  /** Customers with a counting order: the one value of 'all' has them. */
  public long customers() {
    return customers.isEmpty()
        ? 0
        : customers.get(0).values().stream().mapToLong(Long::longValue).sum();
  }

  /** Up to so many values of a split, the most frequent ones; unknown is one more. */
  Set<String> mostFrequent(int split, int most) {
    return split >= customers.size()
        ? Set.of()
        : customers.get(split).entrySet().stream()
            .filter(entry -> !entry.getKey().equals(Splits.UNKNOWN))
            .sorted(MOST_FREQUENT_FIRST)
            .limit(most)
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
  }
}
