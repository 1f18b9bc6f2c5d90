package io.churnlake.table;

/** silver.marketing_costs: what the shop spent to win and to keep customers. */
public final class MarketingCosts {
  public static final String SPENT_ON = "spent_on";
  public static final String CHANNEL = "channel";
  public static final String PURPOSE = "purpose";
  public static final String AMOUNT = "amount";
  public static final String OCCURRENCE = "occurrence";

  /** The purposes. */
  public static final String ACQUISITION = "acquisition";

  public static final String RETENTION = "retention";

  public static final Table TABLE =
      Table.named("silver.marketing_costs", "One delivered sum, later ones than as_of too.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .key(SPENT_ON, CHANNEL, PURPOSE, AMOUNT, OCCURRENCE)
          .column(SPENT_ON, Types.DATE, "shop's zone", "The day it is booked on.")
          .column(CHANNEL, Types.STRING, "", "Spent on this channel; NULL if on none.")
          .column(PURPOSE, Types.STRING, "", "'acquisition' or 'retention'.")
          .column(AMOUNT, Types.MONEY, "currency", "Spent; below zero for a credit.")
          .column(OCCURRENCE, Types.INT, "", "1, 2, ... among rows that are alike.")
          .build();

  private MarketingCosts() {}
}
