package io.churnlake.churn.model;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.churnlake.table.ChurnFeatures;
import io.churnlake.table.ChurnLabels;
import io.churnlake.table.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Learns churn from labelled features. Same rows, settings and seed give the same digits: training
 * sees one partition in the order of the keys, since sums over partitions are added up in the order
 * in which these happen to end. A dozen inputs need no more than {@link #MAX_ROWS} rows; beyond,
 * customers are drawn by a hash of their key.
 */
public final class Learner {
  /** Most rows that training looks at. */
  static final long MAX_ROWS = 1_000_000;

  /** With fewer churners or stayers than this, recency rates are all that is learnt. */
  public static final long MIN_PER_CLASS = 50;

  public static final String LOGISTIC = "logistic";
  public static final String GBT = "gbt";
  public static final String RECENCY_RATE = "recency_rate";

  private static final double PENALTY = 0.01;

  private static final String INPUTS = "inputs";
  private static final String SCALED = "scaled";
  private static final String LABEL = "label";
  private static final String STAYS = "stays";
  private static final String CHURNS = "churns";

  private Learner() {}

  /**
   * Learns from rows of gold.churn_features with {@link ChurnLabels#CHURNED}.
   *
   * @param algorithm logistic, gbt or recency_rate; the last comes in place of the others where
   *     either class has fewer than {@link #MIN_PER_CLASS} rows
   * @return nothing where there is no row
   */
  public static Optional<Learnt> fit(Dataset<Row> labelled, String algorithm, long seed) {
    Row counts =
        labelled
            .agg(count(lit(1)), coalesce(sum(col(ChurnLabels.CHURNED).cast(Types.LONG)), lit(0L)))
            .first();
    Learnt.Sample sample = new Learnt.Sample(counts.getLong(0), counts.getLong(1));
    if (sample.rows() == 0) {
      return Optional.empty();
    }
    long rarer = Math.min(sample.churners(), sample.rows() - sample.churners());
    if (algorithm.equals(RECENCY_RATE) || rarer < MIN_PER_CLASS) {
      return Optional.of(recencyRates(labelled, sample));
    }
    Dataset<Row> ordered = ordered(labelled, seed, sample.rows());
    return Optional.of(
        algorithm.equals(GBT) ? boosted(ordered, sample, seed) : logistic(ordered, sample));
  }

  /** L2-regularised logistic regression on standardised inputs. */
  private static Learnt logistic(Dataset<Row> ordered, Learnt.Sample sample) {
    StandardScaler scaler =
        new StandardScaler()
            .setInputCol(INPUTS)
            .setOutputCol(SCALED)
            .setWithMean(true)
            .setWithStd(true);
    PipelineModel scaling = fitted(ordered, inputs(), assembler(), scaler);
    StandardScalerModel scales = (StandardScalerModel) scaling.stages()[2];
    RidgeLogistic.Minimum minimum = minimum(scaling.transform(ordered));
    LogisticRegressionModel learnt =
        new LogisticRegressionModel(
            LOGISTIC,
            Vectors.dense(minimum.coefficients().stream().mapToDouble(x -> x).toArray()),
            minimum.intercept());
    learnt.setFeaturesCol(SCALED).setProbabilityCol(Prediction.PROBABILITY);
    List<Transformer> stages = new ArrayList<>(List.of(scaling.stages()));
    stages.add(learnt);
    PipelineModel model = new PipelineModel(LOGISTIC, stages);
    Learnt.Logistic logistic =
        new Learnt.Logistic(
            learnt.intercept(),
            named(learnt.coefficients()),
            named(scales.mean()),
            named(scales.std()));
    String description =
        String.join(
            "\n",
            Learnt.digits(logistic.intercept()),
            Learnt.digits(logistic.coefficients()),
            Learnt.digits(logistic.means()),
            Learnt.digits(logistic.deviations()));
    return new Learnt(model, sample, LOGISTIC, ModelFeatures.names(), logistic, null, description);
  }

  /**
   * The fit itself is not MLlib's: its digits depend on whether the JVMs that compute have a vector
   * module (executors get one, this process does not) and on how wide their processors add.
   */
  private static RidgeLogistic.Minimum minimum(Dataset<Row> scaled) {
    List<Row> rows = scaled.select(SCALED, LABEL).collectAsList();
    double[][] inputs = new double[rows.size()][];
    boolean[] churned = new boolean[rows.size()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = rows.get(i).<Vector>getAs(0).toArray();
      churned[i] = rows.get(i).getDouble(1) > 0;
    }
    return RidgeLogistic.fit(inputs, churned, PENALTY);
  }

  /** Gradient-boosted trees, shallow and few, since customers' histories are noisy. */
  private static Learnt boosted(Dataset<Row> ordered, Learnt.Sample sample, long seed) {
    GBTClassifier trees =
        new GBTClassifier()
            .setFeaturesCol(INPUTS)
            .setLabelCol(LABEL)
            .setMaxIter(30)
            .setMaxDepth(3)
            .setStepSize(0.1)
            .setMinInstancesPerNode(50)
            .setSeed(seed);
    trees.setProbabilityCol(Prediction.PROBABILITY);
    PipelineModel model = fitted(ordered, inputs(), assembler(), trees);
    // The header line names an object of this process; the trees below it are what was learnt.
    String learnt = ((GBTClassificationModel) model.stages()[2]).toDebugString();
    String description = learnt.substring(learnt.indexOf('\n') + 1);
    return new Learnt(model, sample, GBT, ModelFeatures.names(), null, null, description);
  }

  private static Learnt recencyRates(Dataset<Row> labelled, Learnt.Sample sample) {
    TreeMap<Integer, RecencyRates.Count> byRecency = new TreeMap<>();
    labelled
        .groupBy(ChurnFeatures.RECENCY_DAYS)
        .agg(count(lit(1)), sum(col(ChurnLabels.CHURNED).cast(Types.LONG)))
        .collectAsList()
        .forEach(
            row ->
                byRecency.put(
                    row.getInt(0), new RecencyRates.Count(row.getLong(1), row.getLong(2))));
    RecencyRates rates = RecencyRates.of(byRecency);
    String churns = rates.expression(ChurnFeatures.RECENCY_DAYS);
    SQLTransformer probabilities =
        new SQLTransformer()
            .setStatement(
                "SELECT *, 1D - (%s) AS %s, %s AS %s FROM __THIS__"
                    .formatted(churns, STAYS, churns, CHURNS));
    VectorAssembler vector =
        new VectorAssembler()
            .setInputCols(new String[] {STAYS, CHURNS})
            .setOutputCol(Prediction.PROBABILITY);
    Map<String, Double> shown = new LinkedHashMap<>();
    for (RecencyRates.RecencyClass c : rates.classes()) {
      boolean isLast = shown.size() == rates.classes().size() - 1;
      shown.put(isLast ? "others" : "up to " + c.upToDays() + " days", c.probability());
    }
    return new Learnt(
        fitted(labelled, probabilities, vector),
        sample,
        RECENCY_RATE,
        List.of(ChurnFeatures.RECENCY_DAYS),
        null,
        shown,
        Learnt.digits(shown));
  }

  private static Dataset<Row> ordered(Dataset<Row> labelled, long seed, long rows) {
    long perMillion = Math.max(1, Math.min(1_000_000, 1_000_000 * MAX_ROWS / rows));
    return labelled
        .filter(
            pmod(xxhash64(col(ChurnFeatures.CUSTOMER_KEY), lit(seed)), lit(1_000_000L))
                .lt(perMillion))
        .withColumn(LABEL, col(ChurnLabels.CHURNED).cast(Types.DOUBLE))
        .repartition(1)
        .sortWithinPartitions(ChurnFeatures.AS_OF, ChurnFeatures.CUSTOMER_KEY);
  }

  private static SQLTransformer inputs() {
    return new SQLTransformer().setStatement(ModelFeatures.statement());
  }

  private static VectorAssembler assembler() {
    return new VectorAssembler()
        .setInputCols(ModelFeatures.names().toArray(String[]::new))
        .setOutputCol(INPUTS);
  }

  private static PipelineModel fitted(Dataset<Row> rows, PipelineStage... stages) {
    return new Pipeline().setStages(stages).fit(rows);
  }

  private static Map<String, Double> named(Vector values) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      named.put(ModelFeatures.names().get(i), values.apply(i));
    }
    return named;
  }
}
