package io.churnlake.table;

/** silver.engagement: what customers do beside buying. */
public final class Engagement {
  private static final Columns COLUMNS = new Columns();

  public static final String EVENT_AT = COLUMNS.add("event_at", Types.TIMESTAMP, "UTC", "When.");
  public static final String EVENT_DATE =
      COLUMNS.add("event_date", Types.DATE, "shop's zone", "The day of that.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add("customer_key", Types.STRING, "", "Keyed hash of the customer; NULL: unknown.");
  public static final String KIND =
      COLUMNS.add("kind", Types.STRING, "", "'visit', 'email_open' or 'email_click'.");
  public static final String OCCURRENCE =
      COLUMNS.add("occurrence", Types.INT, "", "1, 2, ... among rows that are alike.");

  /** The kinds. */
  public static final String VISIT = "visit";

  public static final String EMAIL_OPEN = "email_open";
  public static final String EMAIL_CLICK = "email_click";

  public static final Table TABLE =
      Table.named("silver.engagement", "One visit, e-mail open or click, later than as_of too.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .key(EVENT_AT, CUSTOMER_KEY, KIND, OCCURRENCE)
          .columns(COLUMNS)
          .build();

  private Engagement() {}
}
