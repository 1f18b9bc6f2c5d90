package io.churnlake.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.table.CustomerDays;
import io.churnlake.table.Returns;
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
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
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

  private static Dataset<Row> histories(String... lines) {
    return CustomerHistory.of(lines(lines));
  }

  /** Customer, day, day of what it undoes (or -), kind, pieces, money. */
  private static Dataset<Row> returns(String... parts) {
    List<Row> rows = Stream.of(parts).map(CustomerHistoryTest::part).toList();
    return SparkTest.spark()
        .createDataFrame(
            rows,
            new StructType()
                .add(Returns.CUSTOMER_KEY, Types.STRING)
                .add(Returns.RETURNED_ON, Types.STRING)
                .add(Returns.ORDER_DATE, Types.STRING)
                .add(Returns.KIND, Types.STRING)
                .add(Returns.PIECES, Types.STRING)
                .add(Returns.AMOUNT, Types.STRING))
        .select(
            Returns.TABLE.columns().stream()
                .map(
                    column ->
                        (Arrays.asList(
                                        "customer_key",
                                        "returned_on",
                                        "order_date",
                                        "kind",
                                        "pieces",
                                        "amount")
                                    .contains(column.name())
                                ? functions.col(column.name())
                                : functions.lit(null))
                            .cast(column.type())
                            .as(column.name()))
                .toArray(Column[]::new));
  }

  private static Row part(String text) {
    return RowFactory.create(
        Stream.of(text.trim().split(" +", -1))
            .map(cell -> cell.equals("-") ? null : cell)
            .toArray());
  }

  @Test
  void aReturnBelongsToItsOwnDayEvenUnderTheOrderItRefersTo() {
    List<String> days =
        CustomerHistory.days(
                histories(
                    "k1 o1 2024-01-01 2024-01-01 P1 C1  2 10 true  false",
                    "k1 o1 2024-01-01 2024-01-01 P2 C1  1  5 true  false",
                    "k1 o2 2024-01-01 2024-01-01 P1 C1  1  5 true  false",
                    "k1 o1 2024-01-01 2024-01-21 P1 C1 -2 -10 false true"),
                returns(
                    "k1 2024-01-21 2024-01-01 matched 2 10",
                    // Brought back by somebody else who names an order of k1.
                    "k1 2024-01-25 - unmatched_return 1 3",
                    "k1 2024-01-26 - adjustment 1 4"))
            .orderBy(CustomerDays.ORDER_DATE)
            .select(
                CustomerDays.ORDER_DATE,
                CustomerDays.ORDERS,
                CustomerDays.LINES,
                CustomerDays.REVENUE,
                CustomerDays.RETURN_LINES,
                CustomerDays.RETURN_AMOUNT,
                CustomerDays.NET_PIECES,
                CustomerDays.NET_AMOUNT)
            .collectAsList()
            .stream()
            .map(row -> row.mkString(" "))
            .toList();
    assertThat(days)
        .containsExactly(
            "2024-01-01 2 3 20.0000 0 0.0000 2.0000 10.0000",
            "2024-01-21 0 0 0.0000 1 10.0000 0.0000 0.0000",
            "2024-01-25 0 0 0.0000 0 0.0000 -1.0000 -3.0000",
            "2024-01-26 0 0 0.0000 0 0.0000 0.0000 -4.0000");
  }

  @Test
  void attributesAreThoseOfTheFirstOrder() {
    Dataset<Row> histories =
        histories(
            "k1 o2 2024-01-05 2024-01-05 P9 C9 1 99 true false",
            "k1 o1 2024-01-01 2024-01-01 P2 C1 1  6 true false",
            "k1 o1 2024-01-01 2024-01-01 P1 C2 1  6 true false",
            "k1 o1 2024-01-01 2024-01-01 P3 C1 1  1 true false",
            "k1 o0 2023-12-01 2023-12-01 P0 C0 1 50 false true");
    Row customer =
        CustomerHistory.customers(histories, LOG_START, 30)
            .select(
                "first_order_date",
                "occasions",
                "first_product",
                "first_category",
                "left_truncated")
            .first();
    assertThat(customer.mkString(" ")).isEqualTo("2024-01-01 2 P1 C1 false");
    assertThat(CustomerHistory.customers(histories, LOG_START, 32).first())
        .matches(row -> row.getBoolean(row.fieldIndex("left_truncated")));
    assertThat(Types.MONEY.simpleString()).isEqualTo("decimal(18,4)");
  }
}
