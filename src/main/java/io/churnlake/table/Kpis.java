package io.churnlake.table;

import org.apache.spark.sql.types.DataType;

/**
 * gold.kpis: the rates of each period. The counts are the rates' numerators and denominators; a
 * rate stands with its 95 % Wilson bounds and the reason why it is NULL.
 */
public final class Kpis {
  public static final String AS_OF = Table.AS_OF;
  public static final String PERIOD = Retention.PERIOD;
  public static final String BASIS = Retention.BASIS;
  public static final String SPLIT = Retention.SPLIT;
  public static final String SPLIT_VALUE = Retention.SPLIT_VALUE;
  public static final String PERIOD_START = Retention.PERIOD_START;
  public static final String LABEL = Cohorts.LABEL;
  public static final String OBSERVED_TO = Retention.OBSERVED_TO;
  public static final String IS_COMPLETE = Retention.IS_COMPLETE;
  public static final String WINDOW_DAYS = "window_days";
  public static final String ACTIVE_AT_START = "active_at_start";
  public static final String ACTIVE_AT_END = "active_at_end";
  public static final String RETAINED = "retained";
  public static final String LAPSED = "lapsed";
  public static final String REACTIVATED = "reactivated";
  public static final String NEW_CUSTOMERS = "new_customers";
  public static final String LEFT_TRUNCATED = "left_truncated";
  public static final String BUYERS = "buyers";
  public static final String REPEAT_BUYERS = "repeat_buyers";
  public static final String CUSTOMERS_TO_DATE = "customers_to_date";
  public static final String BOUND_CUSTOMERS = "bound_customers";
  public static final String REPEAT_CUSTOMERS_TO_DATE = "repeat_customers_to_date";
  public static final String REVENUE = "revenue";
  public static final String NET_REVENUE = "net_revenue";
  public static final String ORDERS = "orders";
  public static final String LINES = "lines";
  public static final String FULL_PRICE_LINES = "full_price_lines";
  public static final String CATEGORIES = "categories";
  public static final String ORDERS_PER_CUSTOMER = "orders_per_customer";
  public static final String REVENUE_PER_CUSTOMER = "revenue_per_customer";
  public static final String AVERAGE_ORDER_VALUE = "average_order_value";
  public static final String CATEGORIES_PER_CUSTOMER = "categories_per_customer";
  public static final String FULL_PRICE_SHARE = "full_price_share";
  public static final String CUSTOMER_RETENTION_RATE = "customer_retention_rate";
  public static final String CHURN_RATE = "churn_rate";
  public static final String CRR_TEXTBOOK = "crr_textbook";
  public static final String REPEAT_PURCHASE_RATE = "repeat_purchase_rate";
  public static final String REPEAT_PURCHASE_RATE_LIFETIME = "repeat_purchase_rate_lifetime";

  /** Why there is no rate: the log begins after the activity window at the period's start does. */
  public static final String WINDOW_NOT_OBSERVED = "window_not_observed";

  /** Why there is no rate: nobody to take a share of. */
  public static final String DENOMINATOR_ZERO = "denominator_zero";

  /** Why there is no rate: no line of the log has a category, or a discount. */
  public static final String NOT_IN_LOG = "not_in_log";

  public static final Table TABLE = definition();

  private Kpis() {}

  /** The column with a share's lower bound. */
  public static String low(String share) {
    return share + "_low";
  }

  /** The column with a share's upper bound. */
  public static String high(String share) {
    return share + "_high";
  }

  /** The column that says why a rate is NULL. */
  public static String nullReason(String rate) {
    return rate + "_null_reason";
  }

  private static Table definition() {
    Table.Builder table = counts();
    share(table, CUSTOMER_RETENTION_RATE, "Kundenbindungsrate: retained / active_at_start.");
    share(table, CHURN_RATE, "Abwanderungsrate: lapsed / active_at_start.");
    rate(
        table,
        CRR_TEXTBOOK,
        "(active_at_end - new_customers - left_truncated) / active_at_start;"
            + " may exceed 1, no interval.");
    share(
        table,
        REPEAT_PURCHASE_RATE,
        "Wiederholungskaufrate in the period: repeat_buyers / buyers.");
    share(
        table,
        REPEAT_PURCHASE_RATE_LIFETIME,
        "Wiederholungskaufrate so far: repeat_customers_to_date / customers_to_date.");
    mean(table, ORDERS_PER_CUSTOMER, Types.DOUBLE, "orders", "orders / buyers");
    mean(table, REVENUE_PER_CUSTOMER, Types.MONEY, "currency", "revenue / buyers");
    mean(table, AVERAGE_ORDER_VALUE, Types.MONEY, "currency", "revenue / orders");
    mean(
        table,
        CATEGORIES_PER_CUSTOMER,
        Types.DOUBLE,
        "categories",
        "Breadth of range: categories / buyers");
    mean(table, FULL_PRICE_SHARE, Types.DOUBLE, "share", "full_price_lines / lines");
    return table.build();
  }

