package io.churnlake.table;

/** silver.tickets: what customers asked or complained about. */
public final class Tickets {
  private static final Columns COLUMNS = new Columns();

  public static final String OPENED_ON =
      COLUMNS.add("opened_on", Types.DATE, "shop's zone", "The day it was opened.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add("customer_key", Types.STRING, "", "Keyed hash of the customer; NULL: unknown.");
  public static final String CATEGORY =
      COLUMNS.add("category", Types.STRING, "", "What it is about, at most 64 characters.");
  public static final String CLOSED_ON =
      COLUMNS.add("closed_on", Types.DATE, "shop's zone", "Closed; NULL while open.");
  public static final String OCCURRENCE =
      COLUMNS.add("occurrence", Types.INT, "", "1, 2, ... among rows that are alike.");

  public static final Table TABLE =
      Table.named("silver.tickets", "One support ticket, later ones than as_of too.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .key(OPENED_ON, CUSTOMER_KEY, CATEGORY, CLOSED_ON, OCCURRENCE)
          .columns(COLUMNS)
          .build();

  private Tickets() {}
}
