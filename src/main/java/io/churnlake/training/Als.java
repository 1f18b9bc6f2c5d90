package io.churnlake.training;

import io.churnlake.churn.action.KeyHash;
import io.churnlake.churn.recommend.Assortment;
import io.churnlake.churn.recommend.Basket;
import io.churnlake.churn.recommend.ItemFactors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Learns products' vectors with MLlib; see {@link ItemFactors}. Rank, alpha and penalty were chosen
 * by the hit rate on the UCI data set Online Retail and the demo's shop: with alpha 40, as Hu et
 * al. have it for television, fewer of a shop's few occasions are told.
 */
final class Als {
  /** How much an occasion adds to the confidence that a customer likes a product. */
  static final double ALPHA = 1;

  /** Penalty, times the number of products that a customer bought. */
  static final double LAMBDA = 0.01;

  static final String CUSTOMER = "customer";
  static final String PRODUCT = "product";
  static final String OCCASIONS = "occasions";

  /** Length of the vectors. */
  private static final int RANK = 16;

  private static final int ITERATIONS = 8;

  private static final Set<String> KEPT = Set.of("userFactors", "itemFactors");

  /** Customers a block. */
  private static final long BLOCK = 50_000;

  private static final String SALT = "churnlake recommendations, customer:";

  private static final StructType SCHEMA =
      new StructType()
          .add(CUSTOMER, DataTypes.IntegerType)
          .add(PRODUCT, DataTypes.IntegerType)
          .add(OCCASIONS, DataTypes.FloatType);

  private Als() {}

  /**
   * The vectors of an assortment's products; of zeros for one that none of the customers bought.
   *
   * @param baskets of the customers to learn from
   * @param customers about how many they are
   * @return empty if none of them bought any of the products
   */
  static Optional<ItemFactors> learn(
      SparkSession spark,
      JavaRDD<Basket> baskets,
      Assortment assortment,
      long customers,
      long seed) {
    Dataset<Row> occasions =
        spark.createDataFrame(
            baskets.flatMap(basket -> rows(basket, assortment).iterator()), SCHEMA);
    ALSModel model = learner(seed, 1 + (int) (customers / BLOCK)).fit(occasions);
    try {
      return factors(model.itemFactors().collectAsList(), assortment.size());
    } finally {
      release(spark);
    }
  }

  static ALS learner(long seed, int blocks) {
    return new ALS()
        .setImplicitPrefs(true)
        .setUserCol(CUSTOMER)
        .setItemCol(PRODUCT)
        .setRatingCol(OCCASIONS)
        .setRank(RANK)
        .setMaxIter(ITERATIONS)
        .setAlpha(ALPHA)
        .setRegParam(LAMBDA)
        .setNumBlocks(blocks)
        .setSeed(seed);
  }

  /** Customers as numbers by a hash: of two in many thousands that share one, one is added up. */
  private static List<Row> rows(Basket basket, Assortment assortment) {
    int customer = (int) (KeyHash.of(SALT, basket.key()) >>> (Long.SIZE - Integer.SIZE + 1));
    List<Row> rows = new ArrayList<>();
    assortment
        .occasions(basket)
        .forEach(
            (product, number) ->
                rows.add(RowFactory.create(customer, product, number.floatValue())));
    return rows;
  }

  private static Optional<ItemFactors> factors(List<Row> rows, int products) {
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    double[] unknown = new double[RANK];
    List<double[]> factors = new ArrayList<>(Collections.nCopies(products, unknown));
    for (Row row : rows) {
      List<Float> values = row.getList(1);
      factors.set(row.getInt(0), values.stream().mapToDouble(Float::doubleValue).toArray());
    }
    return Optional.of(new ItemFactors(factors, ALPHA, LAMBDA));
  }

  /** MLlib keeps the vectors of all customers, which nobody asks for. */
  static void release(SparkSession spark) {
    JavaSparkContext.fromSparkContext(spark.sparkContext()).getPersistentRDDs().values().stream()
        .filter(rdd -> KEPT.contains(String.valueOf(rdd.name())))
        .forEach(rdd -> rdd.unpersist(false));
  }
}
