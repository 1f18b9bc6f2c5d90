package io.churnlake.churn.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
  /** Logistic regression with an elastic net; the ridge alone by default. */
  LOGISTIC(Parameter.of("penalty", .005, .001, .02, .05), Parameter.of("lasso_share", 0, .5, 1)) {
    @Override
    Margin learn(TrainingRows rows, Map<String, Double> given, long seed) {
      LogisticRegressionModel model =
          new LogisticRegression()
              .setRegParam(value(given, "penalty"))
              .setElasticNetParam(value(given, "lasso_share"))
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
  FOREST(
      Parameter.of("trees", 40, 100),
      Parameter.of("depth", 6, 4, 8),
      Parameter.of("least_rows", 20, 50)) {
    @Override
    Margin learn(TrainingRows rows, Map<String, Double> given, long seed) {
      RandomForestRegressionModel model =
          new RandomForestRegressor()
              .setNumTrees(whole(given, "trees"))
              .setFeatureSubsetStrategy("sqrt")
              .setMaxDepth(whole(given, "depth"))
              .setMinInstancesPerNode(whole(given, "least_rows"))
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

  /**
   * Gradient-boosted trees (Friedman 2001), of which as many are kept as forecast best for
   * customers that they were not grown from. MLlib's own stopping ends at the first round that does
   * not help these, which is mostly one of the first ten.
   */
  BOOSTED(
      Parameter.of("rounds", 60),
      Parameter.of("depth", 2, 3),
      Parameter.of("step", .1, .05, .2),
      Parameter.of("least_rows", 20, 50)) {
    @Override
    Margin learn(TrainingRows rows, Map<String, Double> given, long seed) {
      GBTClassificationModel model =
          new GBTClassifier()
              .setMaxIter(whole(given, "rounds"))
              .setMaxDepth(whole(given, "depth"))
              .setStepSize(value(given, "step"))
              .setMinInstancesPerNode(whole(given, "least_rows"))
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
      return rows.calibrated(rows.stopped(new TreeEnsemble(rows.inputs(), 0, trees)));
    }
  };

  /**
   * Those whose mean is a candidate too. Boosted trees tell much what the forest tells, and cost
   * more than both others.
   */
  public static final List<Learner> AVERAGED = List.of(LOGISTIC, FOREST);

  @SuppressWarnings("ImmutableEnumChecker") // It is made by List.of.
  private final List<Parameter> parameters;

  Learner(Parameter... parameters) {
    this.parameters = List.of(parameters);
  }

  /** What a learner is given: its value by default, and others that may be better. */
  private record Parameter(String name, double byDefault, List<Double> others) {
    static Parameter of(String name, double byDefault, double... others) {
      return new Parameter(name, byDefault, Arrays.stream(others).boxed().toList());
    }

    Stream<Double> all() {
      return Stream.concat(Stream.of(byDefault), others.stream());
    }
  }

  /**
   * Learns from these rows, of which some churned and some did not.
   *
   * @param given a value for each parameter, by name
   */
  abstract Margin learn(TrainingRows rows, Map<String, Double> given, long seed);

  /**
   * Learns by its defaults from rows whatever they are of, of which some churned and some did not.
   *
   * @param vectors of {@link TrainingRows#vectors(SparkSession, JavaRDD, long)}
   * @param inputs of each row
   */
  public Margin learn(Dataset<Row> vectors, int inputs, long seed) {
    return learn(new TrainingRows(vectors, inputs), defaults(), seed);
  }

  /** What it is given unless a search finds better, by name. */
  public SortedMap<String, Double> defaults() {
    return all().get(0);
  }

  /** All combinations of the parameters' values, the defaults first. */
  public List<SortedMap<String, Double>> all() {
    List<SortedMap<String, Double>> all = List.of(new TreeMap<>());
    for (Parameter parameter : parameters) {
      all =
          all.stream()
              .flatMap(
                  before ->
                      parameter
                          .all()
                          .map(
                              value -> {
                                SortedMap<String, Double> with = new TreeMap<>(before);
                                with.put(parameter.name(), value);
                                return with;
                              }))
              .toList();
    }
    return all;
  }

  /** Its name in tables and in the configuration. */
  public String algorithm() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  private static double value(Map<String, Double> given, String name) {
    Double value = given.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is not given");
    }
    return value;
  }

  private static int whole(Map<String, Double> given, String name) {
    return (int) value(given, name);
  }
}
