package io.churnlake.table;

/** gold.measure_effect: what measures did, by customers treated and customers left alone. */
public final class MeasureEffect {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "What is dated up to this day is known.");
  public static final String MEASURE =
      COLUMNS.add(CampaignContacts.MEASURE, Types.STRING, "", "As the contacts have it.");
  public static final String RISK_BAND =
      COLUMNS.add(
          ChurnScores.RISK_BAND,
          Types.STRING,
          "",
          "In the newest scores at the contact or before; 'unknown' if not scored then; 'all'"
              + " bands together.");
  public static final String WINDOW_DAYS =
      COLUMNS.add(
          Kpis.WINDOW_DAYS, Types.INT, "days", "How long after the contact; churn.horizon-days.");

  public static final String TREATED =
      COLUMNS.add("treated", Types.LONG, "customers", "Who were contacted.");
  public static final String TREATED_RETAINED = retained("treated_retained");
  public static final String TREATED_RATE = rate("treated_rate", TREATED_RETAINED, TREATED);

  public static final String CONTROL =
      COLUMNS.add("control", Types.LONG, "customers", "Who were left alone to compare.");
  public static final String CONTROL_RETAINED = retained("control_retained");
  public static final String CONTROL_RATE = rate("control_rate", CONTROL_RETAINED, CONTROL);
  public static final String RATE_DIFFERENCE =
      Rates.bounds(
          COLUMNS,
          COLUMNS.add(
              "rate_difference",
              Types.DOUBLE,
              "share",
              "treated_rate - control_rate: the effect, if chance chose the control group."),
          "share",
          "Newcombe 1998, method 10");
  public static final String SAVED =
      COLUMNS.add(
          "saved",
          Types.DOUBLE,
          "share",
          "rate_difference / (1 - control_rate): of those who would leave, who stays; to hold"
              + " against saved in actions.measures. NULL where all of the control group stay.");
  public static final String TREATED_REVENUE =
      COLUMNS.add(
          "treated_revenue", Types.DOUBLE, "currency", "Mean per treated customer in the window.");
  public static final String CONTROL_REVENUE =
      COLUMNS.add(
          "control_revenue",
          Types.DOUBLE,
          "currency",
          "Mean per customer of the control group in the window.");
  public static final String REVENUE_DIFFERENCE =
      Rates.bounds(
          COLUMNS,
          COLUMNS.add(
              "revenue_difference",
              Types.DOUBLE,
              "currency",
              "treated_revenue - control_revenue; its bounds are NULL where a group has one"
                  + " customer."),
          "currency",
          "normal with Welch's variance");
  public static final String TREATED_COST =
      COLUMNS.add(
          "treated_cost",
          Types.DOUBLE,
          "currency",
          "Mean of the treated contacts whose cost was delivered; NULL if none.");

  public static final String NOBODY_TREATED = "nobody_treated";
  public static final String NOBODY_IN_CONTROL = "nobody_in_control";

  public static final String NULL_REASON =
      COLUMNS.add(
          "null_reason",
          Types.STRING,
          "",
          "Why a group's figures and the differences are NULL: '"
              + NOBODY_TREATED
              + "', '"
              + NOBODY_IN_CONTROL
              + "'.");

  /** All bands together. */
  public static final String ALL = "all";

  /** Not scored at the contact or before. */
  public static final String UNKNOWN = "unknown";

  public static final Table TABLE =
      Table.named(
              "gold.measure_effect",
              "One measure in one risk band: each customer's first contact whose window has ended"
                  + " by as_of; no rows without silver.campaign_contacts.")
          .writtenBy("actions")
          .layout(Layout.SLICED)
          .key(AS_OF, MEASURE, RISK_BAND)
          .columns(COLUMNS)
          .build();

  private MeasureEffect() {}

  private static String retained(String name) {
    return COLUMNS.add(
        name,
        Types.LONG,
        "customers",
        "Those of them with an occasion in the window after the day of the contact.");
  }

  private static String rate(String name, String retained, String customers) {
    COLUMNS.add(name, Types.DOUBLE, "share", retained + " / " + customers + ".");
    return Rates.bounds(COLUMNS, name, "share", "Wilson");
  }
}
