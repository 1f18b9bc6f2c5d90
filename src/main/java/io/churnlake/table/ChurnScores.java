package io.churnlake.table;

/** gold.churn_scores and gold.churn_scores_current: each customer's probability to churn. */
public final class ChurnScores {
  public static final String AS_OF = Table.AS_OF;
  public static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  public static final String CHURN_PROBABILITY = "churn_probability";
  public static final String RISK_BAND = "risk_band";
  public static final String RECENCY_DAYS = ChurnFeatures.RECENCY_DAYS;
  public static final String OCCASIONS = ChurnFeatures.OCCASIONS;
  public static final String HORIZON_DAYS = ChurnLabels.HORIZON_DAYS;
  public static final String MODEL_VERSION = ChurnModels.MODEL_VERSION;
  public static final String DATA_VERSION = ChurnModels.DATA_VERSION;
  public static final String RUN_ID = OpsTables.RUN_ID;

  /** Every scored as_of. */
  public static final Table TABLE =
      columns(
          Table.named(
                  "gold.churn_scores",
                  "One customer of the scored population and the probability to churn after as_of.")
              .layout(Layout.SLICED)
              .key(AS_OF, CUSTOMER_KEY));

  /** The newest scored as_of. */
  public static final Table CURRENT =
      columns(
          Table.named("gold.churn_scores_current", "The slice of churn_scores of the newest as_of.")
              .layout(Layout.REPLACED)
              .key(CUSTOMER_KEY));

  private ChurnScores() {}

  private static Table columns(Table.Builder table) {
    return table
        .writtenBy("score")
        .column(AS_OF, Types.DATE, "shop's zone", "The date the probability looks ahead from.")
        .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
        .column(
            CHURN_PROBABILITY,
            Types.DOUBLE,
            "probability",
            "Of no counting occasion in horizon_days after as_of.")
        .column(RISK_BAND, Types.STRING, "", "'low', 'medium' or 'high', by churn.bands.")
        .column(RECENCY_DAYS, Types.INT, "days", "Since the last occasion.")
        .column(OCCASIONS, Types.INT, "customer-days", "Occasions so far.")
        .column(HORIZON_DAYS, Types.INT, "days", "How far the probability looks ahead.")
        .column(MODEL_VERSION, Types.STRING, "", "The model that scored.")
        .column(DATA_VERSION, Types.STRING, "", "Delta versions of the tables scored from.")
        .column(RUN_ID, Types.STRING, "", "The run that scored.")
        .build();
  }
}
