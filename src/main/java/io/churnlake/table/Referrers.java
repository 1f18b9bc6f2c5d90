package io.churnlake.table;

/** gold.referrers: what the customers brought who were brought by a customer. */
public final class Referrers {
  public static final String AS_OF = Table.AS_OF;
  public static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  public static final String REFERRED_CUSTOMERS = "referred_customers";
  public static final String HISTORIC_CLV = Clv.HISTORIC_CLV;
  public static final String EXPECTED_CLV = Clv.EXPECTED_CLV;
  public static final String REFERRAL_VALUE = "referral_value";

  public static final Table TABLE =
      Table.named("gold.referrers", "One customer who referred at least one other.")
          .writtenBy("economics")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY)
          .column(AS_OF, Types.DATE, "shop's zone", "What is dated up to this day is known.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer who referred.")
          .column(
              REFERRED_CUSTOMERS,
              Types.LONG,
              "customers",
              "Customers with a counting order by as_of who name this one.")
          .column(HISTORIC_CLV, Types.MONEY, "currency", "Their margin to date; see gold.clv.")
          .column(EXPECTED_CLV, Types.MONEY, "currency", "Their expected margin; see gold.clv.")
          .column(
              REFERRAL_VALUE,
              Types.MONEY,
              "currency",
              "The sum of both: CLV brought. NULL where the log has no amounts.")
          .build();

  private Referrers() {}
}
