package io.churnlake.table;

import org.apache.spark.sql.types.DataType;

/** A figure that may be NULL, with the reason, and with its bounds where it has any. */
final class Rates {
  private Rates() {}

  /** {@code name} and why it is NULL; {@code reasons} are the possible ones. */
  static void figure(
      Table.Builder table,
      String name,
      DataType type,
      String unit,
      String comment,
      String... reasons) {
    table
        .column(name, type, unit, comment)
        .column(
            Kpis.nullReason(name),
            Types.STRING,
            "",
            "Why it is NULL: '" + String.join("', '", reasons) + "'.");
  }

  /** 95 % bounds of a figure. */
  static void bounds(Table.Builder table, String name, String unit, String method) {
    table
        .column(Kpis.low(name), Types.DOUBLE, unit, "Lower bound, 95 %, " + method + ".")
        .column(Kpis.high(name), Types.DOUBLE, unit, "Upper bound, 95 %, " + method + ".");
  }

  /** A share of customers with Wilson's bounds. */
  static void share(Table.Builder table, String name, String comment, String... reasons) {
    figure(table, name, Types.DOUBLE, "share", comment, reasons);
    bounds(table, name, "share", "Wilson");
  }

  /** The columns of a calendar month, after the key's others. */
  static void month(Table.Builder table) {
    table
        .column(Kpis.PERIOD_START, Types.DATE, "shop's zone", "First day of the month.")
        .column(Kpis.LABEL, Types.STRING, "", "Its name, such as 2010-12.")
        .column(Kpis.OBSERVED_TO, Types.DATE, "shop's zone", "Its last day, or as_of if earlier.")
        .column(Kpis.IS_COMPLETE, Types.BOOLEAN, "", "The month has ended by as_of.");
  }
}
