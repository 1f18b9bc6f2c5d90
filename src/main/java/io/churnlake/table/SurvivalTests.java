package io.churnlake.table;

/** gold.survival_tests: whether the parts of a split lapse equally fast, by the log-rank test. */
public final class SurvivalTests {
  public static final String AS_OF = Table.AS_OF;
  public static final String SPLIT = Cohorts.SPLIT;
  public static final String WINDOW_DAYS = Kpis.WINDOW_DAYS;
  public static final String PARTS = "parts";
  public static final String CUSTOMERS = "customers";
  public static final String LAPSES = Survival.LAPSES;
  public static final String CHI_SQUARE = "chi_square";
  public static final String DEGREES_OF_FREEDOM = "degrees_of_freedom";
  public static final String P_VALUE = "p_value";
  public static final String NULL_REASON = Retention.NULL_REASON;

  /** Why there is no test: all customers are of one part. */
  public static final String ONE_PART = "one_part";

  /** Why there is no test: nobody lapsed while customers of several parts could have. */
  public static final String NO_LAPSE = "no_lapse";

  public static final Table TABLE =
      Table.named("gold.survival_tests", "A split of the customers; 'all' has no row.")
          .writtenBy("timing")
          .layout(Layout.SLICED)
          .key(AS_OF, SPLIT)
          .column(AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.")
          .column(SPLIT, Types.STRING, "", "What divides the customers.")
          .column(WINDOW_DAYS, Types.INT, "days", "As in gold.survival.")
          .column(PARTS, Types.INT, "parts", "With '(other)' and '(unknown)', if there are such.")
          .column(CUSTOMERS, Types.LONG, "customers", "Of all parts.")
          .column(LAPSES, Types.LONG, "customers", "Of these, lapsed by as_of.")
          .column(CHI_SQUARE, Types.DOUBLE, "", "Log-rank statistic: by how much the parts differ.")
          .column(
              DEGREES_OF_FREEDOM,
              Types.INT,
              "",
              "Parts of which somebody was at risk when somebody lapsed, less one.")
          .column(
              P_VALUE,
              Types.DOUBLE,
              "probability",
              "Of such differences, or larger ones, between parts that are alike.")
          .column(
              NULL_REASON,
              Types.STRING,
              "",
              "Why there is no test: 'one_part', or 'no_lapse' by which several could be compared.")
          .build();

  private SurvivalTests() {}
}
