package io.churnlake.table;

/** gold.retention: how many of a cohort come back, period by period. */
public final class Retention {
  public static final String AS_OF = Table.AS_OF;
  public static final String PERIOD = Cohorts.PERIOD;
  public static final String BASIS = Cohorts.BASIS;
  public static final String SPLIT = Cohorts.SPLIT;
  public static final String SPLIT_VALUE = Cohorts.SPLIT_VALUE;
  public static final String KIND = "kind";
  public static final String COHORT = Cohorts.COHORT;
  public static final String LABEL = Cohorts.LABEL;
  public static final String PERIOD_INDEX = "period_index";
  public static final String PERIOD_START = "period_start";
  public static final String COHORT_SIZE = "cohort_size";
  public static final String ACTIVE_CUSTOMERS = "active_customers";
  public static final String ORDERS = "orders";
  public static final String REVENUE = "revenue";
  public static final String CUMULATIVE_REVENUE = "cumulative_revenue";
  public static final String CUMULATIVE_REVENUE_PER_CUSTOMER = "cumulative_revenue_per_customer";
  public static final String MARGIN = "margin";
  public static final String CUMULATIVE_MARGIN = "cumulative_margin";
  public static final String CUMULATIVE_MARGIN_PER_CUSTOMER = "cumulative_margin_per_customer";
  public static final String RATE = "rate";
  public static final String RATE_LOW = "rate_low";
  public static final String RATE_HIGH = "rate_high";
  public static final String IS_COMPLETE = "is_complete";
  public static final String NULL_REASON = "null_reason";
  public static final String OBSERVED_TO = "observed_to";

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
          .column(AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.")
          .column(PERIOD, Types.STRING, "", "'week' (ISO), 'month' or 'quarter'.")
          .column(
              BASIS,
              Types.STRING,
              "",
              "'gross': counting lines; 'net': less what was returned by as_of.")
          .column(SPLIT, Types.STRING, "", "What divides the customers; 'all': nothing does.")
          .column(SPLIT_VALUE, Types.STRING, "", "The part of the split; 'all' of 'all'.")
          .column(
              KIND,
              Types.STRING,
              "",
              "Active 'on' period k, 'on_or_after' k up to observed_to, or 'within' 1 to k.")
          .column(COHORT, Types.DATE, "shop's zone", "First day of the first order's period.")
          .column(LABEL, Types.STRING, "", "The cohort's name, such as 2010-12.")
          .column(PERIOD_INDEX, Types.INT, "periods", "k: calendar periods since the cohort's.")
          .column(PERIOD_START, Types.DATE, "shop's zone", "First day of period k.")
          .column(COHORT_SIZE, Types.LONG, "customers", "Customers of the cohort: denominator.")
          .column(ACTIVE_CUSTOMERS, Types.LONG, "customers", "Of these, active: numerator.")
          .column(ORDERS, Types.LONG, "orders", "Orders in period k; on kind 'on' only.")
          .column(REVENUE, Types.MONEY, "currency", "Revenue in period k; on kind 'on' only.")
          .column(
              CUMULATIVE_REVENUE,
              Types.MONEY,
              "currency",
              "Revenue of the periods 0 to k; on kind 'on' only.")
          .column(
              CUMULATIVE_REVENUE_PER_CUSTOMER,
              Types.MONEY,
              "currency",
              "Cumulative revenue / cohort size; on kind 'on' only.")
          .column(
              MARGIN,
              Types.MONEY,
              "currency",
              "Margin in period k, from costs where they are known, else at the margin rate; on kind"
                  + " 'on' only.")
          .column(
              CUMULATIVE_MARGIN,
              Types.MONEY,
              "currency",
              "Margin of the periods 0 to k; on kind 'on' only.")
          .column(
              CUMULATIVE_MARGIN_PER_CUSTOMER,
              Types.MONEY,
              "currency",
              "Cumulative margin / cohort size; on kind 'on' only.")
          .column(RATE, Types.DOUBLE, "share", "Active / cohort size; NULL if incomplete.")
          .column(RATE_LOW, Types.DOUBLE, "share", "Lower bound, 95 % Wilson.")
          .column(RATE_HIGH, Types.DOUBLE, "share", "Upper bound, 95 % Wilson.")
          .column(IS_COMPLETE, Types.BOOLEAN, "", "Period k has ended by as_of.")
          .column(NULL_REASON, Types.STRING, "", "Why there is no rate: 'period_not_ended'.")
          .column(
              OBSERVED_TO,
              Types.DATE,
              "shop's zone",
              "Last day counted: of period k, or as_of if earlier or kind 'on_or_after'.")
          .build();

  private Retention() {}
}
