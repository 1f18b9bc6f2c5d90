package io.churnlake.table;

import java.util.List;

/** gold.products: what becomes of those who began with a product or a category. */
public final class ProductOutcomes {
  public static final String AS_OF = Table.AS_OF;
  public static final String SPLIT = Cohorts.SPLIT;
  public static final String SPLIT_VALUE = Cohorts.SPLIT_VALUE;
  public static final String CUSTOMERS = "customers";
  public static final String IS_ENOUGH = "is_enough";
  public static final String ORDERS = "orders";
  public static final String REVENUE = "revenue";
  public static final String NET_REVENUE = "net_revenue";
  public static final String MARGIN = "margin";
  public static final String ORDERS_PER_CUSTOMER = "orders_per_customer";
  public static final String REVENUE_PER_CUSTOMER = "revenue_per_customer";
  public static final String MARGIN_PER_CUSTOMER = "margin_per_customer";
  public static final String NEW_CUSTOMERS = "new_customers";
  public static final String CAME_AGAIN = OrderTiming.CAME_AGAIN;

  /** Days after the first order that customers are compared over. */
  public static final List<Integer> WITHIN_DAYS = List.of(90, 365);

  public static final String WITHIN_90 = OrderTiming.within(90);

  public static final String WITHIN_365 = OrderTiming.within(365);
  public static final String MEDIAN = OrderTiming.MEDIAN;

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
            .column(AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.")
            .column(SPLIT, Types.STRING, "", "'first_product' or 'first_category'.")
            .column(SPLIT_VALUE, Types.STRING, "", "The product's code, or the category.")
            .column(CUSTOMERS, Types.LONG, "customers", "Began with it.")
            .column(
                IS_ENOUGH,
                Types.BOOLEAN,
                "",
                "new_customers is at least retention.least-customers: enough to say so.")
            .column(ORDERS, Types.LONG, "orders", "Their orders of whatever, up to as_of.")
            .column(REVENUE, Types.MONEY, "currency", "Their revenue up to as_of, gross.")
            .column(NET_REVENUE, Types.MONEY, "currency", "The same less what came back by as_of.")
            .column(MARGIN, Types.MONEY, "currency", "Margin of the revenue, gross.")
            .column(
                ORDERS_PER_CUSTOMER,
                Types.DOUBLE,
                "orders",
                "orders / customers; more for what was sold long ago.")
            .column(REVENUE_PER_CUSTOMER, Types.MONEY, "currency", "revenue / customers; likewise.")
            .column(MARGIN_PER_CUSTOMER, Types.MONEY, "currency", "margin / customers; likewise.")
            .column(
                NEW_CUSTOMERS,
                Types.LONG,
                "customers",
                "Of the customers, those not left truncated; the shares are theirs.")
            .column(CAME_AGAIN, Types.LONG, "customers", "Of these, came again by as_of.")
            .column(
                MEDIAN, Types.INT, "days", "Half have come again after so many, by Kaplan-Meier.")
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
