package io.churnlake.table;

/** gold.engagement: what customers do beside buying, by month. */
public final class EngagementMonths {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "Events up to this day are known.");
  public static final String KIND =
      COLUMNS.add(Engagement.KIND, Types.STRING, "", "'visit', 'email_open' or 'email_click'.");
  public static final String PERIOD = COLUMNS.add(Kpis.PERIOD, Types.STRING, "", "'month'.");
  public static final String PERIOD_START = Rates.month(COLUMNS);
  public static final String EVENTS =
      COLUMNS.add("events", Types.LONG, "events", "All, those of unknown visitors too.");
  public static final String CUSTOMERS_ENGAGED =
      COLUMNS.add("customers_engaged", Types.LONG, "customers", "Known ones with an event.");
  public static final String ACTIVE_CUSTOMERS =
      COLUMNS.add(
          "active_customers",
          Types.LONG,
          "customers",
          "Active on observed_to; the window is that of gold.kpis.");
  public static final String EVENTS_OF_ACTIVE =
      COLUMNS.add("events_of_active", Types.LONG, "events", "The events of these customers.");
  public static final String EVENTS_PER_ACTIVE =
      Rates.bounds(
          COLUMNS,
          Rates.figure(
              COLUMNS,
              "events_per_active_customer",
              Types.DOUBLE,
              "events",
              "events_of_active / active_customers.",
              Retention.PERIOD_NOT_ENDED,
              Kpis.WINDOW_NOT_OBSERVED,
              Kpis.DENOMINATOR_ZERO),
          "events",
          "normal over the active customers");

  public static final Table TABLE =
      Table.named(
              "gold.engagement",
              "The events of one kind in one month, from the kind's first on; no rows without"
                  + " silver.engagement.")
          .writtenBy("economics")
          .layout(Layout.SLICED)
          .key(AS_OF, KIND, PERIOD, PERIOD_START)
          .columns(COLUMNS)
          .build();

  private EngagementMonths() {}
}
