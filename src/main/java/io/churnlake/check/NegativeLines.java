package io.churnlake.check;

import io.churnlake.config.SourceMapping;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Lines below zero in orders that sell, under codes that nobody buys: vouchers and discounts that
 * are not taken off the order's lines.
 */
final class NegativeLines implements Serializable {
  private static final long serialVersionUID = 1L;

  /** More codes are none of vouchers. */
  private static final int MOST_CODES = 100;

  private static final int MOST_SOLD = 50_000;
  private static final int SHOWN = 5;

  private final TreeMap<String, RowGroup> below = new TreeMap<>();
  private final Set<String> sold = new TreeSet<>();
  private boolean hasMany;

  void addSold(CheckedLine line) {
    if (!hasMany) {
      sold.add(line.code());
      hasMany = sold.size() > MOST_SOLD;
    }
  }

  /** A line below zero, in an order of which others count. */
  void addBelow(CheckedLine line) {
    if (!hasMany) {
      below
          .computeIfAbsent(line.code(), k -> new RowGroup())
          .add(line.place(), line.text(), line.amount());
      hasMany = below.size() > MOST_CODES;
    }
  }

  NegativeLines merge(NegativeLines other) {
    other.below.forEach(
        (code, group) -> below.computeIfAbsent(code, k -> new RowGroup()).merge(group));
    sold.addAll(other.sold);
    hasMany |= other.hasMany || below.size() > MOST_CODES || sold.size() > MOST_SOLD;
    return this;
  }

  List<Suspicion> suspicions(SourceMapping source, String currency) {
    TreeMap<String, RowGroup> codes = new TreeMap<>(below);
    codes.keySet().removeAll(sold);
    codes.keySet().removeAll(source.creditCodes());
    if (hasMany || codes.isEmpty()) {
      return List.of();
    }
    RowGroup all = new RowGroup();
    codes.values().forEach(all::merge);
    List<String> named = new ArrayList<>(codes.keySet());
    named.remove("");
    String listed =
        named.stream()
            .limit(SHOWN)
            .map(code -> "\"" + code + "\"")
            .collect(Collectors.joining(", "));
    return List.of(
        new Suspicion(
            String.format(
                Locale.ROOT,
                "%,d lines below zero, %s %s in all, stand in orders that sell, %s",
                all.rows(),
                all.amount().stripTrailingZeros().toPlainString(),
                currency,
                named.isEmpty() ? "without a code" : "under codes that are never sold"),
            "vouchers or discounts are not taken off the lines of their order, and revenue is"
                + " higher by that than what was paid",
            named.isEmpty()
                ? "columns.product-code, and vouchers = [...] with the codes of such lines"
                : "vouchers = [" + listed + "]; credit-codes, if they are credits",
            all.examples().list()));
  }
}
