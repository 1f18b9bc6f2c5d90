package io.churnlake.table;

import java.util.List;

/** gold.products: what becomes of those who began with a product or a category. */
public final class ProductOutcomes {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(
          Table.AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.");
  public static final String SPLIT =
      COLUMNS.add(Cohorts.SPLIT, Types.STRING, "", "'first_product' or 'first_category'.");
  public static final String SPLIT_VALUE =
      COLUMNS.add(Cohorts.SPLIT_VALUE, Types.STRING, "", "The product's code, or the category.");
  public static final String CUSTOMERS =
      COLUMNS.add("customers", Types.LONG, "customers", "Began with it.");
  public static final String IS_ENOUGH =
      COLUMNS.add(
          "is_enough",
          Types.BOOLEAN,
          "",
          "new_customers is at least retention.least-customers: enough to say so.");
  public static final String ORDERS =
      COLUMNS.add("orders", Types.LONG, "orders", "Their orders of whatever, up to as_of.");
  public static final String REVENUE =
      COLUMNS.add("revenue", Types.MONEY, "currency", "Their revenue up to as_of, gross.");
  public static final String NET_REVENUE =
      COLUMNS.add("net_revenue", Types.MONEY, "currency", "The same less what came back by as_of.");
  public static final String MARGIN =
      COLUMNS.add("margin", Types.MONEY, "currency", "Margin of the revenue, gross.");
  public static final String ORDERS_PER_CUSTOMER =
      COLUMNS.add(
          "orders_per_customer",
          Types.DOUBLE,
          "orders",
          "orders / customers; more for what was sold long ago.");
  public static final String REVENUE_PER_CUSTOMER =
      COLUMNS.add(
          "revenue_per_customer", Types.MONEY, "currency", "revenue / customers; likewise.");
  public static final String MARGIN_PER_CUSTOMER =
      COLUMNS.add("margin_per_customer", Types.MONEY, "currency", "margin / customers; likewise.");
  public static final String NEW_CUSTOMERS =
      COLUMNS.add(
          "new_customers",
          Types.LONG,
          "customers",
          "Of the customers, those not left truncated; the shares are theirs.");
  public static final String CAME_AGAIN =
      COLUMNS.add(
          OrderTiming.CAME_AGAIN, Types.LONG, "customers", "Of these, came again by as_of.");
  public static final String MEDIAN =
      COLUMNS.add(
          OrderTiming.MEDIAN,
          Types.INT,
          "days",
          "Half have come again after so many, by Kaplan-Meier.");

  /** Days after the first order that customers are compared over. */
  public static final List<Integer> WITHIN_DAYS = List.of(90, 365);

  public static final String WITHIN_90 = OrderTiming.within(90);

  public static final String WITHIN_365 = OrderTiming.within(365);

  public static final Table TABLE = definition();

  private ProductOutcomes() {}

  /** The share of all customers, which that of a product is to be compared with. */
  public static String ofAll(String share) {
    return share + "_of_all";
  }

  /** New customers whose so many days have passed. */
  public static String followed(int days) {
    return "new_customers_followed_" + days;
  }

  /** What they brought in these days each, on average. */
  public static String revenue(int days) {
    return "revenue_within_" + days + "_per_customer";
  }

  /** The margin of it. */
  public static String margin(int days) {
    return "margin_within_" + days + "_per_customer";
  }

  private static Table definition() {
    Table.Builder table =
        Table.named("gold.products", "Customers who began with one product or category.")
            .writtenBy("products")
            .layout(Layout.SLICED)
            .key(AS_OF, SPLIT, SPLIT_VALUE)
            .columns(COLUMNS)
            .column(
                Kpis.nullReason(MEDIAN),
                Types.STRING,
                "",
                "Why it is NULL: 'not_reached', as not half have, or 'nobody_observed'.");
    for (int days : WITHIN_DAYS) {
      String within = OrderTiming.within(days);
      table
          .column(within, Types.DOUBLE, "share", "Came again within so many days, Kaplan-Meier.")
          .column(
              Kpis.nullReason(within),
              Types.STRING,
              "",
              "Why it is NULL: 'window_not_observed', as nobody was followed for so long, or"
                  + " 'nobody_observed', as all may have bought before.")
          .column(Kpis.low(within), Types.DOUBLE, "share", "Lower bound, 95 %.")
          .column(Kpis.high(within), Types.DOUBLE, "share", "Upper bound.")
          .column(ofAll(within), Types.DOUBLE, "share", "That of all customers, to compare with.")
          .column(
              followed(days),
              Types.LONG,
              "customers",
              "New customers whose first " + days + " days after the first order have passed.")
          .column(
              revenue(days),
              Types.MONEY,
              "currency",
              "Revenue, gross, of these days and the first, of one of them: fair between old and new"
                  + " products.")
          .column(
              Kpis.nullReason(revenue(days)),
              Types.STRING,
              "",
              "Why it is NULL: 'window_not_observed' or 'nobody_observed'.")
          .column(Kpis.low(revenue(days)), Types.MONEY, "currency", "Lower bound, 95 %.")
          .column(Kpis.high(revenue(days)), Types.MONEY, "currency", "Upper bound.")
          .column(margin(days), Types.MONEY, "currency", "Margin of that revenue; NULL with it.");
    }
    return table.build();
  }
}
