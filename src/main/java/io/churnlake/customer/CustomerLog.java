package io.churnlake.customer;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * All that one customer bought, up to a date.
 *
 * @param firstOrder day of the first counting order, {@link #NEVER} if there is none
 * @param leftTruncated first seen so near the log's start that the customer may not be new
 * @param splitValues a value for each split, 'all' being the first
 * @param days in order of date, each date once
 */
public record CustomerLog(
    int firstOrder, boolean leftTruncated, List<String> splitValues, List<Day> days)
    implements Serializable {

  /** The first order of a customer who has none. */
  public static final int NEVER = Integer.MAX_VALUE;

  /**
   * One day; money in ten-thousandths.
   *
   * @param date days since 1970-01-01
   * @param orders with a counting line
   * @param lines that count; more than 0 make an occasion
   * @param fullPriceLines of these, without a discount
   * @param revenue basis gross
   * @param cost of lines whose cost is known
   * @param costedRevenue of exactly those lines
   * @param categories of counting lines, each once
   * @param netOrders orders of which something is left
   * @param netLines lines of which something is left
   * @param netRevenue basis net; below zero where more came back than was bought
   * @param products distinct products of each order, summed
   * @param discount on counting lines
   * @param returned amount of what came back on this day, whenever it was bought
   */
  public record Day(
      int date,
      int orders,
      int lines,
      int fullPriceLines,
      long revenue,
      long cost,
      long costedRevenue,
      List<String> categories,
      int netOrders,
      int netLines,
      long netRevenue,
      int products,
      long discount,
      long returned)
      implements Serializable {

    /** A day of which only what cohorts and rates look at is known. */
    public Day(
        int date,
        int orders,
        int lines,
        int fullPriceLines,
        long revenue,
        long cost,
        long costedRevenue,
        List<String> categories,
        int netOrders,
        int netLines,
        long netRevenue) {
      this(
          date,
          orders,
          lines,
          fullPriceLines,
          revenue,
          cost,
          costedRevenue,
          categories,
          netOrders,
          netLines,
          netRevenue,
          0,
          0,
          0);
    }

    /** Whether it is a purchase occasion. */
    public boolean isOccasion(boolean net) {
      return (net ? netLines : lines) > 0;
    }

    /** Revenue on the basis. */
    public long revenue(boolean net) {
      return net ? netRevenue : revenue;
    }

    /** Orders on the basis. */
    public int orders(boolean net) {
      return net ? netOrders : orders;
    }

    private static Day of(Row row) {
      return new Day(
          row.getInt(0),
          row.getInt(1),
          row.getInt(2),
          row.getInt(3),
          row.getLong(4),
          row.getLong(5),
          row.getLong(6),
          row.isNullAt(7) ? List.of() : row.getList(7),
          row.getInt(8),
          row.getInt(9),
          row.getLong(10),
          row.getInt(11),
          row.getLong(12),
          row.getLong(13));
    }

    private Day plus(Day other) {
      return new Day(
          date,
          orders + other.orders,
          lines + other.lines,
          fullPriceLines + other.fullPriceLines,
          revenue + other.revenue,
          cost + other.cost,
          costedRevenue + other.costedRevenue,
          categories.isEmpty() ? other.categories : categories,
          netOrders + other.netOrders,
          netLines + other.netLines,
          netRevenue + other.netRevenue,
          products + other.products,
          discount + other.discount,
          returned + other.returned);
    }
  }

  /** A row of {@link CustomerLogs#of}. */
  public static CustomerLog of(Row row) {
    List<Row> rows = new ArrayList<>(row.getList(3));
    rows.sort(Comparator.comparingInt(day -> day.getInt(0)));
    List<Day> days = new ArrayList<>(rows.size());
    for (Row next : rows) {
      Day day = Day.of(next);
      int last = days.size() - 1;
      if (last >= 0 && days.get(last).date() == day.date()) {
        days.set(last, days.get(last).plus(day));
      } else {
        days.add(day);
      }
    }
    return new CustomerLog(row.getInt(0), row.getBoolean(1), row.getList(2), days);
  }
}
