package io.churnlake.table;

import org.apache.spark.sql.types.DataType;

/**
 * A figure that may be NULL, with the reason, and with its bounds where it has any. Each method
 * returns the figure's name.
 */
final class Rates {
  private Rates() {}

  /** {@code name} and why it is NULL; {@code reasons} are the possible ones. */
  static String figure(
      Columns columns, String name, DataType type, String unit, String comment, String... reasons) {
    columns.add(name, type, unit, comment);
    columns.add(
        Kpis.nullReason(name),
        Types.STRING,
        "",
        "Why it is NULL: '" + String.join("', '", reasons) + "'.");
    return name;
  }

  /** 95 % bounds of a figure, which come after it. */
  static String bounds(Columns columns, String name, String unit, String method) {
    columns.add(Kpis.low(name), Types.DOUBLE, unit, "Lower bound, 95 %, " + method + ".");
    columns.add(Kpis.high(name), Types.DOUBLE, unit, "Upper bound, 95 %, " + method + ".");
    return name;
  }

  /** A share of customers with Wilson's bounds. */
  static String share(Columns columns, String name, String comment, String... reasons) {
    figure(columns, name, Types.DOUBLE, "share", comment, reasons);
    return bounds(columns, name, "share", "Wilson");
  }

  /** The columns of a calendar month, after the key's others; its first day is the figure. */
  static String month(Columns columns) {
    columns.add(Kpis.PERIOD_START, Types.DATE, "shop's zone", "First day of the month.");
    columns.add(Kpis.LABEL, Types.STRING, "", "Its name, such as 2010-12.");
    columns.add(Kpis.OBSERVED_TO, Types.DATE, "shop's zone", "Its last day, or as_of if earlier.");
    columns.add(Kpis.IS_COMPLETE, Types.BOOLEAN, "", "The month has ended by as_of.");
    return Kpis.PERIOD_START;
  }
}
