package io.churnlake.check;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Orders that several files deliver, and not alike. Parts of an order that have no line in common
 * are no contradiction. Lines come order by order.
 */
final class OrdersAgain implements Serializable {
  private static final long serialVersionUID = 1L;

  private long several;
  private long changed;
  private long lacking;
  private final Examples places = new Examples();

  private transient List<DeliveredLine> open = new ArrayList<>();

  void add(DeliveredLine line) {
    if (!open.isEmpty() && !open.get(0).order().equals(line.order())) {
      end();
    }
    open.add(line);
  }

  /** Closes the last order. */
  void end() {
    List<DeliveredLine> order = open;
    open = new ArrayList<>();
    TreeMap<String, Map<Long, List<String>>> files = new TreeMap<>();
    for (DeliveredLine line : order) {
      files
          .computeIfAbsent(line.place().file(), k -> new TreeMap<>())
          .computeIfAbsent(line.sameLine(), k -> new ArrayList<>())
          .add(line.content());
    }
    if (files.size() < 2) {
      return;
    }
    files.values().forEach(lines -> lines.values().forEach(Collections::sort));
    several++;
    boolean isChanged = false;
    boolean isLacking = false;
    List<Map<Long, List<String>>> deliveries = List.copyOf(files.values());
    for (int i = 1; i < deliveries.size(); i++) {
      Map<Long, List<String>> before = deliveries.get(i - 1);
      Map<Long, List<String>> after = deliveries.get(i);
      boolean hasCommon = before.keySet().stream().anyMatch(after::containsKey);
      isLacking |= hasCommon && !after.keySet().containsAll(before.keySet());
      isChanged |=
          before.entrySet().stream()
              .anyMatch(
                  line ->
                      after.containsKey(line.getKey())
                          && !line.getValue().equals(after.get(line.getKey())));
    }
    changed += isChanged ? 1 : 0;
    lacking += isLacking ? 1 : 0;
    if (isChanged || isLacking) {
      String last = files.lastKey();
      order.stream()
          .filter(line -> line.place().file().equals(last))
          .findFirst()
          .ifPresent(line -> places.add(line.place(), line.order()));
    }
  }

  OrdersAgain merge(OrdersAgain other) {
    several += other.several;
    changed += other.changed;
    lacking += other.lacking;
    places.merge(other.places);
    return this;
  }

  /** Orders in more than one file. */
  long several() {
    return several;
  }

  /** Of these, those with a line that says something else in another file. */
  long changed() {
    return changed;
  }

  /** Of these, those of which a later file has some lines and not all that were there. */
  long lacking() {
    return lacking;
  }

  Examples places() {
    return places;
  }
}
