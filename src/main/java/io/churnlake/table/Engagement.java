package io.churnlake.table;

/** silver.engagement: what customers do beside buying. */
public final class Engagement {
  public static final String EVENT_AT = "event_at";
  public static final String EVENT_DATE = "event_date";
  public static final String CUSTOMER_KEY = "customer_key";
  public static final String KIND = "kind";
  public static final String OCCURRENCE = "occurrence";

  /** The kinds. */
  public static final String VISIT = "visit";

  public static final String EMAIL_OPEN = "email_open";
  public static final String EMAIL_CLICK = "email_click";

  public static final Table TABLE =
      Table.named("silver.engagement", "One visit, e-mail open or click, later than as_of too.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .key(EVENT_AT, CUSTOMER_KEY, KIND, OCCURRENCE)
          .column(EVENT_AT, Types.TIMESTAMP, "UTC", "When.")
          .column(EVENT_DATE, Types.DATE, "shop's zone", "The day of that.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer; NULL: unknown.")
          .column(KIND, Types.STRING, "", "'visit', 'email_open' or 'email_click'.")
          .column(OCCURRENCE, Types.INT, "", "1, 2, ... among rows that are alike.")
          .build();

  private Engagement() {}
}
