package io.churnlake.table;

/** silver.customer_attributes: what the shop knows of a customer beside the orders. */
public final class CustomerAttributes {
  private static final Columns COLUMNS = new Columns();

  public static final String CUSTOMER_KEY =
      COLUMNS.add("customer_key", Types.STRING, "", "Keyed hash of the customer.");
  public static final String SIGNED_UP_ON =
      COLUMNS.add("signed_up_on", Types.DATE, "shop's zone", "Signed up; NULL if not delivered.");
  public static final String CHANNEL =
      COLUMNS.add("channel", Types.STRING, "", "Came by this channel, as the shop says.");
  public static final String REFERRER_KEY =
      COLUMNS.add("referrer_key", Types.STRING, "", "Keyed hash of the customer who referred.");
  public static final String BIRTH_YEAR =
      COLUMNS.add("birth_year", Types.INT, "year", "Year of birth; NULL if not delivered.");
  public static final String CONSENT =
      COLUMNS.add("consent", Types.BOOLEAN, "", "May be written to; NULL if not delivered.");
  public static final String ATTRIBUTES =
      COLUMNS.add(
          "attributes",
          Types.mapOf(Types.STRING),
          "",
          "What else the mapping names of the customer, text by name.");

  public static final Table TABLE =
      Table.named(
              "silver.customer_attributes",
              "One customer as last delivered, whether with orders or without.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .key(CUSTOMER_KEY)
          .columns(COLUMNS)
          .build();

  private CustomerAttributes() {}
}
