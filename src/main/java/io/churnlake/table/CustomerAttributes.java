package io.churnlake.table;

/** silver.customer_attributes: what the shop knows of a customer beside the orders. */
public final class CustomerAttributes {
  public static final String CUSTOMER_KEY = "customer_key";
  public static final String SIGNED_UP_ON = "signed_up_on";
  public static final String CHANNEL = "channel";
  public static final String REFERRER_KEY = "referrer_key";
  public static final String BIRTH_YEAR = "birth_year";
  public static final String CONSENT = "consent";
  public static final String ATTRIBUTES = "attributes";

  public static final Table TABLE =
      Table.named(
              "silver.customer_attributes",
              "One customer as last delivered, whether with orders or without.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .key(CUSTOMER_KEY)
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(SIGNED_UP_ON, Types.DATE, "shop's zone", "Signed up; NULL if not delivered.")
          .column(CHANNEL, Types.STRING, "", "Came by this channel, as the shop says.")
          .column(REFERRER_KEY, Types.STRING, "", "Keyed hash of the customer who referred.")
          .column(BIRTH_YEAR, Types.INT, "year", "Year of birth; NULL if not delivered.")
          .column(CONSENT, Types.BOOLEAN, "", "May be written to; NULL if not delivered.")
          .column(
              ATTRIBUTES,
              Types.mapOf(Types.STRING),
              "",
              "What else the mapping names of the customer, text by name.")
          .build();

  private CustomerAttributes() {}
}
