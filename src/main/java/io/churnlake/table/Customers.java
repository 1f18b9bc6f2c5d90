package io.churnlake.table;

/** silver.customers: what is known of a customer from the orders, frozen at the first one. */
public final class Customers {
  public static final String CUSTOMER_KEY = "customer_key";
  public static final String FIRST_ORDER_DATE = "first_order_date";
  public static final String LAST_ORDER_DATE = "last_order_date";
  public static final String OCCASIONS = "occasions";
  public static final String ORDERS = "orders";
  public static final String REVENUE = "revenue";
  public static final String FIRST_CHANNEL = "first_channel";
  public static final String FIRST_COUNTRY = "first_country";
  public static final String FIRST_SOURCE = "first_source";
  public static final String FIRST_PRODUCT = "first_product";
  public static final String FIRST_CATEGORY = "first_category";
  public static final String FIRST_DISCOUNTED = "first_discounted";
  public static final String LEFT_TRUNCATED = "left_truncated";

  public static final Table TABLE =
      Table.named("silver.customers", "One customer with at least one counting order.")
          .writtenBy("conform")
          .layout(Layout.KEYED)
          .key(CUSTOMER_KEY)
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(FIRST_ORDER_DATE, Types.DATE, "shop's zone", "Date of the first counting order.")
          .column(LAST_ORDER_DATE, Types.DATE, "shop's zone", "Date of the last one delivered.")
          .column(
              OCCASIONS, Types.INT, "customer-days", "Days with a counting line, all delivered.")
          .column(ORDERS, Types.INT, "orders", "Counting orders, all delivered.")
          .column(REVENUE, Types.MONEY, "currency", "Counting revenue, all delivered.")
          .column(FIRST_CHANNEL, Types.STRING, "", "Channel of the first order.")
          .column(FIRST_COUNTRY, Types.STRING, "", "Country of the first order.")
          .column(FIRST_SOURCE, Types.STRING, "", "Source that read the first order.")
          .column(
              FIRST_PRODUCT, Types.STRING, "", "Product of highest revenue on it, then least code.")
          .column(
              FIRST_CATEGORY, Types.STRING, "", "Category of highest revenue on it, then least.")
          .column(
              FIRST_DISCOUNTED,
              Types.BOOLEAN,
              "",
              "Some line of the first order had a discount; NULL where the log does not say.")
          .column(
              LEFT_TRUNCATED,
              Types.BOOLEAN,
              "",
              "First seen within history_guard days of the log's start.")
          .build();

  private Customers() {}
}
