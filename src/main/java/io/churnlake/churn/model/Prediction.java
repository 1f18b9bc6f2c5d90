package io.churnlake.churn.model;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;

import io.churnlake.table.ChurnScores;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Applies a trained model. */
public final class Prediction {
  /** The pipelines' output: a vector of the probabilities to stay and to churn. */
  static final String PROBABILITY = "class_probability";

  private Prediction() {}

  /**
   * The given rows and their probability to churn.
   *
   * @param features columns of gold.churn_features, and any others
   * @return these columns and {@link ChurnScores#CHURN_PROBABILITY}
   */
  public static Dataset<Row> of(PipelineModel pipeline, Dataset<Row> features) {
    Column probability =
        vector_to_array(col(PROBABILITY), "float64").getItem(1).as(ChurnScores.CHURN_PROBABILITY);
    return pipeline
        .transform(features)
        .select(
            Stream.concat(
                    Arrays.stream(features.columns()).map(name -> col(name)),
                    Stream.of(probability))
                .toArray(Column[]::new));
  }
}
