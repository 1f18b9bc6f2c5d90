package io.churnlake.table;

/** gold.referrals: how many new customers were referred by another. */
public final class Referrals {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "What is dated up to this day is known.");
  public static final String PERIOD = COLUMNS.add(Kpis.PERIOD, Types.STRING, "", "'month'.");
  public static final String CHANNEL =
      COLUMNS.add(
          UnitEconomics.CHANNEL,
          Types.STRING,
          "",
          "Of the new customer, as in gold.unit_economics.");
  public static final String PERIOD_START = Rates.month(COLUMNS);
  public static final String NEW_CUSTOMERS =
      COLUMNS.add(
          Kpis.NEW_CUSTOMERS,
          Types.LONG,
          "customers",
          "First counting order in the month, left truncated ones not counted.");
  public static final String DESCRIBED =
      COLUMNS.add(
          "described", Types.LONG, "customers", "Those of them in silver.customer_attributes.");
  public static final String REFERRED =
      COLUMNS.add("referred", Types.LONG, "customers", "Those of them who name another customer.");
  public static final String REFERRAL_RATE =
      Rates.share(
          COLUMNS,
          "referral_rate",
          "referred / new_customers.",
          Retention.PERIOD_NOT_ENDED,
          Kpis.DENOMINATOR_ZERO);

  public static final Table TABLE =
      Table.named(
              "gold.referrals",
              "The new customers of one month and channel, or of all; no rows without"
                  + " silver.customer_attributes.")
          .writtenBy("economics")
          .layout(Layout.SLICED)
          .key(AS_OF, PERIOD, CHANNEL, PERIOD_START)
          .columns(COLUMNS)
          .build();

  private Referrals() {}
}
