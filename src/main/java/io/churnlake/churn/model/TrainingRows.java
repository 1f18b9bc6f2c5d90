package io.churnlake.churn.model;

import static org.apache.spark.sql.functions.col;

import io.churnlake.churn.calibration.PlattScaling;
import io.churnlake.churn.score.Quality;
import io.churnlake.clv.math.Logistic;
import io.churnlake.customer.CustomerSample;
import io.churnlake.table.ChurnTraining;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Labelled rows in the form that MLlib's learners take. */
public final class TrainingRows {
  static final String LABEL = "label";
  static final String FEATURES = "features";
  static final String FOLD = "fold";

  /** A fold is held out: of trees to calibrate them, of a trial to try it. */
  private static final int FOLDS = 5;

  private static final int HELD_OUT = 0;

  /** More rows move a calibration by nothing that matters. */
  private static final int MOST_CALIBRATED_ON = 50_000;

  /** Rows a partition. */
  private static final long PARTITION = 50_000;

  /** A trial only ranks the learners, which more rows would not change; their cost would grow. */
  private static final long MOST_IN_TRIAL = 100_000;

  /** Boosting runs a job or two for each level of a tree, each with a task a partition. */
  private static final int TRIAL_PARTITIONS = 4;

  private static final StructType SCHEMA =
      new StructType()
          .add(ChurnTraining.AS_OF, DataTypes.DateType)
          .add(ChurnTraining.CUSTOMER_KEY, DataTypes.StringType)
          .add(FOLD, DataTypes.IntegerType)
          .add(LABEL, DataTypes.DoubleType)
          .add(FEATURES, SQLDataTypes.VectorType());

  private final Dataset<Row> rows;
  private final int inputs;
  private @Nullable Apart apart;

  TrainingRows(Dataset<Row> rows, int inputs) {
    this.rows = rows;
    this.inputs = inputs;
  }

  /**
   * The rows in an order that does not depend on the files they lie in, so that a forest draws the
   * same samples. To be persisted by the caller.
   *
   * @param customers in any order
   * @param number of them
   */
  public static Dataset<Row> vectors(
      SparkSession spark, JavaRDD<LabelledCustomer> customers, ModelInputs inputs, long number) {
    return vectors(
        spark,
        customers.map(
            customer ->
                row(
                    customer.cutOff(),
                    customer.key(),
                    customer.churned(),
                    inputs.of(customer.values()))),
        number);
  }

  /**
   * A row of whatever is learnt from.
   *
   * @param key that no other row of the cut-off has
   */
  public static Row row(LocalDate cutOff, String key, boolean churned, double[] inputs) {
    return RowFactory.create(
        Date.valueOf(cutOff), key, fold(key), churned ? 1.0 : 0.0, Vectors.dense(inputs));
  }

  /** Rows of {@link #row} in the same order, whatever they are of; to be persisted. */
  public static Dataset<Row> vectors(SparkSession spark, JavaRDD<Row> rows, long number) {
    return spark
        .createDataFrame(rows, SCHEMA)
        .repartition((int) (1 + number / PARTITION), col(ChurnTraining.CUSTOMER_KEY))
        .sortWithinPartitions(ChurnTraining.CUSTOMER_KEY, ChurnTraining.AS_OF);
  }

  /** Some of the rows of {@link #vectors}. */
  public static TrainingRows of(Dataset<Row> vectors, ModelInputs inputs) {
    return new TrainingRows(vectors, inputs.size());
  }

  /** The fold of a customer: the same at every cut-off. */
  static int fold(String key) {
    return Math.floorMod((key.hashCode() * 0x9E3779B9) >>> 8, FOLDS);
  }

  /** Whether the customer is among those whom a trial by customers does not learn from. */
  public static boolean isHeldOut(String key) {
    return fold(key) == HELD_OUT;
  }

  /** Those of customers who are not held out. */
  public static Dataset<Row> withoutHeldOut(Dataset<Row> vectors) {
    return vectors.filter(col(FOLD).notEqual(HELD_OUT));
  }

