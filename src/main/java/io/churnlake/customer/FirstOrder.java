package io.churnlake.customer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer's first counting order: of the first day, then of the earliest line, then of the least
 * id. Its channel, country and source are those of its earliest line.
 */
final class FirstOrder {
  private final HistoryLine earliest;
  private final Map<@Nullable String, Long> products = new HashMap<>();
  private final Map<@Nullable String, Long> categories = new HashMap<>();
  private @Nullable Boolean discounted;

  private FirstOrder(HistoryLine earliest) {
    this.earliest = earliest;
  }

  /**
   * The first order so far, with a further line.
   *
   * @param line counting; lines come by day, order id and time
   */
  static FirstOrder earlier(@Nullable FirstOrder before, HistoryLine line) {
    if (before != null && before.earliest.order().equals(line.order())) {
      before.add(line);
      return before;
    }
    if (before != null && (line.day() > before.day() || line.time() >= before.earliest.time())) {
      return before;
    }
    // A later line of this order cannot be earlier than this one.
    FirstOrder first = new FirstOrder(line);
    first.add(line);
    return first;
  }

  private void add(HistoryLine line) {
    products.merge(line.product(), HistoryLine.orZero(line.amount()), Math::addExact);
    categories.merge(line.category(), HistoryLine.orZero(line.amount()), Math::addExact);
    if (line.discount() != null) {
      discounted = Boolean.TRUE.equals(discounted) || line.discount() > 0;
    }
  }

  int day() {
    return earliest.day();
  }

  @Nullable String channel() {
    return earliest.channel();
  }

  @Nullable String country() {
    return earliest.country();
  }

  @Nullable String source() {
    return earliest.source();
  }

  /** Whether some line had a discount; NULL where the log does not say. */
  @Nullable Boolean discounted() {
    return discounted;
  }

  @Nullable String product() {
    return main(products);
  }

  @Nullable String category() {
    return main(categories);
  }

  /** The value of highest revenue, then none, then the least. */
  private static @Nullable String main(Map<@Nullable String, Long> revenue) {
    return revenue.entrySet().stream()
        .min(
            Comparator.comparing(
                    (Map.Entry<@Nullable String, Long> value) ->
                        -HistoryLine.orZero(value.getValue()))
                .thenComparing(Map.Entry::getKey, HistoryLine.BYTES))
        .orElseThrow()
        .getKey();
  }
}
