package io.churnlake.table;

/** gold.survival_tests: whether the parts of a split lapse equally fast, by the log-rank test. */
public final class SurvivalTests {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(
          Table.AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.");
  public static final String SPLIT =
      COLUMNS.add(Cohorts.SPLIT, Types.STRING, "", "What divides the customers.");
  public static final String WINDOW_DAYS =
      COLUMNS.add(Kpis.WINDOW_DAYS, Types.INT, "days", "As in gold.survival.");
  public static final String PARTS =
      COLUMNS.add(
          "parts", Types.INT, "parts", "With '(other)' and '(unknown)', if there are such.");
  public static final String CUSTOMERS =
      COLUMNS.add("customers", Types.LONG, "customers", "Of all parts.");
  public static final String LAPSES =
      COLUMNS.add(Survival.LAPSES, Types.LONG, "customers", "Of these, lapsed by as_of.");
  public static final String CHI_SQUARE =
      COLUMNS.add(
          "chi_square", Types.DOUBLE, "", "Log-rank statistic: by how much the parts differ.");
  public static final String DEGREES_OF_FREEDOM =
      COLUMNS.add(
          "degrees_of_freedom",
          Types.INT,
          "",
          "Parts of which somebody was at risk when somebody lapsed, less one.");
  public static final String P_VALUE =
      COLUMNS.add(
          "p_value",
          Types.DOUBLE,
          "probability",
          "Of such differences, or larger ones, between parts that are alike.");
  public static final String NULL_REASON =
      COLUMNS.add(
          Retention.NULL_REASON,
          Types.STRING,
          "",
          "Why there is no test: 'one_part', or 'no_lapse' by which several could be compared.");

  /** Why there is no test: all customers are of one part. */
  public static final String ONE_PART = "one_part";

  /** Why there is no test: nobody lapsed while customers of several parts could have. */
  public static final String NO_LAPSE = "no_lapse";

  public static final Table TABLE =
      Table.named("gold.survival_tests", "A split of the customers; 'all' has no row.")
          .writtenBy("timing")
          .layout(Layout.SLICED)
          .key(AS_OF, SPLIT)
          .columns(COLUMNS)
          .build();

  private SurvivalTests() {}
}
