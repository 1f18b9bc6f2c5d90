package io.churnlake.check;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Orders that several files deliver, and not alike. Files without a line in common may be parts of
 * an order, or an order whose contents were replaced. Lines come order by order.
 */
final class OrdersAgain implements Serializable {
  private static final long serialVersionUID = 1L;

  private long several;
  private long changed;
  private long lacking;
  private long apart;
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
    boolean isApart = false;
    List<Map<Long, List<String>>> deliveries = List.copyOf(files.values());
    for (int i = 1; i < deliveries.size(); i++) {
      Map<Long, List<String>> before = deliveries.get(i - 1);
      Map<Long, List<String>> after = deliveries.get(i);
      boolean hasCommon = before.keySet().stream().anyMatch(after::containsKey);
      isApart |= !hasCommon;
      isLacking |= hasCommon && before.entrySet().stream().anyMatch(it -> isMore(it, after));
      isChanged |= before.entrySet().stream().anyMatch(it -> isOther(it, after));
    }
    changed += isChanged ? 1 : 0;
    lacking += isLacking ? 1 : 0;
    apart += isApart ? 1 : 0;
    if (isChanged || isLacking || isApart) {
      String last = files.lastKey();
      order.stream()
          .filter(line -> line.place().file().equals(last))
          .findFirst()
          .ifPresent(line -> places.add(line.place(), line.order()));
    }
  }

  /** Whether there are more such lines than later. */
  private static boolean isMore(
      Map.Entry<Long, List<String>> lines, Map<Long, List<String>> after) {
    return lines.getValue().size() > after.getOrDefault(lines.getKey(), List.of()).size();
  }

  /** Whether such lines say something later that none of them said. */
  private static boolean isOther(
      Map.Entry<Long, List<String>> lines, Map<Long, List<String>> after) {
    List<String> added = new ArrayList<>(after.getOrDefault(lines.getKey(), List.of()));
    List<String> gone = new ArrayList<>(lines.getValue());
    lines.getValue().forEach(added::remove);
    after.getOrDefault(lines.getKey(), List.of()).forEach(gone::remove);
    return !added.isEmpty() && !gone.isEmpty();
  }

  OrdersAgain merge(OrdersAgain other) {
    several += other.several;
    changed += other.changed;
    lacking += other.lacking;
    apart += other.apart;
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

  /** Of these, those of which two files have no line in common. */
  long apart() {
    return apart;
  }

  Examples places() {
    return places;
  }
}
