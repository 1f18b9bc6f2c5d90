package io.churnlake.churn.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The learners, all of MLlib: they run on as many rows and partitions as there are. Trees are
 * shallow, since exact reasons cost the square of their depth and more, and their margins are
 * calibrated on customers that they were not grown from.
 */
public enum Learner {
  /** Logistic regression with a ridge penalty. */
  LOGISTIC {
    @Override
    public Map<String, Double> parameters() {
      return Map.of("penalty", PENALTY);
    }

    @Override
    Margin learn(TrainingRows rows, long seed) {
      LogisticRegressionModel model =
          new LogisticRegression()
              .setRegParam(PENALTY)
              .setElasticNetParam(0)
              .setStandardization(true)
              .setMaxIter(100)
              .setTol(1e-5)
              .fit(rows.all());
      Row moments = rows.moments();
      return Standardised.of(
          model.intercept(),
          model.coefficients().toArray(),
          moments.<Vector>getAs(0).toArray(),
          moments.<Vector>getAs(1).toArray());
    }
  },

  /**
   * Random forest (Breiman 2001). MLlib's trees of classes merge leaves that give the same class,
   * and with it lose most of what tells their probabilities apart; its regression trees of 0 and 1
   * split by the same measure and keep them.
   */
  FOREST {
    @Override
    public Map<String, Double> parameters() {
      return Map.of(
          "trees", (double) TREES, "depth", (double) TREE_DEPTH, "least_rows", (double) LEAST_ROWS);
    }

    @Override
    Margin learn(TrainingRows rows, long seed) {
      RandomForestRegressionModel model =
          new RandomForestRegressor()
              .setNumTrees(TREES)
              .setFeatureSubsetStrategy("sqrt")
              .setMaxDepth(TREE_DEPTH)
              .setMinInstancesPerNode(LEAST_ROWS)
              .setSeed(seed)
              .fit(rows.grown());
      List<TreeEnsemble.Weighted> trees =
          Stream.of(model.trees())
              .map(
                  tree ->
                      MlTrees.tree(
                          tree.rootNode(),
                          leaf -> Standardised.logOdds(leaf.impurityStats().stats())))
              .map(tree -> new TreeEnsemble.Weighted(tree, 1.0 / model.getNumTrees()))
              .toList();
      return rows.calibrated(new TreeEnsemble(rows.inputs(), 0, trees));
    }
  },

  /** Gradient-boosted trees (Friedman 2001). */
  BOOSTED {
    @Override
    public Map<String, Double> parameters() {
      return Map.of(
          "rounds",
          (double) ROUNDS,
          "depth",
          (double) ROUND_DEPTH,
          "step",
          STEP,
          "least_rows",
          (double) LEAST_ROWS);
    }

    @Override
    Margin learn(TrainingRows rows, long seed) {
      GBTClassificationModel model =
          new GBTClassifier()
              .setMaxIter(ROUNDS)
              .setMaxDepth(ROUND_DEPTH)
              .setStepSize(STEP)
              .setMinInstancesPerNode(LEAST_ROWS)
              .setSeed(seed)
              .fit(rows.grown());
      double[] weights = model.treeWeights();
      List<TreeEnsemble.Weighted> trees =
          java.util.stream.IntStream.range(0, weights.length)
              .mapToObj(
                  i ->
                      // MLlib's loss is of 2 F: the log-odds are twice the sum.
                      new TreeEnsemble.Weighted(
                          MlTrees.tree(model.trees()[i].rootNode(), leaf -> leaf.prediction()),
                          2 * weights[i]))
              .toList();
      return rows.calibrated(new TreeEnsemble(rows.inputs(), 0, trees));
    }
  };

  private static final double PENALTY = 0.005;
  private static final int TREES = 40;
  private static final int TREE_DEPTH = 6;
  private static final int ROUNDS = 30;
  private static final int ROUND_DEPTH = 3;
  private static final double STEP = 0.2;
  private static final int LEAST_ROWS = 20;

  /**
   * Those whose mean is a candidate too. Boosted trees tell much what the forest tells, and cost
   * more than both others.
   */
  public static final List<Learner> AVERAGED = List.of(LOGISTIC, FOREST);

  /** Learns from these rows, of which some churned and some did not. */
  abstract Margin learn(TrainingRows rows, long seed);

  /**
   * Learns from rows whatever they are of, of which some churned and some did not.
   *
   * @param vectors of {@link TrainingRows#vectors(SparkSession, JavaRDD, long)}
   * @param inputs of each row
   */
  public Margin learn(Dataset<Row> vectors, int inputs, long seed) {
    return learn(new TrainingRows(vectors, inputs), seed);
  }

  /** What it is given, by name. */
  public abstract Map<String, Double> parameters();

  /** Its name in tables and in the configuration. */
  public String algorithm() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
