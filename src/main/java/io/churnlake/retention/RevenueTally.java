package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.LogTally;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up, over customers, what became of each one's revenue from period to period. A customer is
 * taken once, as a row of months, and leaves numbers of a size that depends on the periods alone.
 */
public final class RevenueTally implements LogTally<RevenueTally> {
  private static final int YEAR = 12;

  /** Before the log's first period lies no order, so that an unknown one is never new. */
  private static final int UNKNOWN = Integer.MIN_VALUE / 2;

  private final LocalDate asOf;
  private final Map<Series, Map<Integer, RevenueCell>> cells = new HashMap<>();

  private record Series(boolean net, RevenueSpan span) implements Serializable {}

  /**
   * An empty one.
   *
   * @param asOf periods that begin later are not counted
   */
  public RevenueTally(LocalDate asOf) {
    this.asOf = asOf;
  }

  @Override
  public void add(CustomerLog log) {
    for (boolean net : new boolean[] {false, true}) {
      List<CustomerLog.Day> days =
          log.days().stream().filter(day -> day.revenue(net) != 0).toList();
      if (!days.isEmpty()) {
        for (RevenueSpan span : RevenueSpan.values()) {
          add(log, days, net, span);
        }
      }
    }
  }

  /** Periods that end with each unit from the customer's first to the last that can miss them. */
  private void add(CustomerLog log, List<CustomerLog.Day> days, boolean net, RevenueSpan span) {
    int firstUnit = unit(span, days.get(0).date());
    int lastUnit =
        Math.min(unit(span, days.get(days.size() - 1).date()) + 2 * YEAR, span.unit().index(asOf));
    int firstOrder = log.firstOrder() == CustomerLog.NEVER ? UNKNOWN : unit(span, log.firstOrder());
    long[] revenue = new long[lastUnit - firstUnit + 1];
    for (CustomerLog.Day day : days) {
      int at = unit(span, day.date()) - firstUnit;
      revenue[at] = Math.addExact(revenue[at], day.revenue(net));
    }
    Map<Integer, RevenueCell> own =
        cells.computeIfAbsent(new Series(net, span), series -> new HashMap<>());
    int length = span.length();
    long now = 0;
    long before = 0;
    for (int at = 0; at < revenue.length; at++) {
      long leaves = at >= length ? revenue[at - length] : 0;
      now += revenue[at] - leaves;
      before += leaves - (at >= 2 * length ? revenue[at - 2 * length] : 0);
      if (now != 0 || before != 0) {
        int unit = firstUnit + at;
        at(own, unit).add(now, before, firstOrder > unit - length);
      }
    }
  }

  private static int unit(RevenueSpan span, int date) {
    return span.unit().index(LocalDate.ofEpochDay(date));
  }

  private static RevenueCell at(Map<Integer, RevenueCell> own, int unit) {
    return own.computeIfAbsent(unit, number -> new RevenueCell());
  }

  @Override
  public RevenueTally plus(RevenueTally other) {
    other.cells.forEach(
        (series, others) -> {
          Map<Integer, RevenueCell> own = cells.computeIfAbsent(series, name -> new HashMap<>());
          others.forEach((unit, cell) -> at(own, unit).add(cell));
        });
    return this;
  }

  @Override
  public int cells() {
    return cells.values().stream().mapToInt(Map::size).sum();
  }

  /** Sums of the period that ends with the unit; of nobody if nothing was bought. */
  RevenueCell at(boolean net, RevenueSpan span, int unit) {
    return cells
        .getOrDefault(new Series(net, span), Map.of())
        .getOrDefault(unit, new RevenueCell());
  }
}