  private static Table.Builder counts() {
    return Table.named("gold.kpis", "All customers, or those of a part, in one calendar period.")
        .writtenBy("cohorts")
        .layout(Layout.SLICED)
        .key(AS_OF, PERIOD, BASIS, SPLIT, SPLIT_VALUE, PERIOD_START)
        .column(AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.")
        .column(PERIOD, Types.STRING, "", "'week' (ISO), 'month' or 'quarter'.")
        .column(BASIS, Types.STRING, "", "'gross': counting lines.")
        .column(SPLIT, Types.STRING, "", "What divides the customers; 'all': nothing does.")
        .column(SPLIT_VALUE, Types.STRING, "", "The part of the split; 'all' of 'all'.")
        .column(PERIOD_START, Types.DATE, "shop's zone", "First day of the period.")
        .column(LABEL, Types.STRING, "", "Its name, such as 2010-12.")
        .column(OBSERVED_TO, Types.DATE, "shop's zone", "Its last day, or as_of if earlier.")
        .column(IS_COMPLETE, Types.BOOLEAN, "", "The period has ended by as_of.")
        .column(WINDOW_DAYS, Types.INT, "days", "Active at d: an occasion in (d - window_days, d].")
        .column(ACTIVE_AT_START, Types.LONG, "customers", "Active on the last day before it.")
        .column(ACTIVE_AT_END, Types.LONG, "customers", "Active on observed_to.")
        .column(RETAINED, Types.LONG, "customers", "Active at start and at end.")
        .column(LAPSED, Types.LONG, "customers", "Active at start, not at end.")
        .column(
            REACTIVATED,
            Types.LONG,
            "customers",
            "Seen before, not active at start, an occasion in the period.")
        .column(
            NEW_CUSTOMERS,
            Types.LONG,
            "customers",
            "First counting order in the period, left truncated ones not counted.")
        .column(
            LEFT_TRUNCATED,
            Types.LONG,
            "customers",
            "First seen in the period, so near the log's start that they may not be new.")
        .column(
            BOUND_CUSTOMERS,
            Types.LONG,
            "customers",
            "Second occasion ever in the period (gebunden from then on).")
        .column(BUYERS, Types.LONG, "customers", "At least one occasion in the period.")
        .column(REPEAT_BUYERS, Types.LONG, "customers", "At least two occasions in the period.")
        .column(
            CUSTOMERS_TO_DATE, Types.LONG, "customers", "At least one occasion up to observed_to.")
        .column(
            REPEAT_CUSTOMERS_TO_DATE,
            Types.LONG,
            "customers",
            "At least two occasions up to observed_to.")
        .column(ORDERS, Types.LONG, "orders", "Orders in the period.")
        .column(LINES, Types.LONG, "lines", "Counting lines in the period.")
        .column(FULL_PRICE_LINES, Types.LONG, "lines", "Of these, without a discount.")
        .column(
            CATEGORIES,
            Types.LONG,
            "categories",
            "Categories bought in the period, each once a customer.")
        .column(REVENUE, Types.MONEY, "currency", "Amount of the period's counting lines.")
        .column(
            NET_REVENUE,
            Types.MONEY,
            "currency",
            "The same less what came back of it by as_of, and less returns and credits in the period"
                + " that undo no line.");
  }

  private static void mean(
      Table.Builder table, String name, DataType type, String unit, String comment) {
    table
        .column(name, type, unit, comment + "; interval by the delta method over buyers.")
        .column(
            nullReason(name),
            Types.STRING,
            "",
            "Why it is NULL: 'period_not_ended', 'denominator_zero' or 'not_in_log'.")
        .column(low(name), type, unit, "Lower bound, 95 %; NULL with a single buyer.")
        .column(high(name), type, unit, "Upper bound, 95 %; NULL with a single buyer.");
  }

  private static void share(Table.Builder table, String name, String comment) {
    rate(table, name, comment);
    table
        .column(low(name), Types.DOUBLE, "share", "Lower bound, 95 % Wilson.")
        .column(high(name), Types.DOUBLE, "share", "Upper bound, 95 % Wilson.");
  }

  private static void rate(Table.Builder table, String name, String comment) {
    table
        .column(name, Types.DOUBLE, "share", comment)
        .column(
            nullReason(name),
            Types.STRING,
            "",
            "Why it is NULL: 'period_not_ended', 'window_not_observed' or 'denominator_zero'.");
  }
}
