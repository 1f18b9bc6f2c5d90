package io.churnlake.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.table.CustomerDays;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Types;
import io.churnlake.testing.SparkTest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class CustomerHistoryTest {
  private static final LocalDate LOG_START = LocalDate.of(2023, 12, 1);

  /**
   * customer, order, order date, line date, product, category, quantity, amount, counts, cancelled.
   */
  private static Dataset<Row> lines(String... lines) {
    String values =
        String.join(
            ", ",
            Stream.of(lines)
                .map(line -> "('" + String.join("', '", line.trim().split(" +")) + "')")
                .toList());
    Dataset<Row> given =
        SparkTest.spark()
            .sql(
                "SELECT * FROM VALUES "
                    + values
                    + " AS t(customer_key, order_id, order_date, line_date, product_code, category,"
                    + " quantity, amount, counts, cancelled)");
    Column[] columns =
        SilverOrderLines.TABLE.columns().stream()
            .map(
                column ->
                    (Arrays.asList(given.columns()).contains(column.name())
                            ? functions.col(column.name())
                            : column.name().equals(SilverOrderLines.RETURN_STATUS)
                                ? functions.expr("IF(cancelled = 'true', 'matched', NULL)")
                                : column.name().equals(SilverOrderLines.OCCURRENCE)
                                    ? functions.lit(1)
                                    : column.name().equals(SilverOrderLines.ORDERED_AT)
                                        ? functions.col("line_date")
                                        : functions.lit(null))
                        .cast(column.type())
                        .as(column.name()))
            .toArray(Column[]::new);
    return given.select(columns);
  }

  @Test
  void aReturnBelongsToItsOwnDayEvenUnderTheOrderItRefersTo() {
    List<String> days =
        CustomerHistory.days(
                lines(
                    "k1 o1 2024-01-01 2024-01-01 P1 C1  2 10 true  false",
                    "k1 o1 2024-01-01 2024-01-01 P2 C1  1  5 true  false",
                    "k1 o2 2024-01-01 2024-01-01 P1 C1  1  5 true  false",
                    "k1 o1 2024-01-01 2024-01-21 P1 C1 -2 -10 false true"))
            .orderBy(CustomerDays.ORDER_DATE)
            .select(
                CustomerDays.ORDER_DATE,
                CustomerDays.ORDERS,
                CustomerDays.LINES,
                CustomerDays.REVENUE,
                CustomerDays.RETURN_LINES,
                CustomerDays.RETURN_AMOUNT)
            .collectAsList()
            .stream()
            .map(row -> row.mkString(" "))
            .toList();
    assertThat(days)
        .containsExactly("2024-01-01 2 3 20.0000 0 0.0000", "2024-01-21 0 0 0.0000 1 10.0000");
  }

  @Test
  void attributesAreThoseOfTheFirstOrder() {
    Dataset<Row> lines =
        lines(
            "k1 o2 2024-01-05 2024-01-05 P9 C9 1 99 true false",
            "k1 o1 2024-01-01 2024-01-01 P2 C1 1  6 true false",
            "k1 o1 2024-01-01 2024-01-01 P1 C2 1  6 true false",
            "k1 o1 2024-01-01 2024-01-01 P3 C1 1  1 true false",
            "k1 o0 2023-12-01 2023-12-01 P0 C0 1 50 false true");
    Row customer =
        CustomerHistory.customers(CustomerHistory.days(lines), lines, LOG_START, 30)
            .select(
                "first_order_date",
                "occasions",
                "first_product",
                "first_category",
                "left_truncated")
            .first();
    assertThat(customer.mkString(" ")).isEqualTo("2024-01-01 2 P1 C1 false");
    assertThat(CustomerHistory.customers(CustomerHistory.days(lines), lines, LOG_START, 32).first())
        .matches(row -> row.getBoolean(row.fieldIndex("left_truncated")));
    assertThat(Types.MONEY.simpleString()).isEqualTo("decimal(18,4)");
  }
}
