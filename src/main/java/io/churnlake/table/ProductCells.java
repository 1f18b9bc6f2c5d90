package io.churnlake.table;

/** gold.product_cells: what gold.products is made of, and what a later night adds to. */
public final class ProductCells {
  public static final String SPLIT = Cohorts.SPLIT;
  public static final String SPLIT_VALUE = Cohorts.SPLIT_VALUE;
  public static final String KIND = TimingCells.KIND;
  public static final String START = TimingCells.START;
  public static final String LENGTH = TimingCells.LENGTH;
  public static final String CUSTOMERS = TimingCells.CUSTOMERS;
  public static final String ORDERS = "orders";
  public static final String REVENUE = "revenue";
  public static final String NET_REVENUE = "net_revenue";
  public static final String COST = "cost";
  public static final String COSTED_REVENUE = "costed_revenue";
  public static final String REVENUE_REVENUE = "revenue_revenue";

  /** Kind: all who began with it, and what they brought. */
  public static final String MEMBERS = "members";

  /** Kind: what they brought from the first order on, up to so many days later. */
  public static final String WITHIN = "within";

  public static final Table TABLE =
      Table.named(
              "gold.product_cells",
              "Customers who began with one product or category, and what they brought, or how"
                  + " long they took or take to come again.")
          .writtenBy("products")
          .layout(Layout.REPLACED)
          .key(SPLIT, SPLIT_VALUE, KIND, START, LENGTH)
          .column(SPLIT, Types.STRING, "", "'first_product', 'first_category', or 'all'.")
          .column(SPLIT_VALUE, Types.STRING, "", "The product's code, or the category.")
          .column(
              KIND,
              Types.STRING,
              "",
              "'members': all; of those not left truncated, 'gap' from the first order to the next,"
                  + " 'wait' for one that has not come, 'within' so many days of the first.")
          .column(
              START,
              Types.INT,
              "days since 1970-01-01",
              "When a wait began; of 'within', the first order; else 0.")
          .column(LENGTH, Types.INT, "days", "Of a gap, or within how many; else 0.")
          .column(CUSTOMERS, Types.LONG, "customers", "Customers.")
          .column(ORDERS, Types.LONG, "orders", "Their orders; of 'members' and 'within' only.")
          .column(REVENUE, Types.LONG, "currency / 10000", "Revenue, gross; likewise.")
          .column(NET_REVENUE, Types.LONG, "currency / 10000", "Revenue, net; likewise.")
          .column(COST, Types.LONG, "currency / 10000", "Cost where it is known; likewise.")
          .column(COSTED_REVENUE, Types.LONG, "currency / 10000", "Amount of exactly those lines.")
          .column(
              REVENUE_REVENUE,
              Types.PRODUCTS,
              "",
              "Sum of each customer's revenue squared; of 'within' only.")
          .build();

  private ProductCells() {}
}
