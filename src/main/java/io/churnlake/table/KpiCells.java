package io.churnlake.table;

/**
 * gold.kpi_cells: what gold.kpis is made of, and what a later night adds to. A customer who buys in
 * a period is active at its end and at those of later periods until the window has passed or the
 * next purchase speaks for itself; customers whose runs of period ends have the same shape share a
 * row.
 */
public final class KpiCells {
  public static final String SPLIT = Cohorts.SPLIT;
  public static final String SPLIT_VALUE = Cohorts.SPLIT_VALUE;
  public static final String PERIOD = Cohorts.PERIOD;
  public static final String PERIOD_NUMBER = "period_number";
  public static final String LEAVES_ON = "leaves_on";
  public static final String NEXT_NUMBER = "next_number";
  public static final String CARRIED_ON = "carried_on";
  public static final String IS_FIRST = "is_first";
  public static final String BUYERS = Kpis.BUYERS;
  public static final String REPEAT_BUYERS = Kpis.REPEAT_BUYERS;
  public static final String BOUND_HERE = "bound_here";
  public static final String LEFT_TRUNCATED = Kpis.LEFT_TRUNCATED;
  public static final String ORDERS = Kpis.ORDERS;
  public static final String LINES = Kpis.LINES;
  public static final String FULL_PRICE_LINES = Kpis.FULL_PRICE_LINES;
  public static final String CATEGORIES = Kpis.CATEGORIES;
  public static final String REVENUE = Kpis.REVENUE;
  public static final String NET_REVENUE = Kpis.NET_REVENUE;
  public static final String ORDERS_ORDERS = "orders_orders";
  public static final String ORDERS_REVENUE = "orders_revenue";
  public static final String REVENUE_REVENUE = "revenue_revenue";
  public static final String LINES_LINES = "lines_lines";
  public static final String LINES_FULL_PRICE = "lines_full_price";
  public static final String FULL_PRICE_FULL_PRICE = "full_price_full_price";
  public static final String CATEGORIES_CATEGORIES = "categories_categories";

  /** {@link #NEXT_NUMBER} of customers who are not active any more when, or if, they buy again. */
  public static final int NONE = -1;

  public static final Table TABLE =
      Table.named("gold.kpi_cells", "Customers who bought in a period, by how it went on.")
          .writtenBy("cohorts")
          .layout(Layout.REPLACED)
          .key(
              SPLIT,
              SPLIT_VALUE,
              PERIOD,
              PERIOD_NUMBER,
              LEAVES_ON,
              NEXT_NUMBER,
              CARRIED_ON,
              IS_FIRST)
          .column(SPLIT, Types.STRING, "", "What divides the customers.")
          .column(SPLIT_VALUE, Types.STRING, "", "The part of the split.")
          .column(PERIOD, Types.STRING, "", "'week', 'month' or 'quarter'.")
          .column(PERIOD_NUMBER, Types.INT, "periods", "The period's, since 1970.")
          .column(
              LEAVES_ON,
              Types.DATE,
              "shop's zone",
              "The first day on which the last occasion in it has left the window; the period's first"
                  + " day where nothing was bought.")
          .column(
              NEXT_NUMBER,
              Types.INT,
              "periods",
              "The period of the next purchase if that comes before the window has passed, else -1.")
          .column(CARRIED_ON, Types.BOOLEAN, "", "Active at the end of the period before.")
          .column(IS_FIRST, Types.BOOLEAN, "", "The period of their first counting order.")
          .column(BUYERS, Types.LONG, "customers", "Customers.")
          .column(REPEAT_BUYERS, Types.LONG, "customers", "Two occasions or more in it.")
          .column(BOUND_HERE, Types.LONG, "customers", "Their second occasion ever is in it.")
          .column(LEFT_TRUNCATED, Types.LONG, "customers", "First seen in it, maybe not new.")
          .column(ORDERS, Types.LONG, "orders", "Orders in it.")
          .column(LINES, Types.LONG, "lines", "Counting lines.")
          .column(FULL_PRICE_LINES, Types.LONG, "lines", "Of these, without a discount.")
          .column(CATEGORIES, Types.LONG, "categories", "Categories, counted per customer.")
          .column(REVENUE, Types.LONG, "currency / 10000", "Revenue, gross.")
          .column(NET_REVENUE, Types.LONG, "currency / 10000", "Revenue, net.")
          .column(ORDERS_ORDERS, Types.PRODUCTS, "", "Sum over customers of orders squared.")
          .column(ORDERS_REVENUE, Types.PRODUCTS, "", "Of orders times revenue.")
          .column(REVENUE_REVENUE, Types.PRODUCTS, "", "Of revenue squared.")
          .column(LINES_LINES, Types.PRODUCTS, "", "Of lines squared.")
          .column(LINES_FULL_PRICE, Types.PRODUCTS, "", "Of lines times lines without a discount.")
          .column(FULL_PRICE_FULL_PRICE, Types.PRODUCTS, "", "Of lines without a discount squared.")
          .column(CATEGORIES_CATEGORIES, Types.PRODUCTS, "", "Of categories squared.")
          .build();

  private KpiCells() {}
}
