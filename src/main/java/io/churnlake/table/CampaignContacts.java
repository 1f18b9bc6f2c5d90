package io.churnlake.table;

/** silver.campaign_contacts: who was treated by a campaign, and who was left out to compare. */
public final class CampaignContacts {
  public static final String CONTACTED_ON = "contacted_on";
  public static final String CUSTOMER_KEY = "customer_key";
  public static final String MEASURE = "measure";
  public static final String CONTACT_GROUP = "contact_group";
  public static final String COST = "cost";
  public static final String OCCURRENCE = "occurrence";

  /** The groups. */
  public static final String CONTROL = "control";

  public static final String TREATED = "treated";

  public static final Table TABLE =
      Table.named("silver.campaign_contacts", "One customer in one campaign, later than as_of too.")
          .writtenBy("inputs")
          .layout(Layout.REPLACED)
          .key(CONTACTED_ON, CUSTOMER_KEY, MEASURE, CONTACT_GROUP, COST, OCCURRENCE)
          .column(CONTACTED_ON, Types.DATE, "shop's zone", "The day of the contact.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(MEASURE, Types.STRING, "", "What was done, at most 64 characters.")
          .column(CONTACT_GROUP, Types.STRING, "", "'treated', or 'control': left alone.")
          .column(COST, Types.MONEY, "currency", "Of this contact; NULL if not delivered.")
          .column(OCCURRENCE, Types.INT, "", "1, 2, ... among rows that are alike.")
          .build();

  private CampaignContacts() {}
}
