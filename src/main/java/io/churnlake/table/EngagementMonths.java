package io.churnlake.table;

/** gold.engagement: what customers do beside buying, by month. */
public final class EngagementMonths {
  public static final String AS_OF = Table.AS_OF;
  public static final String KIND = Engagement.KIND;
  public static final String PERIOD = Kpis.PERIOD;
  public static final String PERIOD_START = Kpis.PERIOD_START;
  public static final String EVENTS = "events";
  public static final String CUSTOMERS_ENGAGED = "customers_engaged";
  public static final String ACTIVE_CUSTOMERS = "active_customers";
  public static final String EVENTS_OF_ACTIVE = "events_of_active";
  public static final String EVENTS_PER_ACTIVE = "events_per_active_customer";

  public static final Table TABLE = definition();

  private EngagementMonths() {}

  private static Table definition() {
    Table.Builder table =
        Table.named(
                "gold.engagement",
                "The events of one kind in one month, from the kind's first on; no rows without"
                    + " silver.engagement.")
            .writtenBy("economics")
            .layout(Layout.SLICED)
            .key(AS_OF, KIND, PERIOD, PERIOD_START)
            .column(AS_OF, Types.DATE, "shop's zone", "Events up to this day are known.")
            .column(KIND, Types.STRING, "", "'visit', 'email_open' or 'email_click'.")
            .column(PERIOD, Types.STRING, "", "'month'.");
    Rates.month(table);
    table
        .column(EVENTS, Types.LONG, "events", "All, those of unknown visitors too.")
        .column(CUSTOMERS_ENGAGED, Types.LONG, "customers", "Known ones with an event.")
        .column(
            ACTIVE_CUSTOMERS,
            Types.LONG,
            "customers",
            "Active on observed_to; the window is that of gold.kpis.")
        .column(EVENTS_OF_ACTIVE, Types.LONG, "events", "The events of these customers.");
    Rates.figure(
        table,
        EVENTS_PER_ACTIVE,
        Types.DOUBLE,
        "events",
        "events_of_active / active_customers.",
        Retention.PERIOD_NOT_ENDED,
        Kpis.WINDOW_NOT_OBSERVED,
        Kpis.DENOMINATOR_ZERO);
    Rates.bounds(table, EVENTS_PER_ACTIVE, "events", "normal over the active customers");
    return table.build();
  }
}
