package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import io.churnlake.quality.Period;
import io.churnlake.table.Cohorts;
import io.churnlake.table.RevenueRetention;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Adds up, over customers, what became of each one's revenue from period to period. A customer is
 * taken once, as a row of months, and leaves numbers of a size that depends on the periods alone.
 */
final class RevenueTally implements Tally {
  private static final int QUARTER = 3;
  private static final int YEAR = 12;

  private final Map<Cell, RevenueCell> cells = new HashMap<>();

  /** Before the log's first period lies no order, so that an unknown one is never new. */
  private static final int UNKNOWN = Integer.MIN_VALUE / 2;

  private record Cell(boolean net, String span, int unit) {}

  @Override
  public void add(CustomerLog log) {
    for (boolean net : new boolean[] {false, true}) {
      add(log, net);
    }
  }

  private void add(CustomerLog log, boolean net) {
    List<CustomerLog.Day> days = log.days().stream().filter(day -> day.revenue(net) != 0).toList();
    if (days.isEmpty()) {
      return;
    }
    // Units to come too, in which what is known to date is missed; they are shown when they begin.
    int firstMonth = month(days.get(0));
    int lastMonth = month(days.get(days.size() - 1)) + 2 * YEAR;
    int firstQuarter = Math.floorDiv(firstMonth, QUARTER);
    long[] monthly = new long[lastMonth - firstMonth + 1];
    long[] quarterly = new long[Math.floorDiv(lastMonth, QUARTER) - firstQuarter + 1];
    for (CustomerLog.Day day : days) {
      int month = month(day);
      monthly[month - firstMonth] = Math.addExact(monthly[month - firstMonth], day.revenue(net));
      quarterly[Math.floorDiv(month, QUARTER) - firstQuarter] += day.revenue(net);
    }
    boolean known = log.firstOrder() != CustomerLog.NEVER;
    int first = known ? Period.MONTH.index(LocalDate.ofEpochDay(log.firstOrder())) : UNKNOWN;
    add(net, Period.MONTH.value(), firstMonth, monthly, 1, first);
    add(
        net,
        Period.QUARTER.value(),
        firstQuarter,
        quarterly,
        1,
        known ? Math.floorDiv(first, QUARTER) : UNKNOWN);
    add(net, RevenueRetention.TWELVE_MONTHS, firstMonth, monthly, YEAR, first);
  }

  private static int month(CustomerLog.Day day) {
    return Period.MONTH.index(LocalDate.ofEpochDay(day.date()));
  }

  /** Periods of {@code length} units that end with each unit. */
  private void add(
      boolean net, String span, int firstUnit, long[] revenue, int length, int firstOrder) {
    long now = 0;
    long before = 0;
    for (int at = 0; at < revenue.length; at++) {
      now += revenue[at] - (at >= length ? revenue[at - length] : 0);
      before +=
          (at >= length ? revenue[at - length] : 0)
              - (at >= 2 * length ? revenue[at - 2 * length] : 0);
      if (now != 0 || before != 0) {
        int unit = firstUnit + at;
        cells
            .computeIfAbsent(new Cell(net, span, unit), cell -> new RevenueCell())
            .add(now, before, firstOrder > unit - length);
      }
    }
  }

  @Override
  public int cells() {
    return cells.size();
  }

  @Override
  public List<Row> drain() {
    List<Row> rows = new ArrayList<>();
    cells.forEach(
        (cell, sums) -> {
          String basis = cell.net() ? Cohorts.NET : Cohorts.GROSS;
          List<Object> row = new ArrayList<>(List.of(basis, cell.span(), cell.unit()));
          row.addAll(sums.values());
          rows.add(RowFactory.create(row.toArray()));
        });
    cells.clear();
    return rows;
  }
}
