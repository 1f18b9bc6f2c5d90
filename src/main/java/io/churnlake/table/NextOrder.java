package io.churnlake.table;

/** gold.next_order: when a customer's next order is due. */
public final class NextOrder {
  public static final String AS_OF = Table.AS_OF;
  public static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  public static final String LAST_ORDER_DATE = Customers.LAST_ORDER_DATE;
  public static final String OCCASIONS = Customers.OCCASIONS;
  public static final String TYPICAL_INTERVAL_DAYS = "typical_interval_days";
  public static final String INTERVAL_IS_OWN = "interval_is_own";
  public static final String EXPECTED_BY = "expected_by";
  public static final String DAYS_OVERDUE = "days_overdue";
  public static final String NULL_REASON = Retention.NULL_REASON;

  /** Why there is no interval: gold.order_timing has no row of that order number. */
  public static final String NOBODY_OBSERVED = "nobody_observed";

  public static final Table TABLE =
      Table.named("gold.next_order", "One customer with a counting order up to as_of.")
          .writtenBy("timing")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY)
          .column(AS_OF, Types.DATE, "shop's zone", "Orders up to the end of this day are known.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(LAST_ORDER_DATE, Types.DATE, "shop's zone", "Of the last counting order.")
          .column(OCCASIONS, Types.INT, "occasions", "Days with a counting order.")
          .column(
              TYPICAL_INTERVAL_DAYS,
              Types.DOUBLE,
              "days",
              "Median of the customer's own gaps, from three on; otherwise the median of all who"
                  + " had as many occasions (gold.order_timing).")
          .column(INTERVAL_IS_OWN, Types.BOOLEAN, "", "It is of the customer's own gaps.")
          .column(
              EXPECTED_BY,
              Types.DATE,
              "shop's zone",
              "last_order_date + typical_interval_days, half days rounded up.")
          .column(
              DAYS_OVERDUE,
              Types.INT,
              "days",
              "From expected_by to as_of, 0 up to that day; half of all orders come later than"
                  + " typical.")
          .column(
              NULL_REASON,
              Types.STRING,
              "",
              "Why there is no interval: 'not_reached', half of all do not come again by"
                  + " observed_days; or 'nobody_observed'.")
          .build();

  private NextOrder() {}
}
