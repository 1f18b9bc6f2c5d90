package io.churnlake.table;

/** gold.survival: the share of customers who have not lapsed, by days since their first order. */
public final class Survival {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(
          Table.AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.");
  public static final String SPLIT =
      COLUMNS.add(
          Cohorts.SPLIT, Types.STRING, "", "What divides the customers; 'all': nothing does.");
  public static final String SPLIT_VALUE =
      COLUMNS.add(
          Cohorts.SPLIT_VALUE,
          Types.STRING,
          "",
          "The part of the split, '(other)' of the rare ones; 'all' of 'all'.");
  public static final String DAY = COLUMNS.add("day", Types.INT, "days", "Since the first order.");
  public static final String WINDOW_DAYS =
      COLUMNS.add(
          Kpis.WINDOW_DAYS,
          Types.INT,
          "days",
          "A customer lapses when for the first time so many days have passed without an"
              + " occasion.");
  public static final String AT_RISK =
      COLUMNS.add(
          "at_risk",
          Types.LONG,
          "customers",
          "Not lapsed before this day, and observed up to it; left-truncated ones are left out.");
  public static final String LAPSES =
      COLUMNS.add("lapses", Types.LONG, "customers", "Lapse on this day.");
  public static final String CENSORED =
      COLUMNS.add(
          "censored",
          Types.LONG,
          "customers",
          "Not lapsed by as_of, which comes to them on this day or before that of the next row.");
  public static final String SURVIVAL =
      COLUMNS.add("survival", Types.DOUBLE, "share", "Not lapsed by the end of this day.");
  public static final String STANDARD_ERROR =
      COLUMNS.add("standard_error", Types.DOUBLE, "share", "Its standard error, Greenwood.");
  public static final String LOW =
      COLUMNS.add(Kpis.low(SURVIVAL), Types.DOUBLE, "share", "Lower bound, 95 %, log-log.");
  public static final String HIGH =
      COLUMNS.add(Kpis.high(SURVIVAL), Types.DOUBLE, "share", "Upper bound.");

  public static final Table TABLE =
      Table.named(
              "gold.survival",
              "A day on which a customer of the part lapses, or day 0: one step of a Kaplan-Meier"
                  + " curve.")
          .writtenBy("timing")
          .layout(Layout.SLICED)
          .key(AS_OF, SPLIT, SPLIT_VALUE, DAY)
          .columns(COLUMNS)
          .build();

  private Survival() {}
}
