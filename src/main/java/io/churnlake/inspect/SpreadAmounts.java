package io.churnlake.inspect;

import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is of a whole order, spread over its lines in a file: its total, or what a discount and
 * vouchers take off, in cents, as {@code OrderAmounts} spreads it.
 */
final class SpreadAmounts {
  private static final int CENTS = 2;

  private final SourceMapping source;

  SpreadAmounts(SourceMapping source) {
    this.source = source;
  }

  /** The same lines in the same order, with their parts. */
  List<ReadLine> spread(List<ReadLine> lines) {
    boolean totals = source.has(Field.ORDER_AMOUNT);
    if (!totals && !source.has(Field.ORDER_DISCOUNT) && source.vouchers().isEmpty()) {
      return lines;
    }
    Map<String, List<Integer>> orders = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      ReadLine line = lines.get(i);
      if (line.isGood() && !line.moneyBack()) {
        boolean back = !totals && line.takesBack();
        orders
            .computeIfAbsent(
                line.file() + '\0' + line.order() + '\0' + back, k -> new ArrayList<>())
            .add(i);
      }
    }
    List<ReadLine> spread = new ArrayList<>(lines);
    for (List<Integer> places : orders.values()) {
      if (totals) {
        shareTotal(spread, places);
      } else {
        takeOff(spread, places);
      }
    }
    return spread;
  }

  private void shareTotal(List<ReadLine> lines, List<Integer> places) {
    List<Integer> sharing =
        places.stream()
            .filter(at -> !(isVoucher(lines.get(at)) && weight(lines.get(at)).signum() < 0))
            .sorted(sequence(lines))
            .toList();
    places.stream()
        .filter(at -> !sharing.contains(at))
        .forEach(at -> lines.set(at, lines.get(at).withAmount(BigDecimal.ZERO)));
    Optional<BigDecimal> total =
        sharing.stream()
            .flatMap(at -> Optional.ofNullable(lines.get(at).orderAmount()).stream())
            .findFirst();
    if (total.isPresent()) {
      List<BigDecimal> weights = sharing.stream().map(at -> weight(lines.get(at))).toList();
      List<BigDecimal> parts = parts(total.get(), weights);
      for (int i = 0; i < sharing.size(); i++) {
        int at = sharing.get(i);
        lines.set(at, lines.get(at).withAmount(parts.get(i)));
      }
    }
  }

  private BigDecimal weight(ReadLine line) {
    BigDecimal price = line.price();
    return price == null ? line.pieces() : line.pieces().multiply(price);
  }

  private void takeOff(List<ReadLine> lines, List<Integer> places) {
    boolean back = lines.get(places.get(0)).takesBack();
    List<Integer> sharing =
        places.stream().filter(at -> shares(lines.get(at), back)).sorted(sequence(lines)).toList();
    if (sharing.isEmpty()) {
      return;
    }
    BigDecimal off = BigDecimal.ZERO;
    BigDecimal discount = BigDecimal.ZERO;
    for (int at : places) {
      ReadLine line = lines.get(at);
      if (isVoucher(line) && line.amountOrNothing().signum() < 0) {
        off = off.subtract(line.amountOrNothing());
        lines.set(at, line.withAmount(BigDecimal.ZERO));
      }
      discount = discount.max(line.orderDiscount());
    }
    List<BigDecimal> weights =
        sharing.stream().map(at -> lines.get(at).amountOrNothing().abs()).toList();
    BigDecimal goods = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    List<BigDecimal> parts = parts(off.add(discount).min(goods), weights);
    for (int i = 0; i < sharing.size(); i++) {
      ReadLine line = lines.get(sharing.get(i));
      BigDecimal part = back ? parts.get(i).negate() : parts.get(i);
      lines.set(sharing.get(i), line.withAmount(line.amountOrNothing().subtract(part)));
    }
  }

  private boolean shares(ReadLine line, boolean back) {
    boolean product =
        source.counting().noProductCodes() || !source.noProductCodes().contains(line.code());
    int sign = line.amountOrNothing().signum();
    return product
        && (back
            ? sign < 0 && !isVoucher(line)
            : sign > 0 && line.pieces().signum() > 0 && !line.cancelled());
  }

  private boolean isVoucher(ReadLine line) {
    return source.vouchers().contains(line.code());
  }

  /** By number, then by product: which line is the last decides where a cent goes. */
  private static Comparator<Integer> sequence(List<ReadLine> lines) {
    return Comparator.<Integer>comparingInt(at -> lines.get(at).line().length())
        .thenComparing(at -> lines.get(at).line())
        .thenComparing(at -> lines.get(at).product())
        .thenComparing(Comparator.naturalOrder());
  }

  /** The parts add up to the total; the last one takes what is left. */
  private static List<BigDecimal> parts(BigDecimal total, List<BigDecimal> weights) {
    BigDecimal all = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    List<BigDecimal> parts = new ArrayList<>();
    BigDecimal left = total;
    for (int i = 0; i < weights.size(); i++) {
      boolean last = i == weights.size() - 1;
      BigDecimal part =
          all.signum() == 0
              ? BigDecimal.ZERO
              : total.multiply(weights.get(i)).divide(all, CENTS, RoundingMode.HALF_UP);
      parts.add(last ? left : part);
      left = left.subtract(part);
    }
    return parts;
  }
}
