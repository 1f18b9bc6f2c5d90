package io.churnlake.table;

/** gold.survival: the share of customers who have not lapsed, by days since their first order. */
public final class Survival {
  public static final String AS_OF = Table.AS_OF;
  public static final String SPLIT = Cohorts.SPLIT;
  public static final String SPLIT_VALUE = Cohorts.SPLIT_VALUE;
  public static final String DAY = "day";
  public static final String WINDOW_DAYS = Kpis.WINDOW_DAYS;
  public static final String AT_RISK = "at_risk";
  public static final String LAPSES = "lapses";
  public static final String CENSORED = "censored";
  public static final String SURVIVAL = "survival";
  public static final String STANDARD_ERROR = "standard_error";
  public static final String LOW = Kpis.low(SURVIVAL);
  public static final String HIGH = Kpis.high(SURVIVAL);

  public static final Table TABLE =
      Table.named(
              "gold.survival",
              "A day on which a customer of the part lapses, or day 0: one step of a Kaplan-Meier"
                  + " curve.")
          .writtenBy("timing")
          .layout(Layout.SLICED)
          .key(AS_OF, SPLIT, SPLIT_VALUE, DAY)
          .column(AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.")
          .column(SPLIT, Types.STRING, "", "What divides the customers; 'all': nothing does.")
          .column(
              SPLIT_VALUE,
              Types.STRING,
              "",
              "The part of the split, '(other)' of the rare ones; 'all' of 'all'.")
          .column(DAY, Types.INT, "days", "Since the first order.")
          .column(
              WINDOW_DAYS,
              Types.INT,
              "days",
              "A customer lapses when for the first time so many days have passed without an"
                  + " occasion.")
          .column(
              AT_RISK,
              Types.LONG,
              "customers",
              "Not lapsed before this day, and observed up to it; left-truncated ones are left out.")
          .column(LAPSES, Types.LONG, "customers", "Lapse on this day.")
          .column(
              CENSORED,
              Types.LONG,
              "customers",
              "Not lapsed by as_of, which comes to them on this day or before that of the next row.")
          .column(SURVIVAL, Types.DOUBLE, "share", "Not lapsed by the end of this day.")
          .column(STANDARD_ERROR, Types.DOUBLE, "share", "Its standard error, Greenwood.")
          .column(LOW, Types.DOUBLE, "share", "Lower bound, 95 %, log-log.")
          .column(HIGH, Types.DOUBLE, "share", "Upper bound.")
          .build();

  private Survival() {}
}
