package io.churnlake.table;

import org.apache.spark.sql.types.StructType;

/** gold.churn_scores and gold.churn_scores_current: each customer's probability to churn. */
public final class ChurnScores {
  public static final String AS_OF = Table.AS_OF;
  public static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  public static final String CHURN_PROBABILITY = "churn_probability";
  public static final String RISK_BAND = "risk_band";
  public static final String RISK_RANK = "risk_rank";
  public static final String VALUE_AT_RISK = "value_at_risk";
  public static final String EXPECTED_DAYS_TO_NEXT_ORDER = "expected_days_to_next_order";
  public static final String LOG_ODDS = "log_odds";
  public static final String BASE_LOG_ODDS = "base_log_odds";
  public static final String REASONS_TO_LEAVE = "reasons_to_leave";
  public static final String REASONS_TO_STAY = "reasons_to_stay";
  public static final String RECENCY_DAYS = ChurnFeatures.RECENCY_DAYS;
  public static final String OCCASIONS = ChurnFeatures.OCCASIONS;
  public static final String HORIZON_DAYS = ChurnModels.HORIZON_DAYS;
  public static final String MODEL_VERSION = ChurnModels.MODEL_VERSION;
  public static final String DATA_VERSION = ChurnModels.DATA_VERSION;
  public static final String LOG_ENDS_ON = "log_ends_on";
  public static final String RUN_ID = OpsTables.RUN_ID;

  public static final String FALLBACK_REASON = "fallback_reason";

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

  public static final String NULL_REASON = "null_reason";

  /** All customers have the same probability, so that none is riskier than another. */
  public static final String CUSTOMERS_ALIKE = "customers_alike";

  public static final String LOW = "low";
  public static final String MEDIUM = "medium";
  public static final String HIGH = "high";

  /** A feature, its value, what it adds to the log-odds (Shapley value), and that in words. */
  public static final StructType REASON =
      new StructType()
          .add("feature", Types.STRING)
          .add("value", Types.DOUBLE)
          .add("contribution", Types.DOUBLE)
          .add("english", Types.STRING)
          .add("german", Types.STRING);

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
        .column(
            RISK_BAND,
            Types.STRING,
            "",
            "'high', 'medium' or 'low', by the shares of customers in churn.bands; ties in one"
                + " band; NULL by null_reason.")
        .column(
            RISK_RANK,
            Types.LONG,
            "place",
            "1 is the riskiest; ties to a millionth share it; NULL as risk_band.")
        .column(
            VALUE_AT_RISK,
            Types.MONEY,
            "currency",
            "churn_probability times what gold.clv expects of the customer if not dropped out"
                + " (expected_clv / p_alive); NULL without gold.clv of as_of.")
        .column(
            EXPECTED_DAYS_TO_NEXT_ORDER,
            Types.INT,
            "days",
            "Until half of such customers have ordered again (gold.clv, next_order_date); NULL if"
                + " never.")
        .column(LOG_ODDS, Types.DOUBLE, "log-odds", "The model's margin, of churn_probability.")
        .column(
            BASE_LOG_ODDS,
            Types.DOUBLE,
            "log-odds",
            "What all contributions are added to; the same for all customers.")
        .column(
            REASONS_TO_LEAVE,
            Types.listOf(REASON),
            "",
            "The five features that speak most for leaving, the strongest first. p_no_purchase"
                + " stands for all that BG/NBD says (with expected_occasions and p_alive, whose"
                + " contributions are in its own) and comes last.")
        .column(
            REASONS_TO_STAY,
            Types.listOf(REASON),
            "",
            "The five features that speak most for staying, in the same way.")
        .column(RECENCY_DAYS, Types.INT, "days", "Since the last occasion.")
        .column(OCCASIONS, Types.INT, "customer-days", "Occasions so far.")
        .column(HORIZON_DAYS, Types.INT, "days", "How far the probability looks ahead.")
        .column(
            MODEL_VERSION,
            Types.STRING,
            "",
            "The model that scored; 'fallback-bg_nbd' where none did, and BG/NBD's P(no purchase)"
                + " stands for one.")
        .column(DATA_VERSION, Types.STRING, "", "Delta versions of the tables scored from.")
        .column(RUN_ID, Types.STRING, "", "The run that scored.")
        .column(
            LOG_ENDS_ON,
            Types.DATE,
            "shop's zone",
            "The last day up to as_of on which anybody's order counts. Long before as_of, the log"
                + " was not delivered up to it, and scores are staler than as_of says.")
        .column(
            FALLBACK_REASON,
            Types.STRING,
            "",
            "Why no model scored: 'log_younger_than_horizon', 'no_history_before_horizon',"
                + " 'too_few_to_learn_from', or 'no_model_of_these_settings'; NULL where one did.")
        .column(
            NULL_REASON,
            Types.STRING,
            "",
            "Why risk_band and risk_rank are NULL: 'customers_alike', all customers have the same"
                + " probability; else NULL.")
        .build();
  }
}
