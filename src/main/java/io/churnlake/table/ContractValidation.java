package io.churnlake.table;

import org.apache.spark.sql.types.StructType;

/** gold.contract_validation: what could score contracts, how good it was, and which one does. */
public final class ContractValidation {
  private static final Columns COLUMNS = new Columns();

  public static final String AS_OF =
      COLUMNS.add(Table.AS_OF, Types.DATE, "shop's zone", "The business date of the run.");
  public static final String CANDIDATE =
      COLUMNS.add(
          "candidate",
          Types.STRING,
          "",
          "'sbg' (renewals so far decide, gold.contract_fits), 'logistic' (regression on all"
              + " features, that one among them), or 'base_rate' (the same for all).");
  public static final String MODEL_ID =
      COLUMNS.add(
          ContractScores.MODEL_ID,
          Types.STRING,
          "",
          "As in gold.contract_scores; NULL if not used.");
  public static final String IS_USED =
      COLUMNS.add("is_used", Types.BOOLEAN, "", "It scores the contracts of as_of.");
  public static final String DECISION = COLUMNS.add("decision", Types.STRING, "", "Why, in words.");
  public static final String LEARNT_ON =
      COLUMNS.add(
          ChurnValidation.LEARNT_ON,
          Types.listOf(Types.DATE),
          "shop's zone",
          "Cut-offs learnt from for the trial; NULL for rules.");
  public static final String VALIDATED_ON =
      COLUMNS.add(
          ChurnValidation.VALIDATED_ON,
          Types.DATE,
          "shop's zone",
          "Cut-off tried at; NULL if there is none.");
  public static final String N =
      COLUMNS.add("n", Types.LONG, "contracts", "Up for renewal in the horizon after it.");
  public static final String NOT_RENEWED =
      COLUMNS.add("not_renewed", Types.LONG, "contracts", "Of these, not renewed.");
  public static final String BASE_RATE =
      COLUMNS.add("base_rate", Types.DOUBLE, "share", "not_renewed / n.");
  public static final String AUC =
      COLUMNS.add(
          "auc",
          Types.DOUBLE,
          "probability",
          "That one not renewed scores above one renewed; ties count one half.");
  public static final String AUC_LOW =
      COLUMNS.add(
          "auc_low", Types.DOUBLE, "probability", "Lower end of its 95 % interval (DeLong).");
  public static final String AUC_HIGH =
      COLUMNS.add(
          "auc_high", Types.DOUBLE, "probability", "Upper end of its 95 % interval (DeLong).");
  public static final String LOG_LOSS =
      COLUMNS.add("log_loss", Types.DOUBLE, "nats", "Mean negative log-likelihood.");
  public static final String MEAN_PREDICTION =
      COLUMNS.add("mean_prediction", Types.DOUBLE, "probability", "To be held against base_rate.");
  public static final String CALIBRATION_ERROR =
      COLUMNS.add(
          "calibration_error",
          Types.DOUBLE,
          "probability",
          "Expected calibration error over ten bins of equally many contracts.");
  public static final String LOG_LOSS_GAIN =
      COLUMNS.add(
          "log_loss_gain",
          Types.DOUBLE,
          "nats",
          "By how much the log-loss is lower than that of the rule, both moved to the rate that"
              + " was seen; of 'logistic' alone.");
  public static final String LOG_LOSS_GAIN_LOW =
      COLUMNS.add(
          "log_loss_gain_low",
          Types.DOUBLE,
          "nats",
          "Lower end of its 95 % interval (paired bootstrap over contracts).");
  public static final String LOG_LOSS_GAIN_HIGH =
      COLUMNS.add("log_loss_gain_high", Types.DOUBLE, "nats", "Upper end of it.");

  /** An input of a model, and what a standard deviation of it adds to the log-odds. */
  public static final StructType COEFFICIENT =
      new StructType().add("input", Types.STRING).add("coefficient", Types.DOUBLE);

  public static final String COEFFICIENTS =
      COLUMNS.add(
          "coefficients",
          Types.listOf(COEFFICIENT),
          "log-odds",
          "Per standard deviation of each input: of the model that scores, else of the one tried;"
              + " NULL for rules.");
  public static final String NULL_REASON =
      COLUMNS.add("null_reason", Types.STRING, "", "Why measures are NULL, in words.");

  public static final Table TABLE =
      Table.named(
              "gold.contract_validation",
              "One candidate to score contracts: how it did at the newest cut-off whose renewals"
                  + " are known, from what was known then.")
          .writtenBy("contracts")
          .layout(Layout.SLICED)
          .key(AS_OF, CANDIDATE)
          .columns(COLUMNS)
          .build();

  private ContractValidation() {}
}
