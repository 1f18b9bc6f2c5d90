package io.churnlake.table;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** The columns that tell how good churn scores are, shared by validation and evaluation. */
public final class ChurnMetrics {
  public static final String MODEL_VERSION = ChurnModels.MODEL_VERSION;
  public static final String POPULATION = "population";
  public static final String SCORE_NAME = "score_name";
  public static final String N = "n";
  public static final String CHURNERS = "churners";
  public static final String BASE_RATE = "base_rate";
  public static final String AUC = "auc";
  public static final String AUC_LOW = "auc_low";
  public static final String AUC_HIGH = "auc_high";
  public static final String BRIER = "brier";
  public static final String LOG_LOSS = "log_loss";
  public static final String TOP_DECILE_LIFT = "top_decile_lift";
  public static final String LIFT_CEILING = "lift_ceiling";
  public static final String PR_AUC = "pr_auc";
  public static final String MEAN_PREDICTION = "mean_prediction";
  public static final String CALIBRATION_ERROR = "calibration_error";
  public static final String NULL_REASON = "null_reason";

  public static final String DECILES = "deciles";

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

  private ChurnMetrics() {}

  static Table.Builder addTo(Table.Builder table) {
    table
        .column(MODEL_VERSION, Types.STRING, "", "The model that scored.")
        .column(
            POPULATION,
            Types.STRING,
            "",
            "'all' scored; 'not_lapsed', active within the activity window; 'repeat_buyers', with"
                + " two occasions or more; in evaluation also 'segment:' and a segment of gold.rfm"
                + " of as_of, for 'model' and 'recency', and 'band:' and a risk band for 'model'.")
        .column(
            SCORE_NAME,
            Types.STRING,
            "",
            "'model'; in validation also every candidate by its name, 'model_in_season', the model"
                + " moved by half the season's shift, and 'incumbent', the model in use; baselines 'recency' (days since the last occasion), 'bg_nbd' (P(no purchase)"
                + " of BG/NBD; in evaluation as gold.churn_features of as_of has it, in validation"
                + " moved to the churn rate) and 'base_rate' (the same probability for all).")
        .column(N, Types.LONG, "customers", "Customers scored.")
        .column(CHURNERS, Types.LONG, "customers", "Of these, churned.")
        .column(BASE_RATE, Types.DOUBLE, "share", "churners / n.")
        .column(
            AUC,
            Types.DOUBLE,
            "probability",
            "That a churner's score exceeds a stayer's; ties count one half.")
        .column(AUC_LOW, Types.DOUBLE, "probability", "Lower end of its 95 % interval (DeLong).")
        .column(AUC_HIGH, Types.DOUBLE, "probability", "Upper end of its 95 % interval (DeLong).")
        .column(
            BRIER, Types.DOUBLE, "", "Mean squared error; NULL where the score is no probability.")
        .column(
            LOG_LOSS,
            Types.DOUBLE,
            "nats",
            "Mean negative log-likelihood; NULL where the score is no probability.")
        .column(
            TOP_DECILE_LIFT,
            Types.DOUBLE,
            "ratio",
            "Churners' share in the riskiest tenth over base_rate; ties shared out.")
        .column(
            LIFT_CEILING,
            Types.DOUBLE,
            "ratio",
            "The most it can be: the lesser of 1 / base_rate and 10, where the riskiest tenth holds"
                + " all churners.")
        .column(
            PR_AUC,
            Types.DOUBLE,
            "share",
            "Area under the precision-recall curve, as average precision; base_rate where all"
                + " scores are alike.")
        .column(
            MEAN_PREDICTION,
            Types.DOUBLE,
            "probability",
            "Mean score, to be held against base_rate; NULL where the score is no probability.")
        .column(
            CALIBRATION_ERROR,
            Types.DOUBLE,
            "probability",
            "Mean distance of prediction and churn rate in ten equal bins by prediction (expected"
                + " calibration error); NULL where the score is no probability.")
        .column(NULL_REASON, Types.STRING, "", "Why a metric is NULL.")
        .column(
            DECILES,
            Types.listOf(DECILE),
            "",
            "The customers in tenths, 1 the riskiest: mean score beside the churn rate with its 95 %"
                + " interval (Wilson); share of all churners caught up to here, lift, and its"
                + " ceiling.");
    for (String metric : List.of(LOG_LOSS, TOP_DECILE_LIFT, PR_AUC, CALIBRATION_ERROR)) {
      bounds(table, metric);
    }
    return table;
  }

  private static void bounds(Table.Builder table, String metric) {
    table
        .column(
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
                + " five churners or stayers.")
        .column(metric + "_high", Types.DOUBLE, "", "Upper end of it.");
  }
}
