package io.churnlake.table;

/** silver.touched_customers: whose history changed when, so that gold can follow. */
public final class TouchedCustomers {
  public static final String CUSTOMER_KEY = "customer_key";
  public static final String DAYS_VERSION = "days_version";

  public static final Table TABLE =
      Table.named(
              "silver.touched_customers",
              "One customer whose days were computed anew since silver was last made whole.")
          .writtenBy("conform")
          .layout(Layout.KEYED)
          .key(CUSTOMER_KEY)
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(
              DAYS_VERSION,
              Types.LONG,
              "",
              "Version of silver.customer_days with which the last change came.")
          .build();

  private TouchedCustomers() {}
}
