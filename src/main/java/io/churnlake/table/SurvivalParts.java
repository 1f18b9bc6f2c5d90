package io.churnlake.table;

/** gold.survival_parts: the parts of each split, and how fast their customers lapse. */
public final class SurvivalParts {
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
  public static final String WINDOW_DAYS =
      COLUMNS.add(Kpis.WINDOW_DAYS, Types.INT, "days", "As in gold.survival.");
  public static final String CUSTOMERS =
      COLUMNS.add(
          "customers", Types.LONG, "customers", "All of them but those who are left truncated.");
  public static final String LAPSES =
      COLUMNS.add(
          Survival.LAPSES,
          Types.LONG,
          "customers",
          "Of these, lapsed by as_of for the first time.");
  public static final String EXPECTED_LAPSES =
      COLUMNS.add(
          "expected_lapses",
          Types.DOUBLE,
          "customers",
          "As many would have lapsed if all parts of the split were alike.");
  public static final String OBSERVED_DAYS =
      COLUMNS.add(
          OrderTiming.OBSERVED_DAYS,
          Types.INT,
          "days",
          "The longest that one of them was observed; of later days nothing is known.");
  public static final String MEDIAN =
      COLUMNS.add(
          "median",
          Types.INT,
          "days",
          "From the first order to the day by which half of them have lapsed (Kaplan-Meier).");

  public static final Table TABLE =
      Table.named("gold.survival_parts", "The customers of one part of a split.")
          .writtenBy("timing")
          .layout(Layout.SLICED)
          .key(AS_OF, SPLIT, SPLIT_VALUE)
          .columns(COLUMNS)
          .column(
              Kpis.nullReason(MEDIAN),
              Types.STRING,
              "",
              "Why it is NULL: 'not_reached', half of them have not lapsed by observed_days.")
          .column(
              Kpis.low(MEDIAN),
              Types.INT,
              "days",
              "Lower bound, 95 %, Brookmeyer-Crowley; NULL where the bounds do not get there.")
          .column(Kpis.high(MEDIAN), Types.INT, "days", "Upper bound; NULL likewise.")
          .build();

  private SurvivalParts() {}
}
