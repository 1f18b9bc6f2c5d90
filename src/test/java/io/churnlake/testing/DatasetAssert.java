package io.churnlake.testing;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.posexplode;

import com.holdenkarau.spark.testing.JavaDataFrameSuiteBase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;

/**
 * Equal content: the same rows in any order; doubles to 1e-9 of the larger value, everything else
 * exactly. The comparing itself is spark-testing-base's.
 */
public final class DatasetAssert {
  private static final double RELATIVE = 1e-9;

  private static final JavaDataFrameSuiteBase COMPARISONS = new JavaDataFrameSuiteBase();

  private DatasetAssert() {}

  /**
   * Fails unless both hold the same content.
   *
   * @param what names the content in the failure
   * @param key columns without doubles that identify a row
   */
  public static void assertSameContent(
      String what, Dataset<Row> expected, Dataset<Row> actual, List<String> key) {
    List<String> exact = new ArrayList<>();
    List<String> doubles = new ArrayList<>();
    for (StructField field : expected.schema().fields()) {
      DataType type = field.dataType();
      if (type.equals(DataTypes.DoubleType)) {
        doubles.add(field.name());
      } else if (type instanceof MapType || isArrayOfDoubles(type)) {
        Column exploded =
            type instanceof MapType ? explode(col(field.name())) : posexplode(col(field.name()));
        List<String> index = List.of(type instanceof MapType ? "key" : "pos");
        assertSameContent(
            what + "." + field.name(),
            expected.select(columns(key, exploded)),
            actual.select(columns(key, exploded)),
            Stream.concat(key.stream(), index.stream()).toList());
      } else {
        exact.add(field.name());
      }
    }
    try {
      COMPARISONS.assertDataFrameNoOrderEquals(
          expected.select(columns(exact)), actual.select(columns(exact)));
      if (!doubles.isEmpty()) {
        assertDoubles(expected, actual, key, doubles);
      }
    } catch (AssertionError e) {
      throw new AssertionError(what + ": " + e.getMessage(), e);
    }
  }

  /** The library's tolerance is absolute: both sides are first divided by the larger magnitude. */
  private static void assertDoubles(
      Dataset<Row> expected, Dataset<Row> actual, List<String> key, List<String> doubles) {
    Column[] columns = columns(Stream.concat(key.stream(), doubles.stream()).toList());
    Column sameKey =
        key.stream()
            .map(name -> col("e." + name).eqNullSafe(col("a." + name)))
            .reduce(lit(true), Column::and);
    Column[] compared =
        Stream.of(
                key.stream().map(name -> col("e." + name)),
                doubles.stream().map(name -> scaled("e", name)),
                doubles.stream().map(name -> scaled("a", name)))
            .flatMap(part -> part)
            .toArray(Column[]::new);
    int first = key.size();
    int second = first + doubles.size();
    expected
        .select(columns)
        .as("e")
        .join(actual.select(columns).as("a"), sameKey)
        .select(compared)
        .collectAsList()
        .stream()
        .filter(
            row ->
                !COMPARISONS.approxEquals(
                    part(row, first, second), part(row, second, row.size()), RELATIVE))
        .findFirst()
        .ifPresent(row -> COMPARISONS.fail(doubles + " differ after the key in " + row));
  }

  private static Column scaled(String side, String name) {
    Column scale = greatest(abs(col("e." + name)), abs(col("a." + name)));
    return col(side + "." + name).divide(coalesce(nullif(scale, lit(0.0)), lit(1.0)));
  }

  private static Row part(Row row, int from, int to) {
    return RowFactory.create(IntStream.range(from, to).mapToObj(row::get).toArray());
  }

  private static boolean isArrayOfDoubles(DataType type) {
    return type instanceof ArrayType array && array.elementType().equals(DataTypes.DoubleType);
  }

  private static Column[] columns(List<String> names, Column... further) {
    return Stream.concat(names.stream().map(name -> col(name)), Stream.of(further))
        .toArray(Column[]::new);
  }
}
