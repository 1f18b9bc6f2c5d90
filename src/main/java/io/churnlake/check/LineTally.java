package io.churnlake.check;

import io.churnlake.orders.OrderLines;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What judged lines come to: by the rule that keeps them from counting, and those that count. */
public final class LineTally implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String currency;
  private final RowGroup counting = new RowGroup();
  private final RowGroup moneyBack = new RowGroup();
  private final RowGroup belowZero = new RowGroup();
  private final RowGroup cancelledAbove = new RowGroup();
  private final TreeMap<String, RowGroup> excluded = new TreeMap<>();
  private final TreeMap<YearMonth, BigDecimal> months = new TreeMap<>();
  private final TreeMap<String, Long> foreign = new TreeMap<>();
  private @Nullable LocalDate first;
  private @Nullable LocalDate last;

  /**
   * Of no lines yet.
   *
   * @param currency the one to report in
   */
  LineTally(String currency) {
    this.currency = currency;
  }

  void add(CheckedLine line) {
    boolean isReported = line.currency().equals(currency);
    BigDecimal amount = isReported ? line.amount() : BigDecimal.ZERO;
    if (!isReported) {
      foreign.merge(line.currency(), 1L, Long::sum);
    }
    if (line.moneyBack()) {
      moneyBack.add(line.place(), line.text(), amount);
      return;
    }
    if (!line.counts()) {
      excluded
          .computeIfAbsent(line.excluded(), k -> new RowGroup())
          .add(line.place(), line.text(), amount);
      if (line.excluded().equals(OrderLines.CANCELLED) && line.amount().signum() > 0) {
        cancelledAbove.add(line.place(), line.text(), amount);
      }
      return;
    }
    counting.add(line.place(), line.text(), amount);
    if (line.amount().signum() < 0) {
      belowZero.add(line.place(), line.text(), amount);
    }
    months.merge(YearMonth.from(line.orderDate()), amount, BigDecimal::add);
    seen(line.orderDate(), line.orderDate());
  }

  private void seen(LocalDate from, LocalDate to) {
    first = first == null || from.isBefore(first) ? from : first;
    last = last == null || to.isAfter(last) ? to : last;
  }

  LineTally merge(LineTally other) {
    counting.merge(other.counting);
    moneyBack.merge(other.moneyBack);
    belowZero.merge(other.belowZero);
    cancelledAbove.merge(other.cancelledAbove);
    other.excluded.forEach(
        (rule, group) -> excluded.computeIfAbsent(rule, k -> new RowGroup()).merge(group));
    other.months.forEach((month, amount) -> months.merge(month, amount, BigDecimal::add));
    other.foreign.forEach((code, lines) -> foreign.merge(code, lines, Long::sum));
    if (other.first != null && other.last != null) {
      seen(other.first, other.last);
    }
    return this;
  }

  public RowGroup counting() {
    return counting;
  }

  /** Of the counting ones, those that come to less than nothing. */
  RowGroup belowZero() {
    return belowZero;
  }

  /** Of the cancelled ones, those that come to more than nothing. */
  RowGroup cancelledAbove() {
    return cancelledAbove;
  }

  /** By the rule, as silver.order_lines.excluded_because has it. */
  public Map<String, RowGroup> excluded() {
    return excluded;
  }

  /** What orders gave back without goods; such lines are neither counting nor excluded. */
  public RowGroup moneyBack() {
    return moneyBack;
  }

  /** What counting lines come to, by month of the order. */
  public Map<YearMonth, BigDecimal> months() {
    return months;
  }

  /** Lines in other currencies that no rate is known of, by currency. */
  public Map<String, Long> foreign() {
    return foreign;
  }

  /** First day of an order that counts; null if none does. */
  public @Nullable LocalDate first() {
    return first;
  }

  public @Nullable LocalDate last() {
    return last;
  }

  /** Every line, each once. */
  public long lines() {
    return counting.rows()
        + moneyBack.rows()
        + excluded.values().stream().mapToLong(RowGroup::rows).sum();
  }
}
