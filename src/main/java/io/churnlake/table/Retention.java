package io.churnlake.table;

/** gold.retention: how many of a cohort come back, period by period. */
public final class Retention {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(
          Table.AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.");
  public static final String PERIOD =
      COLUMNS.add(Cohorts.PERIOD, Types.STRING, "", "'week' (ISO), 'month' or 'quarter'.");
  public static final String BASIS =
      COLUMNS.add(
          Cohorts.BASIS,
          Types.STRING,
          "",
          "'gross': counting lines; 'net': less what was returned by as_of.");
  public static final String SPLIT =
      COLUMNS.add(
          Cohorts.SPLIT, Types.STRING, "", "What divides the customers; 'all': nothing does.");
  public static final String SPLIT_VALUE =
      COLUMNS.add(Cohorts.SPLIT_VALUE, Types.STRING, "", "The part of the split; 'all' of 'all'.");
  public static final String KIND =
      COLUMNS.add(
          "kind",
          Types.STRING,
          "",
          "Active 'on' period k, 'on_or_after' k up to observed_to, or 'within' 1 to k.");
  public static final String COHORT =
      COLUMNS.add(
          Cohorts.COHORT, Types.DATE, "shop's zone", "First day of the first order's period.");
  public static final String LABEL =
      COLUMNS.add(Cohorts.LABEL, Types.STRING, "", "The cohort's name, such as 2010-12.");
  public static final String PERIOD_INDEX =
      COLUMNS.add("period_index", Types.INT, "periods", "k: calendar periods since the cohort's.");
  public static final String PERIOD_START =
      COLUMNS.add("period_start", Types.DATE, "shop's zone", "First day of period k.");
  public static final String COHORT_SIZE =
      COLUMNS.add("cohort_size", Types.LONG, "customers", "Customers of the cohort: denominator.");
  public static final String ACTIVE_CUSTOMERS =
      COLUMNS.add("active_customers", Types.LONG, "customers", "Of these, active: numerator.");
  public static final String ORDERS =
      COLUMNS.add("orders", Types.LONG, "orders", "Orders in period k; on kind 'on' only.");
  public static final String REVENUE =
      COLUMNS.add("revenue", Types.MONEY, "currency", "Revenue in period k; on kind 'on' only.");
  public static final String CUMULATIVE_REVENUE =
      COLUMNS.add(
          "cumulative_revenue",
          Types.MONEY,
          "currency",
          "Revenue of the periods 0 to k; on kind 'on' only.");
  public static final String CUMULATIVE_REVENUE_PER_CUSTOMER =
      COLUMNS.add(
          "cumulative_revenue_per_customer",
          Types.MONEY,
          "currency",
          "Cumulative revenue / cohort size; on kind 'on' only.");
  public static final String MARGIN =
      COLUMNS.add(
          "margin",
          Types.MONEY,
          "currency",
          "Margin in period k, from costs where they are known, else at the margin rate; on kind"
              + " 'on' only.");
  public static final String CUMULATIVE_MARGIN =
      COLUMNS.add(
          "cumulative_margin",
          Types.MONEY,
          "currency",
          "Margin of the periods 0 to k; on kind 'on' only.");
  public static final String CUMULATIVE_MARGIN_PER_CUSTOMER =
      COLUMNS.add(
          "cumulative_margin_per_customer",
          Types.MONEY,
          "currency",
          "Cumulative margin / cohort size; on kind 'on' only.");
  public static final String RATE =
      COLUMNS.add("rate", Types.DOUBLE, "share", "Active / cohort size; NULL if incomplete.");
  public static final String RATE_LOW =
      COLUMNS.add("rate_low", Types.DOUBLE, "share", "Lower bound, 95 % Wilson.");
  public static final String RATE_HIGH =
      COLUMNS.add("rate_high", Types.DOUBLE, "share", "Upper bound, 95 % Wilson.");
  public static final String IS_COMPLETE =
      COLUMNS.add("is_complete", Types.BOOLEAN, "", "Period k has ended by as_of.");
  public static final String NULL_REASON =
      COLUMNS.add("null_reason", Types.STRING, "", "Why there is no rate: 'period_not_ended'.");
  public static final String OBSERVED_TO =
      COLUMNS.add(
          "observed_to",
          Types.DATE,
          "shop's zone",
          "Last day counted: of period k, or as_of if earlier or kind 'on_or_after'.");

  /** Kind: active in period k. */
  public static final String ON = "on";

  /** Kind: active in period k or later. */
  public static final String ON_OR_AFTER = "on_or_after";

  /** Kind: active in any of the periods 1 to k. */
  public static final String WITHIN = "within";

  /** Why there is no rate: the period goes on after as_of. */
  public static final String PERIOD_NOT_ENDED = "period_not_ended";

  public static final Table TABLE =
      Table.named("gold.retention", "One cohort in the k-th calendar period after its own.")
          .writtenBy("cohorts")
          .layout(Layout.SLICED)
          .key(AS_OF, PERIOD, BASIS, SPLIT, SPLIT_VALUE, KIND, COHORT, PERIOD_INDEX)
          .columns(COLUMNS)
          .build();

  private Retention() {}
}
