package io.churnlake.table;

/** gold.actions: what to do for each scored customer, and who is left alone to compare. */
public final class Actions {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "The date of the score.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add(CustomerDays.CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.");
  public static final String MEASURE =
      COLUMNS.add("measure", Types.STRING, "", "A measure of actions.measures, or 'nothing'.");
  public static final String PLANNED_MEASURE =
      COLUMNS.add(
          "planned_measure",
          Types.STRING,
          "",
          "The measure; of the control group, what would be done otherwise; NULL if nothing.");
  public static final String EXPECTED_WORTH =
      COLUMNS.add(
          "expected_worth",
          Types.MONEY,
          "currency",
          "churn_probability x p_saved x value_kept - cost; 0 of 'nothing'.");
  public static final String COST =
      COLUMNS.add("cost", Types.MONEY, "currency", "Of the contact; 0 of 'nothing'.");
  public static final String CHURN_PROBABILITY =
      COLUMNS.add(
          ChurnScores.CHURN_PROBABILITY,
          Types.DOUBLE,
          "probability",
          "That the customer leaves, of gold.churn_scores.");
  public static final String P_SAVED =
      COLUMNS.add(
          "p_saved",
          Types.DOUBLE,
          "probability",
          "That a customer who would leave stays, by actions.measures; 0 of 'nothing'.");
  public static final String VALUE_KEPT =
      COLUMNS.add(
          "value_kept",
          Types.MONEY,
          "currency",
          "What a customer who stays is worth: value_at_risk / churn_probability of"
              + " gold.churn_scores; NULL where one of them is, or the probability is 0.");
  public static final String RISK_BAND =
      COLUMNS.add(ChurnScores.RISK_BAND, Types.STRING, "", "Of gold.churn_scores; NULL as there.");
  public static final String SEGMENT =
      COLUMNS.add(
          Rfm.SEGMENT, Types.STRING, "", "Of gold.rfm of as_of; NULL if the customer has none.");
  public static final String REASON =
      COLUMNS.add("reason", Types.STRING, "", "Why this measure, or why nothing.");
  public static final String IS_CONTROL =
      COLUMNS.add(
          "is_control",
          Types.BOOLEAN,
          "",
          "Is in the control group, the same customers each night: not to be contacted.");
  public static final String MODEL_VERSION =
      COLUMNS.add(ChurnModels.MODEL_VERSION, Types.STRING, "", "The model that scored.");

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
          .columns(COLUMNS)
          .build();

  private Actions() {}
}
