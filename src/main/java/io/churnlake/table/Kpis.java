package io.churnlake.table;

import org.apache.spark.sql.types.DataType;

/**
 * gold.kpis: the rates of each period. The counts are the rates' numerators and denominators; a
 * rate stands with its 95 % Wilson bounds and the reason why it is NULL.
 */
public final class Kpis {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(
          Table.AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.");
  public static final String PERIOD =
      COLUMNS.add(Retention.PERIOD, Types.STRING, "", "'week' (ISO), 'month' or 'quarter'.");
  public static final String BASIS =
      COLUMNS.add(Retention.BASIS, Types.STRING, "", "'gross': counting lines.");
  public static final String SPLIT =
      COLUMNS.add(
          Retention.SPLIT, Types.STRING, "", "What divides the customers; 'all': nothing does.");
  public static final String SPLIT_VALUE =
      COLUMNS.add(
          Retention.SPLIT_VALUE, Types.STRING, "", "The part of the split; 'all' of 'all'.");
  public static final String PERIOD_START =
      COLUMNS.add(Retention.PERIOD_START, Types.DATE, "shop's zone", "First day of the period.");
  public static final String LABEL =
      COLUMNS.add(Cohorts.LABEL, Types.STRING, "", "Its name, such as 2010-12.");
  public static final String OBSERVED_TO =
      COLUMNS.add(
          Retention.OBSERVED_TO, Types.DATE, "shop's zone", "Its last day, or as_of if earlier.");
  public static final String IS_COMPLETE =
      COLUMNS.add(Retention.IS_COMPLETE, Types.BOOLEAN, "", "The period has ended by as_of.");
  public static final String WINDOW_DAYS =
      COLUMNS.add(
          "window_days", Types.INT, "days", "Active at d: an occasion in (d - window_days, d].");
  public static final String ACTIVE_AT_START =
      COLUMNS.add("active_at_start", Types.LONG, "customers", "Active on the last day before it.");
  public static final String ACTIVE_AT_END =
      COLUMNS.add("active_at_end", Types.LONG, "customers", "Active on observed_to.");
  public static final String RETAINED =
      COLUMNS.add("retained", Types.LONG, "customers", "Active at start and at end.");
  public static final String LAPSED =
      COLUMNS.add("lapsed", Types.LONG, "customers", "Active at start, not at end.");
  public static final String REACTIVATED =
      COLUMNS.add(
          "reactivated",
          Types.LONG,
          "customers",
          "Seen before, not active at start, an occasion in the period.");
  public static final String NEW_CUSTOMERS =
      COLUMNS.add(
          "new_customers",
          Types.LONG,
          "customers",
          "First counting order in the period, left truncated ones not counted.");
  public static final String LEFT_TRUNCATED =
      COLUMNS.add(
          "left_truncated",
          Types.LONG,
          "customers",
          "First seen in the period, so near the log's start that they may not be new.");
  public static final String BOUND_CUSTOMERS =
      COLUMNS.add(
          "bound_customers",
          Types.LONG,
          "customers",
          "Second occasion ever in the period (gebunden from then on).");
  public static final String BUYERS =
      COLUMNS.add("buyers", Types.LONG, "customers", "At least one occasion in the period.");
  public static final String REPEAT_BUYERS =
      COLUMNS.add(
          "repeat_buyers", Types.LONG, "customers", "At least two occasions in the period.");
  public static final String CUSTOMERS_TO_DATE =
      COLUMNS.add(
          "customers_to_date", Types.LONG, "customers", "At least one occasion up to observed_to.");
  public static final String REPEAT_CUSTOMERS_TO_DATE =
      COLUMNS.add(
          "repeat_customers_to_date",
          Types.LONG,
          "customers",
          "At least two occasions up to observed_to.");
  public static final String ORDERS =
      COLUMNS.add("orders", Types.LONG, "orders", "Orders in the period.");
  public static final String LINES =
      COLUMNS.add("lines", Types.LONG, "lines", "Counting lines in the period.");
  public static final String FULL_PRICE_LINES =
      COLUMNS.add("full_price_lines", Types.LONG, "lines", "Of these, without a discount.");
  public static final String CATEGORIES =
      COLUMNS.add(
          "categories",
          Types.LONG,
          "categories",
          "Categories bought in the period, each once a customer.");
  public static final String REVENUE =
      COLUMNS.add("revenue", Types.MONEY, "currency", "Amount of the period's counting lines.");
  public static final String NET_REVENUE =
      COLUMNS.add(
          "net_revenue",
          Types.MONEY,
          "currency",
          "The same less what came back of it by as_of, and less returns and credits in the period"
              + " that undo no line.");
  public static final String CUSTOMER_RETENTION_RATE =
      share("customer_retention_rate", "Kundenbindungsrate: retained / active_at_start.");
  public static final String CHURN_RATE =
      share("churn_rate", "Abwanderungsrate: lapsed / active_at_start.");
  public static final String CRR_TEXTBOOK =
      rate(
          "crr_textbook",
          "(active_at_end - new_customers - left_truncated) / active_at_start;"
              + " may exceed 1, no interval.");
  public static final String REPEAT_PURCHASE_RATE =
      share("repeat_purchase_rate", "Wiederholungskaufrate in the period: repeat_buyers / buyers.");
  public static final String REPEAT_PURCHASE_RATE_LIFETIME =
      share(
          "repeat_purchase_rate_lifetime",
          "Wiederholungskaufrate so far: repeat_customers_to_date / customers_to_date.");
  public static final String ORDERS_PER_CUSTOMER =
      mean("orders_per_customer", Types.DOUBLE, "orders", "orders / buyers");
  public static final String REVENUE_PER_CUSTOMER =
      mean("revenue_per_customer", Types.MONEY, "currency", "revenue / buyers");
  public static final String AVERAGE_ORDER_VALUE =
      mean("average_order_value", Types.MONEY, "currency", "revenue / orders");
  public static final String CATEGORIES_PER_CUSTOMER =
      mean(
          "categories_per_customer",
          Types.DOUBLE,
          "categories",
          "Breadth of range: categories / buyers");
  public static final String FULL_PRICE_SHARE =
      mean("full_price_share", Types.DOUBLE, "share", "full_price_lines / lines");

  /** Why there is no rate: the log begins after the activity window at the period's start does. */
  public static final String WINDOW_NOT_OBSERVED = "window_not_observed";

  /** Why there is no rate: nobody to take a share of. */
  public static final String DENOMINATOR_ZERO = "denominator_zero";

  /** Why there is no rate: no line of the log has a category, or a discount. */
  public static final String NOT_IN_LOG = "not_in_log";

  public static final Table TABLE =
      Table.named("gold.kpis", "All customers, or those of a part, in one calendar period.")
          .writtenBy("cohorts")
          .layout(Layout.SLICED)
          .key(AS_OF, PERIOD, BASIS, SPLIT, SPLIT_VALUE, PERIOD_START)
          .columns(COLUMNS)
          .build();

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

  private static String mean(String name, DataType type, String unit, String comment) {
    COLUMNS.add(name, type, unit, comment + "; interval by the delta method over buyers.");
    COLUMNS.add(
        nullReason(name),
        Types.STRING,
        "",
        "Why it is NULL: 'period_not_ended', 'denominator_zero' or 'not_in_log'.");
    COLUMNS.add(low(name), type, unit, "Lower bound, 95 %; NULL with a single buyer.");
    COLUMNS.add(high(name), type, unit, "Upper bound, 95 %; NULL with a single buyer.");
    return name;
  }

  private static String share(String name, String comment) {
    rate(name, comment);
    COLUMNS.add(low(name), Types.DOUBLE, "share", "Lower bound, 95 % Wilson.");
    COLUMNS.add(high(name), Types.DOUBLE, "share", "Upper bound, 95 % Wilson.");
    return name;
  }

  private static String rate(String name, String comment) {
    COLUMNS.add(name, Types.DOUBLE, "share", comment);
    COLUMNS.add(
        nullReason(name),
        Types.STRING,
        "",
        "Why it is NULL: 'period_not_ended', 'window_not_observed' or 'denominator_zero'.");
    return name;
  }
}
