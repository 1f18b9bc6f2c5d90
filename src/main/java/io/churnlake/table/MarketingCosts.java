package io.churnlake.table;

/** silver.marketing_costs: what the shop spent to win and to keep customers. */
public final class MarketingCosts {
  private static final Columns COLUMNS = new Columns();

  public static final String SPENT_ON =
      COLUMNS.add("spent_on", Types.DATE, "shop's zone", "The day it is booked on.");
  public static final String CHANNEL =
      COLUMNS.add("channel", Types.STRING, "", "Spent on this channel; NULL if on none.");
  public static final String PURPOSE =
      COLUMNS.add("purpose", Types.STRING, "", "'acquisition' or 'retention'.");
  public static final String AMOUNT =
      COLUMNS.add("amount", Types.MONEY, "currency", "Spent; below zero for a credit.");
  public static final String OCCURRENCE =
      COLUMNS.add("occurrence", Types.INT, "", "1, 2, ... among rows that are alike.");

  /** The purposes. */
  public static final String ACQUISITION = "acquisition";

  public static final String RETENTION = "retention";

  public static final Table TABLE =
      Table.named("silver.marketing_costs", "One delivered sum, later ones than as_of too.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .key(SPENT_ON, CHANNEL, PURPOSE, AMOUNT, OCCURRENCE)
          .columns(COLUMNS)
          .build();

  private MarketingCosts() {}
}
