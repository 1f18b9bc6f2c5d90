package io.churnlake.table;

/** gold.next_order: when a customer's next order is due. */
public final class NextOrder {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(
          Table.AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add(CustomerDays.CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.");
  public static final String LAST_ORDER_DATE =
      COLUMNS.add(
          Customers.LAST_ORDER_DATE, Types.DATE, "shop's zone", "Of the last counting order.");
  public static final String OCCASIONS =
      COLUMNS.add(Customers.OCCASIONS, Types.INT, "occasions", "Days with a counting order.");
  public static final String TYPICAL_INTERVAL_DAYS =
      COLUMNS.add(
          "typical_interval_days",
          Types.DOUBLE,
          "days",
          "Median of the customer's own gaps, from three on; otherwise the median of all who"
              + " had as many occasions (gold.order_timing).");
  public static final String INTERVAL_IS_OWN =
      COLUMNS.add("interval_is_own", Types.BOOLEAN, "", "It is of the customer's own gaps.");
  public static final String EXPECTED_BY =
      COLUMNS.add(
          "expected_by",
          Types.DATE,
          "shop's zone",
          "last_order_date + typical_interval_days, half days rounded up.");
  public static final String DAYS_OVERDUE =
      COLUMNS.add(
          "days_overdue",
          Types.INT,
          "days",
          "From expected_by to as_of, 0 up to that day; half of all orders come later than"
              + " typical.");
  public static final String NULL_REASON =
      COLUMNS.add(
          Retention.NULL_REASON,
          Types.STRING,
          "",
          "Why there is no interval: 'not_reached', half of all do not come again by"
              + " observed_days; or 'nobody_observed'.");

  /** Why there is no interval: gold.order_timing has no row of that order number. */
  public static final String NOBODY_OBSERVED = "nobody_observed";

  public static final Table TABLE =
      Table.named("gold.next_order", "One customer with a counting order up to as_of.")
          .writtenBy("timing")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY)
          .columns(COLUMNS)
          .build();

  private NextOrder() {}
}
