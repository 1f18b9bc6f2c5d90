package io.churnlake.table;

/** gold.actions: what to do for each scored customer, and who is left alone to compare. */
public final class Actions {
  public static final String AS_OF = Table.AS_OF;
  public static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  public static final String MEASURE = "measure";
  public static final String PLANNED_MEASURE = "planned_measure";
  public static final String EXPECTED_WORTH = "expected_worth";
  public static final String COST = "cost";
  public static final String CHURN_PROBABILITY = ChurnScores.CHURN_PROBABILITY;
  public static final String P_SAVED = "p_saved";
  public static final String VALUE_KEPT = "value_kept";
  public static final String RISK_BAND = ChurnScores.RISK_BAND;
  public static final String SEGMENT = Rfm.SEGMENT;
  public static final String REASON = "reason";
  public static final String IS_CONTROL = "is_control";
  public static final String MODEL_VERSION = ChurnModels.MODEL_VERSION;

  /** The measure of who is not contacted. */
  public static final String NOTHING = "nothing";

  /** Why nothing is done. */
  public static final String NO_MEASURE = "no measure applies";

  public static final String NO_WORTH = "no measure that applies is worth more than it costs";
  public static final String NO_VALUE = "no value is known";
  public static final String CONTROL_GROUP = "control group";
  public static final String BUDGET = "the budget goes to customers of greater worth";

  public static final Table TABLE =
      Table.named(
              "gold.actions", "One customer with a churn score, and what to do for the customer.")
          .writtenBy("actions")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY)
          .column(AS_OF, Types.DATE, "shop's zone", "The date of the score.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(MEASURE, Types.STRING, "", "A measure of actions.measures, or 'nothing'.")
          .column(
              PLANNED_MEASURE,
              Types.STRING,
              "",
              "The measure; of the control group, what would be done otherwise; NULL if nothing.")
          .column(
              EXPECTED_WORTH,
              Types.MONEY,
              "currency",
              "churn_probability x p_saved x value_kept - cost; 0 of 'nothing'.")
          .column(COST, Types.MONEY, "currency", "Of the contact; 0 of 'nothing'.")
          .column(
              CHURN_PROBABILITY,
              Types.DOUBLE,
              "probability",
              "That the customer leaves, of gold.churn_scores.")
          .column(
              P_SAVED,
              Types.DOUBLE,
              "probability",
              "That a customer who would leave stays, by actions.measures; 0 of 'nothing'.")
          .column(
              VALUE_KEPT,
              Types.MONEY,
              "currency",
              "What a customer who stays is worth: value_at_risk / churn_probability of"
                  + " gold.churn_scores; NULL where one of them is, or the probability is 0.")
          .column(RISK_BAND, Types.STRING, "", "Of gold.churn_scores; NULL as there.")
          .column(SEGMENT, Types.STRING, "", "Of gold.rfm of as_of; NULL if the customer has none.")
          .column(REASON, Types.STRING, "", "Why this measure, or why nothing.")
          .column(
              IS_CONTROL,
              Types.BOOLEAN,
              "",
              "Is in the control group, the same customers each night: not to be contacted.")
          .column(MODEL_VERSION, Types.STRING, "", "The model that scored.")
          .build();

  private Actions() {}
}
