package io.churnlake.table;

import java.util.List;
import java.util.Locale;

/**
 * gold.revenue_cells: what gold.revenue_retention is made of, and what a later night adds to. Units
 * are months or quarters; a customer is counted in units to come too, as long as earlier revenue is
 * missed in them.
 */
public final class RevenueCells {
  public static final String BASIS = RevenueRetention.BASIS;
  public static final String PERIOD = RevenueRetention.PERIOD;
  public static final String UNIT = "unit";

  /** Amounts in ten-thousandths. */
  public static final List<String> AMOUNTS =
      List.of(
          RevenueRetention.REVENUE,
          RevenueRetention.START_REVENUE,
          RevenueRetention.CHURNED_REVENUE,
          RevenueRetention.CONTRACTION,
          RevenueRetention.RETAINED_REVENUE,
          RevenueRetention.EXPANSION,
          RevenueRetention.NEW_REVENUE,
          RevenueRetention.RESURRECTED_REVENUE,
          RevenueRetention.ADJUSTMENT,
          RevenueRetention.EXPANDED_REVENUE,
          RevenueRetention.GAINED_REVENUE,
          RevenueRetention.LOST_REVENUE);

  /** Numbers of customers, behind the amounts. */
  public static final List<String> COUNTS =
      List.of(
          RevenueRetention.CUSTOMERS,
          RevenueRetention.START_CUSTOMERS,
          RevenueRetention.CHURNED_CUSTOMERS,
          RevenueRetention.CONTRACTED_CUSTOMERS,
          RevenueRetention.EXPANDED_CUSTOMERS,
          RevenueRetention.NEW_CUSTOMERS,
          RevenueRetention.RESURRECTED_CUSTOMERS,
          RevenueRetention.ADJUSTED_CUSTOMERS);

  /** Sums of products of two amounts, behind the counts; for the ratios' intervals. */
  public static final List<String> PRODUCTS =
      List.of(
          products(RevenueRetention.RETAINED_REVENUE, RevenueRetention.RETAINED_REVENUE),
          products(RevenueRetention.RETAINED_REVENUE, RevenueRetention.START_REVENUE),
          products(RevenueRetention.START_REVENUE, RevenueRetention.START_REVENUE),
          products(RevenueRetention.EXPANDED_REVENUE, RevenueRetention.EXPANDED_REVENUE),
          products(RevenueRetention.EXPANDED_REVENUE, RevenueRetention.START_REVENUE),
          products(RevenueRetention.GAINED_REVENUE, RevenueRetention.GAINED_REVENUE),
          products(RevenueRetention.GAINED_REVENUE, RevenueRetention.LOST_REVENUE),
          products(RevenueRetention.LOST_REVENUE, RevenueRetention.LOST_REVENUE));

  public static final Table TABLE = definition();

  private RevenueCells() {}

  /** Column of the sum of the products of two amounts. */
  public static String products(String left, String right) {
    return left + "_times_" + right;
  }

  private static Table definition() {
    Table.Builder table =
        Table.named(
                "gold.revenue_cells",
                "Sums over customers with revenue in a period or in the one before.")
            .writtenBy("revenue")
            .layout(Layout.REPLACED)
            .key(BASIS, PERIOD, UNIT)
            .column(BASIS, Types.STRING, "", "'gross' or 'net'.")
            .column(PERIOD, Types.STRING, "", "'month', 'quarter' or 'twelve_months'.")
            .column(
                UNIT, Types.INT, "", "Number, since 1970, of the month or quarter it ends with.");
    for (String amount : AMOUNTS) {
      table.column(amount, Types.LONG, "currency / 10000", "As in gold.revenue_retention.");
    }
    for (String count : COUNTS) {
      table.column(count, Types.LONG, "customers", "As in gold.revenue_retention.");
    }
    for (String products : PRODUCTS) {
      table.column(
          products,
          Types.PRODUCTS,
          "",
          "Sum over customers of " + products.toLowerCase(Locale.ROOT).replace('_', ' ') + ".");
    }
    return table.build();
  }
}
