package io.churnlake.clv;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.table.Types;
import io.churnlake.testing.SparkTest;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorrelationTest {
  private static final StructType PAIR =
      new StructType().add("group", Types.STRING).add("x", Types.DOUBLE).add("y", Types.DOUBLE);

  /** Each group is a shop; all of them are asked at once. */
  private static List<Row> correlations(List<Row> pairs) {
    return SparkTest.spark()
        .createDataFrame(pairs, PAIR)
        .groupBy("group")
        .agg(new Correlation(col("x"), col("y")).column().as("correlation"))
        .orderBy("group")
        .collectAsList();
  }

  private static Row pair(String group, @Nullable Double x, @Nullable Double y) {
    return RowFactory.create(group, x, y);
  }

  @Test
  void whatHasOneValueOnlyCorrelatesWithNothing() {
    List<Row> pairs = new ArrayList<>();
    for (int x = 1; x < 40; x++) {
      // A total of money over its count, as mean spends are: not the same double for every x.
      pairs.add(pair("one price", (double) x, 1990 * x / 100.0 / x));
      pairs.add(pair("one count", 1.0, 10.0 + x));
      pairs.add(pair("both", 1.0, 0.01));
    }
    pairs.add(pair("one row", 3.0, 12.0));
    pairs.add(pair("nobody", null, null));
    assertThat(pairs.stream().map(p -> p.getString(0).equals("one price") ? p.get(2) : null))
        .as("the rounding that is not to be seen")
        .contains(19.90, 19.900000000000002);

    assertThat(correlations(pairs)).hasSize(5).allMatch(row -> row.isNullAt(1));
  }

  /** By hand: x is 1, 2, 3 and y is 2, 4, 3, which makes 1 / sqrt(2 * 2); also far from 0. */
  @Test
  void whatVariesCorrelatesWhereverItLies() {
    List<Row> pairs = new ArrayList<>();
    double[] y = {2, 4, 3};
    for (int i = 0; i < 3; i++) {
      pairs.add(pair("far", 1.0 + i, 1e9 + y[i]));
      pairs.add(pair("large", 1.0 + i, 1e14 * y[i]));
      pairs.add(pair("near", 1.0 + i, y[i]));
      pairs.add(pair("straight", 1.0 + i, 1e-4 * i));
    }
    List<Row> found = correlations(pairs);
    for (int i = 0; i < 3; i++) {
      assertThat(found.get(i).getDouble(1)).isCloseTo(0.5, within(1e-6));
    }
    assertThat(found.get(3).getDouble(1)).isCloseTo(1, within(1e-12)).isLessThanOrEqualTo(1);
  }
}
