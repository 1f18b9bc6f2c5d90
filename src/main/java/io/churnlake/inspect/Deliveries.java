package io.churnlake.inspect;

import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import io.churnlake.orders.OrderLines;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lines of several files, each once and as it was delivered last: what a line that comes again
 * restates, and what it does not, is what {@code OrderLines} says of all lines.
 */
final class Deliveries {
  private final SourceMapping source;

  Deliveries(SourceMapping source) {
    this.source = source;
  }

  /**
   * The lines that are left.
   *
   * @param lines good ones, in the order of their files
   */
  List<ReadLine> latest(List<ReadLine> lines) {
    List<ReadLine> delivered = source.keepRepeats() ? lines : withoutRepeats(lines);
    if (source.restatement() == SourceMapping.Restatement.REPLACE_ORDER) {
      return ofLatestFile(delivered);
    }
    Map<String, List<ReadLine>> kept = new LinkedHashMap<>();
    byFile(delivered)
        .values()
        .forEach(
            file ->
                byKey(file)
                    .forEach(
                        (key, again) ->
                            kept.merge(key, again, (there, next) -> restated(there, next))));
    return kept.values().stream().flatMap(List::stream).toList();
  }

  private static Map<String, List<ReadLine>> byFile(List<ReadLine> lines) {
    Map<String, List<ReadLine>> files = new LinkedHashMap<>();
    lines.forEach(line -> files.computeIfAbsent(line.file(), k -> new ArrayList<>()).add(line));
    return files;
  }

  private Map<String, List<ReadLine>> byKey(List<ReadLine> lines) {
    Map<String, List<ReadLine>> keys = new LinkedHashMap<>();
    lines.forEach(line -> keys.computeIfAbsent(key(line), k -> new ArrayList<>()).add(line));
    return keys;
  }

  /** What two deliveries of a line have in common. */
  private String key(ReadLine line) {
    if (source.restatement() == SourceMapping.Restatement.APPEND
        || !source.keepRepeats()
        || !source.has(Field.ORDER_ID)) {
      return identity(line);
    }
    return source.has(Field.LINE_ID) || line.moneyBack()
        ? joined(line.order(), line.line())
        : joined(line.order(), line.product(), String.valueOf(line.time()));
  }

  private static String identity(ReadLine line) {
    return joined(
        line.order(),
        line.line(),
        line.product(),
        String.valueOf(line.time()),
        line.customer(),
        line.pieces().toPlainString(),
        line.amountOrNothing().toPlainString(),
        line.currency(),
        String.valueOf(line.cancelled()));
  }

  private static String joined(String... parts) {
    return String.join("\0", parts);
  }

  /** Identical lines are paired first; there are as many as in the file that holds most. */
  private static List<ReadLine> restated(List<ReadLine> there, List<ReadLine> again) {
    List<ReadLine> left = new ArrayList<>(there);
    List<ReadLine> others = new ArrayList<>();
    for (ReadLine next : again) {
      if (!removeFirst(left, known -> identity(known).equals(identity(next)))) {
        others.add(next);
      }
    }
    others.forEach(next -> removeFirst(left, known -> restates(next, known)));
    return Stream.concat(left.stream(), again.stream()).toList();
  }

  private static boolean removeFirst(
      List<ReadLine> lines, java.util.function.Predicate<ReadLine> wanted) {
    for (int i = 0; i < lines.size(); i++) {
      if (wanted.test(lines.get(i))) {
        lines.remove(i);
        return true;
      }
    }
    return false;
  }

  private static boolean restates(ReadLine next, ReadLine known) {
    boolean near =
        Math.abs(ChronoUnit.DAYS.between(known.day(), next.day())) <= OrderLines.FAR_APART_DAYS;
    boolean sameCustomer =
        known.customer().isEmpty()
            || next.customer().isEmpty()
            || known.customer().equals(next.customer());
    boolean sameSale =
        known.day().equals(next.day())
            && known.product().equals(next.product())
            && known.pieces().compareTo(next.pieces()) == 0
            && price(known).compareTo(price(next)) == 0;
    boolean onlyBack = next.amountOrNothing().signum() < 0 && known.amountOrNothing().signum() >= 0;
    return near && (sameCustomer || sameSale) && (!onlyBack || next.moneyBack());
  }

  private static BigDecimal price(ReadLine line) {
    BigDecimal price = line.price();
    return price == null ? line.amountOrNothing() : price;
  }

  private static List<ReadLine> withoutRepeats(List<ReadLine> lines) {
    Map<String, ReadLine> once = new LinkedHashMap<>();
    lines.forEach(line -> once.putIfAbsent(identity(line), line));
    return List.copyOf(once.values());
  }

  private static List<ReadLine> ofLatestFile(List<ReadLine> lines) {
    Map<String, String> latest = new HashMap<>();
    lines.forEach(
        line -> latest.merge(line.order(), line.file(), (a, b) -> a.compareTo(b) > 0 ? a : b));
    return lines.stream().filter(line -> line.file().equals(latest.get(line.order()))).toList();
  }
}
