package io.churnlake.table;

/** silver.customers: what is known of a customer from the orders, frozen at the first one. */
public final class Customers {
  private static final Columns COLUMNS = new Columns();

  public static final String CUSTOMER_KEY =
      COLUMNS.add("customer_key", Types.STRING, "", "Keyed hash of the customer.");
  public static final String FIRST_ORDER_DATE =
      COLUMNS.add(
          "first_order_date", Types.DATE, "shop's zone", "Date of the first counting order.");
  public static final String LAST_ORDER_DATE =
      COLUMNS.add("last_order_date", Types.DATE, "shop's zone", "Date of the last one delivered.");
  public static final String OCCASIONS =
      COLUMNS.add(
          "occasions", Types.INT, "customer-days", "Days with a counting line, all delivered.");
  public static final String ORDERS =
      COLUMNS.add("orders", Types.INT, "orders", "Counting orders, all delivered.");
  public static final String REVENUE =
      COLUMNS.add("revenue", Types.MONEY, "currency", "Counting revenue, all delivered.");
  public static final String FIRST_CHANNEL =
      COLUMNS.add("first_channel", Types.STRING, "", "Channel of the first order.");
  public static final String FIRST_COUNTRY =
      COLUMNS.add("first_country", Types.STRING, "", "Country of the first order.");
  public static final String FIRST_SOURCE =
      COLUMNS.add("first_source", Types.STRING, "", "Source that read the first order.");
  public static final String FIRST_PRODUCT =
      COLUMNS.add(
          "first_product", Types.STRING, "", "Product of highest revenue on it, then least code.");
  public static final String FIRST_CATEGORY =
      COLUMNS.add(
          "first_category", Types.STRING, "", "Category of highest revenue on it, then least.");
  public static final String FIRST_DISCOUNTED =
      COLUMNS.add(
          "first_discounted",
          Types.BOOLEAN,
          "",
          "Some line of the first order had a discount; NULL where the log does not say.");
  public static final String LEFT_TRUNCATED =
      COLUMNS.add(
          "left_truncated",
          Types.BOOLEAN,
          "",
          "First seen within history_guard days of the log's start.");

  public static final Table TABLE =
      Table.named("silver.customers", "One customer with at least one counting order.")
          .writtenBy("conform")
          .layout(Layout.KEYED)
          .key(CUSTOMER_KEY)
          .columns(COLUMNS)
          .build();

  private Customers() {}
}
