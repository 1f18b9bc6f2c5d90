package io.churnlake.table;

import org.apache.spark.sql.types.StructType;

/** gold.churn_scores and gold.churn_scores_current: each customer's probability to churn. */
public final class ChurnScores {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(
          Table.AS_OF, Types.DATE, "shop's zone", "The date the probability looks ahead from.");
  public static final String CUSTOMER_KEY =
      COLUMNS.add(CustomerDays.CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.");
  public static final String CHURN_PROBABILITY =
      COLUMNS.add(
          "churn_probability",
          Types.DOUBLE,
          "probability",
          "Of no counting occasion in horizon_days after as_of.");
  public static final String RISK_BAND =
      COLUMNS.add(
          "risk_band",
          Types.STRING,
          "",
          "'high', 'medium' or 'low', by the shares of customers in churn.bands; ties in one"
              + " band; NULL by null_reason.");
  public static final String RISK_RANK =
      COLUMNS.add(
          "risk_rank",
          Types.LONG,
          "place",
          "1 is the riskiest; ties to a millionth share it; NULL as risk_band.");
  public static final String VALUE_AT_RISK =
      COLUMNS.add(
          "value_at_risk",
          Types.MONEY,
          "currency",
          "churn_probability times what gold.clv expects of the customer if not dropped out"
              + " (expected_clv / p_alive); NULL without gold.clv of as_of.");
  public static final String EXPECTED_DAYS_TO_NEXT_ORDER =
      COLUMNS.add(
          "expected_days_to_next_order",
          Types.INT,
          "days",
          "Until half of such customers have ordered again (gold.clv, next_order_date); NULL if"
              + " never.");
  public static final String LOG_ODDS =
      COLUMNS.add(
          "log_odds", Types.DOUBLE, "log-odds", "The model's margin, of churn_probability.");
  public static final String BASE_LOG_ODDS =
      COLUMNS.add(
          "base_log_odds",
          Types.DOUBLE,
          "log-odds",
          "What all contributions are added to; the same for all customers.");

  /** A feature, its value, what it adds to the log-odds (Shapley value), and that in words. */
  public static final StructType REASON =
      new StructType()
          .add("feature", Types.STRING)
          .add("value", Types.DOUBLE)
          .add("contribution", Types.DOUBLE)
          .add("english", Types.STRING)
          .add("german", Types.STRING);

  public static final String REASONS_TO_LEAVE =
      COLUMNS.add(
          "reasons_to_leave",
          Types.listOf(REASON),
          "",
          "The five features that speak most for leaving, the strongest first. p_no_purchase"
              + " stands for all that BG/NBD says (with expected_occasions and p_alive, whose"
              + " contributions are in its own) and comes last.");
  public static final String REASONS_TO_STAY =
      COLUMNS.add(
          "reasons_to_stay",
          Types.listOf(REASON),
          "",
          "The five features that speak most for staying, in the same way.");
  public static final String RECENCY_DAYS =
      COLUMNS.add(ChurnFeatures.RECENCY_DAYS, Types.INT, "days", "Since the last occasion.");
  public static final String OCCASIONS =
      COLUMNS.add(ChurnFeatures.OCCASIONS, Types.INT, "customer-days", "Occasions so far.");
  public static final String HORIZON_DAYS =
      COLUMNS.add(
          ChurnModels.HORIZON_DAYS, Types.INT, "days", "How far the probability looks ahead.");
  public static final String MODEL_VERSION =
      COLUMNS.add(
          ChurnModels.MODEL_VERSION,
          Types.STRING,
          "",
          "The model that scored; 'fallback-bg_nbd' where none did, and BG/NBD's P(no purchase)"
              + " stands for one.");
  public static final String DATA_VERSION =
      COLUMNS.add(
          ChurnModels.DATA_VERSION, Types.STRING, "", "Delta versions of the tables scored from.");
  public static final String RUN_ID =
      COLUMNS.add(OpsTables.RUN_ID, Types.STRING, "", "The run that scored.");
  public static final String LOG_ENDS_ON =
      COLUMNS.add(
          "log_ends_on",
          Types.DATE,
          "shop's zone",
          "The last day up to as_of on which anybody's order counts. Long before as_of, the log"
              + " was not delivered up to it, and scores are staler than as_of says.");
  public static final String FALLBACK_REASON =
      COLUMNS.add(
          "fallback_reason",
          Types.STRING,
          "",
          "Why no model scored: 'log_younger_than_horizon', 'no_history_before_horizon',"
              + " 'too_few_to_learn_from', or 'no_model_of_these_settings'; NULL where one did.");
  public static final String NULL_REASON =
      COLUMNS.add(
          "null_reason",
          Types.STRING,
          "",
          "Why risk_band and risk_rank are NULL: 'customers_alike', all customers have the same"
              + " probability; else NULL.");

  /** The model_version of scores that no model made: BG/NBD's P(no purchase). */
  public static final String FALLBACK = "fallback-bg_nbd";

  /** No cut-off's outcome is known yet. */
  public static final String YOUNG_LOG = "log_younger_than_horizon";

  /** The one cut-off with a known outcome has less than a horizon of orders before it. */
  public static final String SHORT_HISTORY = "no_history_before_horizon";

  /** No training found enough customers, or enough of either outcome; or none was made. */
  public static final String NO_MODEL = "too_few_to_learn_from";

  /** There are models, but of other settings, of later dates, or of another version. */
  public static final String NO_USABLE_MODEL = "no_model_of_these_settings";

  /** All customers have the same probability, so that none is riskier than another. */
  public static final String CUSTOMERS_ALIKE = "customers_alike";

  public static final String LOW = "low";
  public static final String MEDIUM = "medium";
  public static final String HIGH = "high";

  /** Every scored as_of. */
  public static final Table TABLE =
      Table.named(
              "gold.churn_scores",
              "One customer of the scored population and the probability to churn after as_of.")
          .writtenBy("score")
          .layout(Layout.SLICED)
          .key(AS_OF, CUSTOMER_KEY)
          .columns(COLUMNS)
          .build();

  /** The newest scored as_of. */
  public static final Table CURRENT =
      Table.named("gold.churn_scores_current", "The slice of churn_scores of the newest as_of.")
          .writtenBy("score")
          .layout(Layout.REPLACED)
          .key(CUSTOMER_KEY)
          .columns(COLUMNS)
          .build();

  private ChurnScores() {}
}
