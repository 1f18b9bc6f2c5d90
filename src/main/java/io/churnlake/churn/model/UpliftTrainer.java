package io.churnlake.churn.model;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Learns the sides of {@link TwoModels}, each by logistic regression. The penalty is larger than
 * that of churn models, since the difference of two models has the noise of both.
 */
public final class UpliftTrainer {
  private static final double PENALTY = 0.02;
  private static final int ITERATIONS = 30;
  private static final double TOLERANCE = 1e-4;

  private UpliftTrainer() {}

  /**
   * One side.
   *
   * @param customers of whom some stayed and some left
   * @param number of them
   */
  public static Margin learn(
      SparkSession spark, JavaRDD<LabelledCustomer> customers, ModelInputs inputs, long number) {
    Dataset<Row> vectors =
        TrainingRows.vectors(spark, customers, inputs, number)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      TrainingRows rows = TrainingRows.of(vectors, inputs);
      Row moments = rows.moments();
      LogisticRegressionModel model =
          new LogisticRegression()
              .setRegParam(PENALTY)
              .setMaxIter(ITERATIONS)
              .setTol(TOLERANCE)
              .fit(rows.all());
      return Standardised.of(
          model.intercept(),
          model.coefficients().toArray(),
          moments.<Vector>getAs(0).toArray(),
          moments.<Vector>getAs(1).toArray());
    } finally {
      vectors.unpersist();
    }
  }
}
