package io.churnlake.table;

/** gold.cohorts: the customers won in each period, and what they have brought up to as_of. */
public final class Cohorts {
  public static final String AS_OF = Table.AS_OF;
  public static final String PERIOD = "period";
  public static final String BASIS = "basis";
  public static final String SPLIT = "split";
  public static final String SPLIT_VALUE = "split_value";
  public static final String COHORT = "cohort";
  public static final String LABEL = "label";
  public static final String PERIOD_END = "period_end";
  public static final String IS_COMPLETE = "is_complete";
  public static final String CUSTOMERS = "customers";
  public static final String LEFT_TRUNCATED = "left_truncated";
  public static final String FIRST_PERIOD_ORDERS = "first_period_orders";
  public static final String FIRST_PERIOD_REVENUE = "first_period_revenue";
  public static final String ORDERS = "orders";
  public static final String REVENUE = "revenue";
  public static final String REVENUE_PER_CUSTOMER = "revenue_per_customer";

  /** Basis of counting: all counting lines, returns not subtracted. */
  public static final String GROSS = "gross";

  public static final String NET = "net";

  /** The split, and the split value, of rows that hold every customer. */
  public static final String ALL = "all";

  public static final Table TABLE =
      Table.named("gold.cohorts", "The customers whose first counting order lies in one period.")
          .writtenBy("cohorts")
          .layout(Layout.SLICED)
          .key(AS_OF, PERIOD, BASIS, SPLIT, SPLIT_VALUE, COHORT)
          .column(AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.")
          .column(PERIOD, Types.STRING, "", "'week' (ISO), 'month' or 'quarter'.")
          .column(
              BASIS,
              Types.STRING,
              "",
              "'gross': counting lines; 'net': less returns known at as_of; membership is gross.")
          .column(SPLIT, Types.STRING, "", "What divides the customers; 'all': nothing does.")
          .column(SPLIT_VALUE, Types.STRING, "", "The part of the split; 'all' of 'all'.")
          .column(COHORT, Types.DATE, "shop's zone", "First day of the period.")
          .column(LABEL, Types.STRING, "", "Its name, such as 2010-12.")
          .column(PERIOD_END, Types.DATE, "shop's zone", "Last day of the period.")
          .column(IS_COMPLETE, Types.BOOLEAN, "", "The period has ended by as_of.")
          .column(CUSTOMERS, Types.LONG, "customers", "Customers of the cohort.")
          .column(
              LEFT_TRUNCATED,
              Types.LONG,
              "customers",
              "Of these, first seen so near the log's start that they may not be new.")
          .column(FIRST_PERIOD_ORDERS, Types.LONG, "orders", "Their orders in that period.")
          .column(FIRST_PERIOD_REVENUE, Types.MONEY, "currency", "Their revenue in that period.")
          .column(ORDERS, Types.LONG, "orders", "Their orders up to as_of.")
          .column(REVENUE, Types.MONEY, "currency", "Their revenue up to as_of.")
          .column(REVENUE_PER_CUSTOMER, Types.MONEY, "currency", "Revenue up to as_of / customers.")
          .build();

  private Cohorts() {}
}
