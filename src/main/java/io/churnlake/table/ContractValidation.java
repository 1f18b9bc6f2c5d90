package io.churnlake.table;

import org.apache.spark.sql.types.StructType;

/** gold.contract_validation: what could score contracts, how good it was, and which one does. */
public final class ContractValidation {
  public static final String AS_OF = Table.AS_OF;
  public static final String CANDIDATE = "candidate";
  public static final String MODEL_ID = ContractScores.MODEL_ID;
  public static final String IS_USED = "is_used";
  public static final String DECISION = "decision";
  public static final String LEARNT_ON = ChurnValidation.LEARNT_ON;
  public static final String VALIDATED_ON = ChurnValidation.VALIDATED_ON;
  public static final String N = "n";
  public static final String NOT_RENEWED = "not_renewed";
  public static final String BASE_RATE = "base_rate";
  public static final String AUC = "auc";
  public static final String AUC_LOW = "auc_low";
  public static final String AUC_HIGH = "auc_high";
  public static final String LOG_LOSS = "log_loss";
  public static final String MEAN_PREDICTION = "mean_prediction";
  public static final String CALIBRATION_ERROR = "calibration_error";
  public static final String LOG_LOSS_GAIN = "log_loss_gain";
  public static final String LOG_LOSS_GAIN_LOW = "log_loss_gain_low";
  public static final String LOG_LOSS_GAIN_HIGH = "log_loss_gain_high";
  public static final String COEFFICIENTS = "coefficients";
  public static final String NULL_REASON = "null_reason";

  /** An input of a model, and what a standard deviation of it adds to the log-odds. */
  public static final StructType COEFFICIENT =
      new StructType().add("input", Types.STRING).add("coefficient", Types.DOUBLE);

  public static final Table TABLE = definition();

  private ContractValidation() {}

  private static Table definition() {
    Table.Builder table =
        Table.named(
                "gold.contract_validation",
                "One candidate to score contracts: how it did at the newest cut-off whose renewals"
                    + " are known, from what was known then.")
            .writtenBy("contracts")
            .layout(Layout.SLICED)
            .key(AS_OF, CANDIDATE)
            .column(AS_OF, Types.DATE, "shop's zone", "The business date of the run.")
            .column(
                CANDIDATE,
                Types.STRING,
                "",
                "'sbg' (renewals so far decide, gold.contract_fits), 'logistic' (regression on all"
                    + " features, that one among them), or 'base_rate' (the same for all).")
            .column(MODEL_ID, Types.STRING, "", "As in gold.contract_scores; NULL if not used.")
            .column(IS_USED, Types.BOOLEAN, "", "It scores the contracts of as_of.")
            .column(DECISION, Types.STRING, "", "Why, in words.")
            .column(
                LEARNT_ON,
                Types.listOf(Types.DATE),
                "shop's zone",
                "Cut-offs learnt from for the trial; NULL for rules.")
            .column(
                VALIDATED_ON, Types.DATE, "shop's zone", "Cut-off tried at; NULL if there is none.")
            .column(N, Types.LONG, "contracts", "Up for renewal in the horizon after it.")
            .column(NOT_RENEWED, Types.LONG, "contracts", "Of these, not renewed.")
            .column(BASE_RATE, Types.DOUBLE, "share", "not_renewed / n.");
    return measures(table).build();
  }

  private static Table.Builder measures(Table.Builder table) {
    return table
        .column(
            AUC,
            Types.DOUBLE,
            "probability",
            "That one not renewed scores above one renewed; ties count one half.")
        .column(AUC_LOW, Types.DOUBLE, "probability", "Lower end of its 95 % interval (DeLong).")
        .column(AUC_HIGH, Types.DOUBLE, "probability", "Upper end of its 95 % interval (DeLong).")
        .column(LOG_LOSS, Types.DOUBLE, "nats", "Mean negative log-likelihood.")
        .column(MEAN_PREDICTION, Types.DOUBLE, "probability", "To be held against base_rate.")
        .column(
            CALIBRATION_ERROR,
            Types.DOUBLE,
            "probability",
            "Expected calibration error over ten bins of equally many contracts.")
        .column(
            LOG_LOSS_GAIN,
            Types.DOUBLE,
            "nats",
            "By how much the log-loss is lower than that of the rule, both moved to the rate that"
                + " was seen; of 'logistic' alone.")
        .column(
            LOG_LOSS_GAIN_LOW,
            Types.DOUBLE,
            "nats",
            "Lower end of its 95 % interval (paired bootstrap over contracts).")
        .column(LOG_LOSS_GAIN_HIGH, Types.DOUBLE, "nats", "Upper end of it.")
        .column(
            COEFFICIENTS,
            Types.listOf(COEFFICIENT),
            "log-odds",
            "Per standard deviation of each input: of the model that scores, else of the one tried;"
                + " NULL for rules.")
        .column(NULL_REASON, Types.STRING, "", "Why measures are NULL, in words.");
  }
}
