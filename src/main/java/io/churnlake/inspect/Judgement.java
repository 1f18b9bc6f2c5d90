package io.churnlake.inspect;

import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which lines count, and why others do not: the rules of silver.order_lines, in their order. */
final class Judgement {
  private final SourceMapping source;

  Judgement(SourceMapping source) {
    this.source = source;
  }

  List<JudgedLine> judged(List<ReadLine> lines) {
    Map<String, Set<String>> customers = new HashMap<>();
    Map<String, LocalDate> days = new HashMap<>();
    for (ReadLine line : lines) {
      if (!line.customer().isEmpty()) {
        days.merge(order(line), line.day(), (a, b) -> a.isBefore(b) ? a : b);
        if (byItself(line).isEmpty()) {
          customers.computeIfAbsent(order(line), k -> new HashSet<>()).add(line.customer());
        }
      }
    }
    return lines.stream()
        .map(
            line ->
                new JudgedLine(
                    line,
                    days.getOrDefault(order(line), line.day()),
                    excluded(line, customers.getOrDefault(order(line), Set.of()))))
        .toList();
  }

  /** Without an order's number all lines of a customer on a day are one order. */
  String order(ReadLine line) {
    return source.has(Field.ORDER_ID) ? line.order() : line.customer() + '|' + line.day();
  }

  private String excluded(ReadLine line, Set<String> customers) {
    if (line.customer().isEmpty()) {
      return "no_customer";
    }
    return customers.size() > 1 ? "order_of_several_customers" : byItself(line);
  }

  private String byItself(ReadLine line) {
    SourceMapping.Counting counting = source.counting();
    if (line.cancelled() && !counting.cancelledLines()) {
      return "cancelled";
    }
    if (counting.positiveQuantity() && line.pieces().signum() <= 0) {
      return "quantity_not_positive";
    }
    BigDecimal price = line.price() == null ? line.amount() : line.price();
    if (counting.positivePrice() && price != null && price.signum() <= 0) {
      return "price_not_positive";
    }
    return !counting.noProductCodes() && source.noProductCodes().contains(line.code())
        ? "no_product"
        : "";
  }
}
