package io.churnlake.table;

/** gold.referrals: how many new customers were referred by another. */
public final class Referrals {
  public static final String AS_OF = Table.AS_OF;
  public static final String PERIOD = Kpis.PERIOD;
  public static final String CHANNEL = UnitEconomics.CHANNEL;
  public static final String PERIOD_START = Kpis.PERIOD_START;
  public static final String NEW_CUSTOMERS = Kpis.NEW_CUSTOMERS;
  public static final String DESCRIBED = "described";
  public static final String REFERRED = "referred";
  public static final String REFERRAL_RATE = "referral_rate";

  public static final Table TABLE = definition();

  private Referrals() {}

  private static Table definition() {
    Table.Builder table =
        Table.named(
                "gold.referrals",
                "The new customers of one month and channel, or of all; no rows without"
                    + " silver.customer_attributes.")
            .writtenBy("economics")
            .layout(Layout.SLICED)
            .key(AS_OF, PERIOD, CHANNEL, PERIOD_START)
            .column(AS_OF, Types.DATE, "shop's zone", "What is dated up to this day is known.")
            .column(PERIOD, Types.STRING, "", "'month'.")
            .column(CHANNEL, Types.STRING, "", "Of the new customer, as in gold.unit_economics.");
    Rates.month(table);
    table
        .column(
            NEW_CUSTOMERS,
            Types.LONG,
            "customers",
            "First counting order in the month, left truncated ones not counted.")
        .column(DESCRIBED, Types.LONG, "customers", "Those of them in silver.customer_attributes.")
        .column(REFERRED, Types.LONG, "customers", "Those of them who name another customer.");
    Rates.share(
        table,
        REFERRAL_RATE,
        "referred / new_customers.",
        Retention.PERIOD_NOT_ENDED,
        Kpis.DENOMINATOR_ZERO);
    return table.build();
  }
}
