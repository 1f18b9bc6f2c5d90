package io.churnlake.table;

/** gold.survival_parts: the parts of each split, and how fast their customers lapse. */
public final class SurvivalParts {
  public static final String AS_OF = Table.AS_OF;
  public static final String SPLIT = Cohorts.SPLIT;
  public static final String SPLIT_VALUE = Cohorts.SPLIT_VALUE;
  public static final String WINDOW_DAYS = Kpis.WINDOW_DAYS;
  public static final String CUSTOMERS = "customers";
  public static final String LAPSES = Survival.LAPSES;
  public static final String EXPECTED_LAPSES = "expected_lapses";
  public static final String OBSERVED_DAYS = OrderTiming.OBSERVED_DAYS;
  public static final String MEDIAN = "median";

  public static final Table TABLE =
      Table.named("gold.survival_parts", "The customers of one part of a split.")
          .writtenBy("timing")
          .layout(Layout.SLICED)
          .key(AS_OF, SPLIT, SPLIT_VALUE)
          .column(AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.")
          .column(SPLIT, Types.STRING, "", "What divides the customers; 'all': nothing does.")
          .column(
              SPLIT_VALUE,
              Types.STRING,
              "",
              "The part of the split, '(other)' of the rare ones; 'all' of 'all'.")
          .column(WINDOW_DAYS, Types.INT, "days", "As in gold.survival.")
          .column(
              CUSTOMERS, Types.LONG, "customers", "All of them but those who are left truncated.")
          .column(LAPSES, Types.LONG, "customers", "Of these, lapsed by as_of for the first time.")
          .column(
              EXPECTED_LAPSES,
              Types.DOUBLE,
              "customers",
              "As many would have lapsed if all parts of the split were alike.")
          .column(
              OBSERVED_DAYS,
              Types.INT,
              "days",
              "The longest that one of them was observed; of later days nothing is known.")
          .column(
              MEDIAN,
              Types.INT,
              "days",
              "From the first order to the day by which half of them have lapsed (Kaplan-Meier).")
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
