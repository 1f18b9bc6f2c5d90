package io.churnlake.table;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** The columns that tell how good churn scores are, shared by validation and evaluation. */
public final class ChurnMetrics {
  static final Columns COLUMNS = new Columns();

  public static final String MODEL_VERSION =
      COLUMNS.add(ChurnModels.MODEL_VERSION, Types.STRING, "", "The model that scored.");
  public static final String POPULATION =
      COLUMNS.add(
          "population",
          Types.STRING,
          "",
          "'all' scored; 'not_lapsed', active within the activity window; 'repeat_buyers', with"
              + " two occasions or more; in evaluation also 'segment:' and a segment of gold.rfm"
              + " of as_of, for 'model' and 'recency', and 'band:' and a risk band for 'model'.");
  public static final String SCORE_NAME =
      COLUMNS.add(
          "score_name",
          Types.STRING,
          "",
          "'model'; in validation also every candidate by its name, 'model_in_season', the model"
              + " moved by half the season's shift, and 'incumbent', the model in use; baselines 'recency' (days since the last occasion), 'bg_nbd' (P(no purchase)"
              + " of BG/NBD; in evaluation as gold.churn_features of as_of has it, in validation"
              + " moved to the churn rate) and 'base_rate' (the same probability for all).");
  public static final String N = COLUMNS.add("n", Types.LONG, "customers", "Customers scored.");
  public static final String CHURNERS =
      COLUMNS.add("churners", Types.LONG, "customers", "Of these, churned.");
  public static final String BASE_RATE =
      COLUMNS.add("base_rate", Types.DOUBLE, "share", "churners / n.");
  public static final String AUC =
      COLUMNS.add(
          "auc",
          Types.DOUBLE,
          "probability",
          "That a churner's score exceeds a stayer's; ties count one half.");
  public static final String AUC_LOW =
      COLUMNS.add(
          "auc_low", Types.DOUBLE, "probability", "Lower end of its 95 % interval (DeLong).");
  public static final String AUC_HIGH =
      COLUMNS.add(
          "auc_high", Types.DOUBLE, "probability", "Upper end of its 95 % interval (DeLong).");
  public static final String BRIER =
      COLUMNS.add(
          "brier", Types.DOUBLE, "", "Mean squared error; NULL where the score is no probability.");
  public static final String LOG_LOSS =
      COLUMNS.add(
          "log_loss",
          Types.DOUBLE,
          "nats",
          "Mean negative log-likelihood; NULL where the score is no probability.");
  public static final String TOP_DECILE_LIFT =
      COLUMNS.add(
          "top_decile_lift",
          Types.DOUBLE,
          "ratio",
          "Churners' share in the riskiest tenth over base_rate; ties shared out.");
  public static final String LIFT_CEILING =
      COLUMNS.add(
          "lift_ceiling",
          Types.DOUBLE,
          "ratio",
          "The most it can be: the lesser of 1 / base_rate and 10, where the riskiest tenth holds"
              + " all churners.");
  public static final String PR_AUC =
      COLUMNS.add(
          "pr_auc",
          Types.DOUBLE,
          "share",
          "Area under the precision-recall curve, as average precision; base_rate where all"
              + " scores are alike.");
  public static final String MEAN_PREDICTION =
      COLUMNS.add(
          "mean_prediction",
          Types.DOUBLE,
          "probability",
          "Mean score, to be held against base_rate; NULL where the score is no probability.");
  public static final String CALIBRATION_ERROR =
      COLUMNS.add(
          "calibration_error",
          Types.DOUBLE,
          "probability",
          "Mean distance of prediction and churn rate in ten equal bins by prediction (expected"
              + " calibration error); NULL where the score is no probability.");
  public static final String NULL_REASON =
      COLUMNS.add("null_reason", Types.STRING, "", "Why a metric is NULL.");

  /** A tenth of the customers by score; counts need not be whole, since ties are shared out. */
  public static final StructType DECILE =
      new StructType()
          .add("decile", Types.INT)
          .add("customers", Types.DOUBLE)
          .add("churners", Types.DOUBLE)
          .add("lowest_score", Types.DOUBLE)
          .add("highest_score", Types.DOUBLE)
          .add("mean_score", Types.DOUBLE)
          .add("churn_rate", Types.DOUBLE)
          .add("churn_rate_low", Types.DOUBLE)
          .add("churn_rate_high", Types.DOUBLE)
          .add("gain", Types.DOUBLE)
          .add("lift", Types.DOUBLE)
          .add("cumulative_lift", Types.DOUBLE)
          .add("cumulative_lift_ceiling", Types.DOUBLE);

  public static final String DECILES =
      COLUMNS.add(
          "deciles",
          Types.listOf(DECILE),
          "",
          "The customers in tenths, 1 the riskiest: mean score beside the churn rate with its 95 %"
              + " interval (Wilson); share of all churners caught up to here, lift, and its"
              + " ceiling.");

  static {
    List.of(LOG_LOSS, TOP_DECILE_LIFT, PR_AUC, CALIBRATION_ERROR).forEach(ChurnMetrics::bounds);
  }

  private ChurnMetrics() {}

  private static void bounds(String metric) {
    COLUMNS.add(
        metric + "_low",
        Types.DOUBLE,
        "",
        "Lower end of the 95 % interval of "
            + metric
            + (metric.equals(CALIBRATION_ERROR)
                ? " (bootstrap over customers; it held the true value 83 to 87 times of 100 in"
                    + " simulations, so take it wider)"
                : metric.equals(TOP_DECILE_LIFT)
                    ? " (bootstrap over customers; it may exceed lift_ceiling, since the base rate"
                        + " has an error too)"
                    : " (bootstrap over customers)")
            + "; NULL unless population is 'all', and with fewer than"
            + " five churners or stayers.");
    COLUMNS.add(metric + "_high", Types.DOUBLE, "", "Upper end of it.");
  }
}
