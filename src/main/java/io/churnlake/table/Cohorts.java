package io.churnlake.table;

/** gold.cohorts: the customers won in each period, and what they have brought up to as_of. */
public final class Cohorts {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(
          Table.AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.");
  public static final String PERIOD =
      COLUMNS.add("period", Types.STRING, "", "'week' (ISO), 'month' or 'quarter'.");
  public static final String BASIS =
      COLUMNS.add(
          "basis",
          Types.STRING,
          "",
          "'gross': counting lines; 'net': less returns known at as_of; membership is gross.");
  public static final String SPLIT =
      COLUMNS.add("split", Types.STRING, "", "What divides the customers; 'all': nothing does.");
  public static final String SPLIT_VALUE =
      COLUMNS.add("split_value", Types.STRING, "", "The part of the split; 'all' of 'all'.");
  public static final String COHORT =
      COLUMNS.add("cohort", Types.DATE, "shop's zone", "First day of the period.");
  public static final String LABEL =
      COLUMNS.add("label", Types.STRING, "", "Its name, such as 2010-12.");
  public static final String PERIOD_END =
      COLUMNS.add("period_end", Types.DATE, "shop's zone", "Last day of the period.");
  public static final String IS_COMPLETE =
      COLUMNS.add("is_complete", Types.BOOLEAN, "", "The period has ended by as_of.");
  public static final String CUSTOMERS =
      COLUMNS.add("customers", Types.LONG, "customers", "Customers of the cohort.");
  public static final String LEFT_TRUNCATED =
      COLUMNS.add(
          "left_truncated",
          Types.LONG,
          "customers",
          "Of these, first seen so near the log's start that they may not be new.");
  public static final String FIRST_PERIOD_ORDERS =
      COLUMNS.add("first_period_orders", Types.LONG, "orders", "Their orders in that period.");
  public static final String FIRST_PERIOD_REVENUE =
      COLUMNS.add("first_period_revenue", Types.MONEY, "currency", "Their revenue in that period.");
  public static final String ORDERS =
      COLUMNS.add("orders", Types.LONG, "orders", "Their orders up to as_of.");
  public static final String REVENUE =
      COLUMNS.add("revenue", Types.MONEY, "currency", "Their revenue up to as_of.");
  public static final String REVENUE_PER_CUSTOMER =
      COLUMNS.add(
          "revenue_per_customer", Types.MONEY, "currency", "Revenue up to as_of / customers.");

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
          .columns(COLUMNS)
          .build();

  private Cohorts() {}
}
