package io.churnlake.churn.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.ChurnScores;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Published churn scores. */
public final class Scores {
  public static final String LOW = "low";
  public static final String MEDIUM = "medium";
  public static final String HIGH = "high";

  private Scores() {}

  /** Where a score comes from. */
  public record Origin(int horizonDays, String modelVersion, String dataVersion, String runId) {}

  /**
   * Scores and bands: below {@code medium} low, below {@code high} medium, else high.
   *
   * @param predicted columns of gold.churn_features and churn_probability
   * @return the columns of gold.churn_scores
   */
  public static Dataset<Row> of(Dataset<Row> predicted, double medium, double high, Origin origin) {
    Column probability = col(ChurnScores.CHURN_PROBABILITY);
    return predicted.select(
        col(ChurnScores.AS_OF),
        col(ChurnScores.CUSTOMER_KEY),
        probability,
        when(probability.lt(medium), LOW)
            .when(probability.lt(high), MEDIUM)
            .otherwise(HIGH)
            .as(ChurnScores.RISK_BAND),
        col(ChurnScores.RECENCY_DAYS),
        col(ChurnScores.OCCASIONS),
        lit(origin.horizonDays()).as(ChurnScores.HORIZON_DAYS),
        lit(origin.modelVersion()).as(ChurnScores.MODEL_VERSION),
        lit(origin.dataVersion()).as(ChurnScores.DATA_VERSION),
        lit(origin.runId()).as(ChurnScores.RUN_ID));
  }
}
