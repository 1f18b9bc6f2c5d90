package io.churnlake.testing;

import com.holdenkarau.spark.testing.JavaDataFrameSuiteBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.RowOrdering;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Equal content of small datasets: the same rows in any order; doubles to 1e-9 of the larger value,
 * everything else exactly. Rows are compared by spark-testing-base; its comparisons of whole
 * datasets take several jobs and a fixed tolerance for all sizes of numbers.
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
    if (!expected.schema().equals(actual.schema())) {
      COMPARISONS.fail(what + " has columns " + actual.schema() + ", not " + expected.schema());
    }
    List<Row> expectedRows = sorted(expected, key);
    List<Row> actualRows = sorted(actual, key);
    if (expectedRows.size() != actualRows.size()) {
      COMPARISONS.fail(what + " has " + actualRows.size() + " rows, not " + expectedRows.size());
    }
    for (int i = 0; i < expectedRows.size(); i++) {
      Row[] scaled = scaled(flat(expectedRows.get(i)), flat(actualRows.get(i)));
      if (!COMPARISONS.approxEquals(scaled[0], scaled[1], RELATIVE)) {
        COMPARISONS.fail(what + " has " + actualRows.get(i) + ", not " + expectedRows.get(i));
      }
    }
  }

  /** By key, and where that is no key after all, by whatever else can be sorted by. */
  private static List<Row> sorted(Dataset<Row> rows, List<String> key) {
    Stream<String> others =
        Arrays.stream(rows.schema().fields())
            .filter(field -> RowOrdering.isOrderable(field.dataType()))
            .map(StructField::name)
            .filter(name -> !key.contains(name));
    Column[] order = Stream.concat(key.stream(), others).map(functions::col).toArray(Column[]::new);
    return rows.coalesce(1).sortWithinPartitions(order).collectAsList();
  }

  private static List<Object> flat(Row row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      addFlat(row.get(i), values);
    }
    return values;
  }

  /** The entries of maps by key and the elements of lists, each group behind its size. */
  private static void addFlat(Object value, List<Object> values) {
    if (value instanceof scala.collection.Map<?, ?> map) {
      Map<Object, Object> entries = new TreeMap<>(CollectionConverters.asJava(map));
      values.add(entries.size());
      entries.forEach(
          (name, entry) -> {
            values.add(name);
            addFlat(entry, values);
          });
    } else if (value instanceof scala.collection.Seq<?> list) {
      values.add(list.size());
      CollectionConverters.asJava(list).forEach(element -> addFlat(element, values));
    } else {
      values.add(value);
    }
  }

  /** The library's tolerance is absolute: doubles are divided by the larger magnitude of both. */
  private static Row[] scaled(List<Object> expected, List<Object> actual) {
    Object[] left = expected.toArray();
    Object[] right = actual.toArray();
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      if (left[i] instanceof Double e && right[i] instanceof Double a) {
        double larger = Math.max(Math.abs(e), Math.abs(a));
        if (larger > 0 && !Double.isInfinite(larger)) {
          left[i] = e / larger;
          right[i] = a / larger;
        }
      }
    }
    return new Row[] {RowFactory.create(left), RowFactory.create(right)};
  }
}
