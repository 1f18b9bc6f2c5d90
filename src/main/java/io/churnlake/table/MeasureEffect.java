package io.churnlake.table;

/** gold.measure_effect: what measures did, by customers treated and customers left alone. */
public final class MeasureEffect {
  public static final String AS_OF = Table.AS_OF;
  public static final String MEASURE = CampaignContacts.MEASURE;
  public static final String RISK_BAND = ChurnScores.RISK_BAND;
  public static final String WINDOW_DAYS = Kpis.WINDOW_DAYS;
  public static final String TREATED = "treated";
  public static final String TREATED_RETAINED = "treated_retained";
  public static final String TREATED_RATE = "treated_rate";
  public static final String CONTROL = "control";
  public static final String CONTROL_RETAINED = "control_retained";
  public static final String CONTROL_RATE = "control_rate";
  public static final String RATE_DIFFERENCE = "rate_difference";
  public static final String SAVED = "saved";
  public static final String TREATED_REVENUE = "treated_revenue";
  public static final String CONTROL_REVENUE = "control_revenue";
  public static final String REVENUE_DIFFERENCE = "revenue_difference";
  public static final String TREATED_COST = "treated_cost";
  public static final String NULL_REASON = "null_reason";

  /** All bands together. */
  public static final String ALL = "all";

  /** Not scored at the contact or before. */
  public static final String UNKNOWN = "unknown";

  public static final String NOBODY_TREATED = "nobody_treated";
  public static final String NOBODY_IN_CONTROL = "nobody_in_control";

  public static final Table TABLE = definition();

  private MeasureEffect() {}

  private static Table definition() {
    Table.Builder table =
        Table.named(
                "gold.measure_effect",
                "One measure in one risk band: each customer's first contact whose window has ended"
                    + " by as_of; no rows without silver.campaign_contacts.")
            .writtenBy("actions")
            .layout(Layout.SLICED)
            .key(AS_OF, MEASURE, RISK_BAND)
            .column(AS_OF, Types.DATE, "shop's zone", "What is dated up to this day is known.")
            .column(MEASURE, Types.STRING, "", "As the contacts have it.")
            .column(
                RISK_BAND,
                Types.STRING,
                "",
                "In the newest scores at the contact or before; 'unknown' if not scored then; 'all'"
                    + " bands together.")
            .column(
                WINDOW_DAYS, Types.INT, "days", "How long after the contact; churn.horizon-days.");
    group(table, TREATED, TREATED_RETAINED, TREATED_RATE, "Who were contacted.");
    group(table, CONTROL, CONTROL_RETAINED, CONTROL_RATE, "Who were left alone to compare.");
    table.column(
        RATE_DIFFERENCE,
        Types.DOUBLE,
        "share",
        "treated_rate - control_rate: the effect, if chance chose the control group.");
    Rates.bounds(table, RATE_DIFFERENCE, "share", "Newcombe 1998, method 10");
    table
        .column(
            SAVED,
            Types.DOUBLE,
            "share",
            "rate_difference / (1 - control_rate): of those who would leave, who stays; to hold"
                + " against saved in actions.measures. NULL where all of the control group stay.")
        .column(
            TREATED_REVENUE, Types.DOUBLE, "currency", "Mean per treated customer in the window.")
        .column(
            CONTROL_REVENUE,
            Types.DOUBLE,
            "currency",
            "Mean per customer of the control group in the window.")
        .column(
            REVENUE_DIFFERENCE,
            Types.DOUBLE,
            "currency",
            "treated_revenue - control_revenue; its bounds are NULL where a group has one"
                + " customer.");
    Rates.bounds(table, REVENUE_DIFFERENCE, "currency", "normal with Welch's variance");
    return table
        .column(
            TREATED_COST,
            Types.DOUBLE,
            "currency",
            "Mean of the treated contacts whose cost was delivered; NULL if none.")
        .column(
            NULL_REASON,
            Types.STRING,
            "",
            "Why a group's figures and the differences are NULL: '"
                + NOBODY_TREATED
                + "', '"
                + NOBODY_IN_CONTROL
                + "'.")
        .build();
  }

  private static void group(
      Table.Builder table, String n, String retained, String rate, String who) {
    table
        .column(n, Types.LONG, "customers", who)
        .column(
            retained,
            Types.LONG,
            "customers",
            "Those of them with an occasion in the window after the day of the contact.")
        .column(rate, Types.DOUBLE, "share", retained + " / " + n + ".");
    Rates.bounds(table, rate, "share", "Wilson");
  }
}
