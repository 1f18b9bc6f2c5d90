package io.churnlake.table;

/** silver.campaign_contacts: who was treated by a campaign, and who was left out to compare. */
public final class CampaignContacts {
  private static final Columns COLUMNS = new Columns();

  public static final String CONTACTED_ON =
      COLUMNS.add("contacted_on", Types.DATE, "shop's zone", "The day of the contact.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add("customer_key", Types.STRING, "", "Keyed hash of the customer.");
  public static final String MEASURE =
      COLUMNS.add("measure", Types.STRING, "", "What was done, at most 64 characters.");
  public static final String CONTACT_GROUP =
      COLUMNS.add("contact_group", Types.STRING, "", "'treated', or 'control': left alone.");
  public static final String COST =
      COLUMNS.add("cost", Types.MONEY, "currency", "Of this contact; NULL if not delivered.");
  public static final String OCCURRENCE =
      COLUMNS.add("occurrence", Types.INT, "", "1, 2, ... among rows that are alike.");

  /** The groups. */
  public static final String CONTROL = "control";

  public static final String TREATED = "treated";

  public static final Table TABLE =
      Table.named("silver.campaign_contacts", "One customer in one campaign, later than as_of too.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .key(CONTACTED_ON, CUSTOMER_KEY, MEASURE, CONTACT_GROUP, COST, OCCURRENCE)
          .columns(COLUMNS)
          .build();

  private CampaignContacts() {}
}
