package io.churnlake.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DatasetAssertTest {
  private static final String ROWS =
      "('a', 1.5BD, 1e6D, map('x', 2e-3D)), ('b', NULL, NULL, NULL), ('c', 0.0BD, 0D, map())";

  @Test
  void orderAndTheLastDigitsOfDoublesDoNotMatter() {
    assertThatCode(
            comparing(
                "('c', 0.0BD, 0D, map()), ('b', NULL, NULL, NULL),"
                    + " ('a', 1.5BD, 1000000.0005D, map('x', 0.002000000000001D))"))
        .doesNotThrowAnyException();
  }

  @Test
  void anythingElseDoes() {
    assertThatThrownBy(comparing(ROWS.replace("1e6D", "1000000.002D")))
        .hasMessageContaining("it has");
    assertThatThrownBy(comparing(ROWS.replace("1.5BD", "1.6BD"))).hasMessageContaining("it has");
    assertThatThrownBy(comparing(ROWS.replace("2e-3D", "2.00001e-3D")))
        .hasMessageContaining("it has");
    assertThatThrownBy(comparing(ROWS.replace("NULL, NULL, NULL", "NULL, 0D, NULL")))
        .hasMessageContaining("it has");
    assertThatThrownBy(comparing(ROWS + ", ('c', 0.0BD, 0D, map())"))
        .hasMessageContaining("it has");
  }

  private static ThrowingCallable comparing(String actual) {
    return () -> DatasetAssert.assertSameContent("it", rows(ROWS), rows(actual), List.of("id"));
  }

  private static Dataset<Row> rows(String values) {
    return SparkTest.spark()
        .sql(
            "SELECT id, CAST(money AS DECIMAL(18,4)) AS money, value,"
                + " CAST(parts AS MAP<STRING, DOUBLE>) AS parts"
                + " FROM VALUES "
                + values
                + " AS t(id, money, value, parts)");
  }
}