  /** Whether a trial learns from {@link #inTrial} instead of all rows. */
  public static boolean isSampledInTrial(long number) {
    return number > MOST_IN_TRIAL;
  }

  /**
   * What a trial learns from where there are very many rows: customers chosen by their key. To be
   * persisted.
   *
   * @param number of all rows
   */
  public static Dataset<Row> inTrial(Dataset<Row> vectors, long number) {
    double share = (double) MOST_IN_TRIAL / number;
    return vectors
        .filter(CustomerSample.holds(col(ChurnTraining.CUSTOMER_KEY), share))
        .coalesce(TRIAL_PARTITIONS);
  }

  int inputs() {
    return inputs;
  }

  Dataset<Row> all() {
    return rows;
  }

  /** What trees are grown from. */
  Dataset<Row> grown() {
    return rows.filter(col(FOLD).notEqual(HELD_OUT + 1));
  }

  /** Means and standard deviations of the inputs, a vector each. */
  Row moments() {
    return rows.select(Summarizer.metrics("mean", "std").summary(col(FEATURES)).as("m"))
        .select("m.mean", "m.std")
        .first();
  }

  /** The customers that trees are not grown from: what they are, and whether they churned. */
  private static final class Apart {
    private final List<double[]> inputs;
    private final boolean[] churned;
    private final int leavers;

    private Apart(List<Row> rows) {
      inputs = rows.stream().map(row -> row.<Vector>getAs(1).toArray()).toList();
      churned = new boolean[rows.size()];
      int left = 0;
      for (int i = 0; i < churned.length; i++) {
        churned[i] = rows.get(i).getDouble(0) > 0;
        left += churned[i] ? 1 : 0;
      }
      leavers = left;
    }

    private boolean hasBoth() {
      return leavers > 0 && leavers < churned.length;
    }
  }

  private Apart apart() {
    if (apart == null) {
      apart =
          new Apart(
              rows.filter(col(FOLD).equalTo(HELD_OUT + 1))
                  .limit(MOST_CALIBRATED_ON)
                  .select(LABEL, FEATURES)
                  .collectAsList());
    }
    return apart;
  }

  /** As many of boosted trees, the first ones, as have the lowest log-loss on customers apart. */
  TreeEnsemble stopped(TreeEnsemble trees) {
    Apart left = apart();
    if (!left.hasBoth()) {
      return trees;
    }
    double[] margins = new double[left.churned.length];
    int best = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (int round = 0; round < trees.trees().size(); round++) {
      TreeEnsemble.Weighted next = trees.trees().get(round);
      double loss = 0;
      for (int i = 0; i < margins.length; i++) {
        margins[i] += next.weight() * next.tree().value(left.inputs.get(i));
        loss += Quality.loss(Logistic.of(margins[i]), left.churned[i]);
      }
      if (loss < lowest) {
        lowest = loss;
        best = round + 1;
      }
    }
    return new TreeEnsemble(trees.inputs(), trees.base(), trees.trees().subList(0, best));
  }

  /** The trees with their sum scaled and shifted to fit the customers that are left for that. */
  TreeEnsemble calibrated(TreeEnsemble trees) {
    Apart left = apart();
    if (!left.hasBoth()) {
      return trees;
    }
    double[] weights = new double[left.churned.length];
    Arrays.fill(weights, 1);
    double[] margins = left.inputs.stream().mapToDouble(trees::margin).toArray();
    return scaled(trees, PlattScaling.fit(margins, left.churned, weights));
  }

  private static TreeEnsemble scaled(TreeEnsemble trees, PlattScaling scaling) {
    return new TreeEnsemble(
        trees.inputs(),
        scaling.slope() * trees.base() + scaling.intercept(),
        trees.trees().stream()
            .map(each -> new TreeEnsemble.Weighted(each.tree(), scaling.slope() * each.weight()))
            .toList());
  }
}
