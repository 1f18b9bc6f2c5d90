package io.churnlake.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.recommend.ItemFactors;
import io.churnlake.testing.SparkTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class AlsTest {
  private static final int CUSTOMERS = 120;
  private static final int PRODUCTS = 40;

  @Test
  void aCustomerFoldedInHasTheVectorThatMlLibLearnt() {
    Random random = new Random(7);
    List<Map<Integer, Integer>> bought = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      Map<Integer, Integer> theirs = new TreeMap<>();
      for (int i = 0; i < 6; i++) {
        theirs.merge(random.nextInt(PRODUCTS), 1 + random.nextInt(3), Integer::sum);
      }
      bought.add(theirs);
      for (Map.Entry<Integer, Integer> each : theirs.entrySet()) {
        rows.add(RowFactory.create(customer, each.getKey(), each.getValue().floatValue()));
      }
    }
    StructType schema =
        new StructType()
            .add(Als.CUSTOMER, DataTypes.IntegerType)
            .add(Als.PRODUCT, DataTypes.IntegerType)
            .add(Als.OCCASIONS, DataTypes.FloatType);
    ALSModel model =
        Als.learner(1, 2).fit(SparkTest.spark().createDataFrame(rows, schema).coalesce(2));
    Map<Integer, double[]> products = vectors(model.itemFactors().collectAsList());
    assertThat(products).hasSize(PRODUCTS);
    ItemFactors factors =
        new ItemFactors(new ArrayList<>(new TreeMap<>(products).values()), Als.ALPHA, Als.LAMBDA);
    Map<Integer, double[]> customers = vectors(model.userFactors().collectAsList());
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      assertThat(factors.fold(bought.get(customer)).vector())
          .containsExactly(customers.get(customer), within(1e-4));
    }
    Als.release(SparkTest.spark());
  }

  private static Map<Integer, double[]> vectors(List<Row> rows) {
    Map<Integer, double[]> vectors = new HashMap<>();
    for (Row row : rows) {
      List<Float> vector = row.getList(1);
      vectors.put(row.getInt(0), vector.stream().mapToDouble(Float::doubleValue).toArray());
    }
    return vectors;
  }
}
