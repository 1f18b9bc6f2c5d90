package io.churnlake.retention;

import io.churnlake.quality.Period;
import io.churnlake.table.RevenueRetention;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Adds up, over customers, what became of each one's revenue from period to period. A customer is
 * taken once, as a row of months, and leaves numbers of a size that depends on the periods alone.
 */
final class RevenueTally {
  private static final int QUARTER = 3;
  private static final int YEAR = 12;

  private final int firstMonth;
  private final int lastMonth;
  private final Map<String, RevenueCell[][]> cells = new HashMap<>();

  /** For a log from {@code logStart} that is looked at as of {@code asOf}. */
  RevenueTally(LocalDate logStart, LocalDate asOf) {
    this.firstMonth = Period.MONTH.index(logStart);
    this.lastMonth = Period.MONTH.index(asOf);
  }

  /**
   * Adds a customer on a basis.
   *
   * @param months numbers of the months of amounts, from the log's first to that of as_of, in any
   *     order and several times
   * @param amounts in ten-thousandths; as many
   * @param firstOrder number of the month of the first order; null if unknown
   */
  void add(
      String basis,
      List<Integer> months,
      List<Long> amounts,
      @org.jspecify.annotations.Nullable Integer firstOrder) {
    int firstQuarter = Math.floorDiv(firstMonth, QUARTER);
    long[] monthly = new long[lastMonth - firstMonth + 1];
    long[] quarterly = new long[Math.floorDiv(lastMonth, QUARTER) - firstQuarter + 1];
    for (int i = 0; i < months.size(); i++) {
      int month = months.get(i);
      monthly[month - firstMonth] += amounts.get(i);
      quarterly[Math.floorDiv(month, QUARTER) - firstQuarter] += amounts.get(i);
    }
    RevenueCell[][] own =
        cells.computeIfAbsent(
            basis,
            name ->
                new RevenueCell[][] {
                  empty(monthly.length), empty(quarterly.length), empty(monthly.length)
                });
    // Before the log's first period lies no order, so that an unknown one is never new.
    int month = firstOrder == null ? Integer.MIN_VALUE / 2 : firstOrder - firstMonth;
    int quarter =
        firstOrder == null
            ? Integer.MIN_VALUE / 2
            : Math.floorDiv(firstOrder, QUARTER) - firstQuarter;
    add(own[0], monthly, 1, month);
    add(own[1], quarterly, 1, quarter);
    add(own[2], monthly, YEAR, month);
  }

  private static RevenueCell[] empty(int length) {
    RevenueCell[] cells = new RevenueCell[length];
    Arrays.setAll(cells, i -> new RevenueCell());
    return cells;
  }

  /** Periods of {@code length} units that end with each unit. */
  private static void add(RevenueCell[] cells, long[] revenue, int length, int firstOrder) {
    long now = 0;
    long before = 0;
    for (int at = 0; at < revenue.length; at++) {
      now += revenue[at] - (at >= length ? revenue[at - length] : 0);
      before +=
          (at >= length ? revenue[at - length] : 0)
              - (at >= 2 * length ? revenue[at - 2 * length] : 0);
      if (now != 0 || before != 0) {
        cells[at].add(now, before, firstOrder > at - length);
      }
    }
  }

  /**
   * What was added up: basis, span, number of the unit that the period ends with, and {@link
   * RevenueCell#values}.
   */
  List<Row> rows() {
    List<String> spans =
        List.of(Period.MONTH.value(), Period.QUARTER.value(), RevenueRetention.TWELVE_MONTHS);
    List<Row> rows = new ArrayList<>();
    cells.forEach(
        (basis, own) -> {
          for (int span = 0; span < own.length; span++) {
            int first = span == 1 ? Math.floorDiv(firstMonth, QUARTER) : firstMonth;
            for (int at = 0; at < own[span].length; at++) {
              List<Object> row = new ArrayList<>(List.of(basis, spans.get(span), first + at));
              row.addAll(own[span][at].values());
              rows.add(RowFactory.create(row.toArray()));
            }
          }
        });
    return rows;
  }
}
