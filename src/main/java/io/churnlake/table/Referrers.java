package io.churnlake.table;

/** gold.referrers: what the customers brought who were brought by a customer. */
public final class Referrers {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "What is dated up to this day is known.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add(
          CustomerDays.CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer who referred.");
  public static final String REFERRED_CUSTOMERS =
      COLUMNS.add(
          "referred_customers",
          Types.LONG,
          "customers",
          "Customers with a counting order by as_of who name this one.");
  public static final String HISTORIC_CLV =
      COLUMNS.add(Clv.HISTORIC_CLV, Types.MONEY, "currency", "Their margin to date; see gold.clv.");
  public static final String EXPECTED_CLV =
      COLUMNS.add(
          Clv.EXPECTED_CLV, Types.MONEY, "currency", "Their expected margin; see gold.clv.");
  public static final String REFERRAL_VALUE =
      COLUMNS.add(
          "referral_value",
          Types.MONEY,
          "currency",
          "The sum of both: CLV brought. NULL where the log has no amounts.");

  public static final Table TABLE =
      Table.named("gold.referrers", "One customer who referred at least one other.")
          .writtenBy("economics")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY)
          .columns(COLUMNS)
          .build();

  private Referrers() {}
}
