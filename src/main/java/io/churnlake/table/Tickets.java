package io.churnlake.table;

/** silver.tickets: what customers asked or complained about. */
public final class Tickets {
  public static final String OPENED_ON = "opened_on";
  public static final String CUSTOMER_KEY = "customer_key";
  public static final String CATEGORY = "category";
  public static final String CLOSED_ON = "closed_on";
  public static final String OCCURRENCE = "occurrence";

  public static final Table TABLE =
      Table.named("silver.tickets", "One support ticket, later ones than as_of too.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .key(OPENED_ON, CUSTOMER_KEY, CATEGORY, CLOSED_ON, OCCURRENCE)
          .column(OPENED_ON, Types.DATE, "shop's zone", "The day it was opened.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer; NULL: unknown.")
          .column(CATEGORY, Types.STRING, "", "What it is about, at most 64 characters.")
          .column(CLOSED_ON, Types.DATE, "shop's zone", "Closed; NULL while open.")
          .column(OCCURRENCE, Types.INT, "", "1, 2, ... among rows that are alike.")
          .build();

  private Tickets() {}
}
