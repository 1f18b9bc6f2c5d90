package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.customer.CustomerLogs;
import io.churnlake.customer.Splits;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Types;
import io.churnlake.testing.SparkTest;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Shops small enough to be written down and checked by eye. */
public final class SmallWorld {
  private static final int HISTORY_GUARD = 30;

  private SmallWorld() {}

  /**
   * silver.customer_days from lines such as {@code ann | 2024-01-15 | 10.00}: customer, date,
   * revenue of one order, if wanted its categories, and {@code -%} if it was discounted. A revenue
   * of {@code -} is a day of returns only.
   */
  public static Dataset<Row> days(String text) {
    List<Row> rows = text.lines().filter(line -> !line.isBlank()).map(SmallWorld::day).toList();
    return SparkTest.spark().createDataFrame(rows, CustomerDays.TABLE.schema());
  }

  private static Row day(String line) {
    String[] cell = Arrays.stream(line.split("\\|")).map(String::trim).toArray(String[]::new);
    boolean returns = cell[2].equals("-");
    int one = returns ? 0 : 1;
    BigDecimal zero = BigDecimal.ZERO.setScale(4);
    BigDecimal revenue = returns ? zero : new BigDecimal(cell[2]).setScale(4);
    BigDecimal pieces = new BigDecimal(one).setScale(4);
    return RowFactory.create(
        cell[0],
        Date.valueOf(cell[1]),
        one,
        one,
        pieces,
        revenue,
        zero,
        line.endsWith("-%") ? one : 0,
        one,
        cell.length > 3 && !cell[3].isEmpty() ? List.of(cell[3].split(" ")) : List.of(),
        1 - one,
        zero,
        zero,
        zero,
        pieces,
        revenue);
  }

  /** silver.customers of these days; the log starts with the first one, the guard is 30 days. */
  public static Dataset<Row> customers(Dataset<Row> days) {
    Date logStart = days.agg(min(CustomerDays.ORDER_DATE)).first().getDate(0);
    return days.filter(col(CustomerDays.LINES).gt(0))
        .groupBy(CustomerDays.CUSTOMER_KEY)
        .agg(
            min(CustomerDays.ORDER_DATE).as(Customers.FIRST_ORDER_DATE),
            max(CustomerDays.ORDER_DATE).as(Customers.LAST_ORDER_DATE),
            count(lit(1)).cast("int").as(Customers.OCCASIONS),
            sum(CustomerDays.ORDERS).cast("int").as(Customers.ORDERS),
            sum(CustomerDays.REVENUE).cast(Types.MONEY).as(Customers.REVENUE))
        .withColumn(Customers.FIRST_CHANNEL, lit(null).cast("string"))
        .withColumn(Customers.FIRST_COUNTRY, lit(null).cast("string"))
        .withColumn(Customers.FIRST_SOURCE, lit(null).cast("string"))
        .withColumn(Customers.FIRST_PRODUCT, lit(null).cast("string"))
        .withColumn(Customers.FIRST_CATEGORY, lit(null).cast("string"))
        .withColumn(Customers.FIRST_DISCOUNTED, lit(false))
        .withColumn(
            Customers.LEFT_TRUNCATED,
            datediff(col(Customers.FIRST_ORDER_DATE), lit(logStart)).lt(HISTORY_GUARD));
  }

  /**
   * What {@link io.churnlake.customer.CustomerLogs} makes of days and of what is left of them, with
   * no split.
   */
  public static Dataset<Row> logs(Dataset<Row> days, Dataset<Row> netDays, LocalDate asOf) {
    return logs(days, netDays, customers(days), List.of(), asOf);
  }

  /** The same with customers' attributes, and splits by these. */
  static Dataset<Row> logs(
      Dataset<Row> days,
      Dataset<Row> netDays,
      Dataset<Row> customers,
      List<String> splits,
      LocalDate asOf) {
    Dataset<Row> complete = days;
    for (io.churnlake.table.Column column : CustomerDays.TABLE.columns()) {
      if (!List.of(days.columns()).contains(column.name())) {
        boolean number = !column.type().equals(Types.listOf(Types.STRING));
        complete = complete.withColumn(column.name(), lit(number ? "0" : null).cast(column.type()));
      }
    }
    Dataset<Row> takenBack = some(netDays, 1).unionByName(some(days, -1));
    Dataset<Row> attributes =
        SparkTest.spark().createDataFrame(List.of(), CustomerAttributes.TABLE.schema());
    return CustomerLogs.ofDays(
        complete, takenBack, Splits.of(customers, attributes, splits, asOf), splits.size(), asOf);
  }

  private static Dataset<Row> some(Dataset<Row> days, int sign) {
    return days.select(
        col(CustomerDays.CUSTOMER_KEY),
        col(CustomerDays.ORDER_DATE),
        col(CustomerDays.ORDERS).multiply(sign).cast("int").as(CustomerDays.ORDERS),
        col(CustomerDays.LINES).multiply(sign).cast("int").as(CustomerDays.LINES),
        col(CustomerDays.REVENUE).multiply(sign).cast(Types.MONEY).as(CustomerDays.REVENUE));
  }

  /** The rows as text in order, cells joined by one blank; doubles in three digits. */
  public static String text(Dataset<Row> rows, String... columns) {
    return rows
        .select(
            Arrays.stream(columns)
                .map(name -> col(name))
                .toArray(org.apache.spark.sql.Column[]::new))
        .collectAsList()
        .stream()
        .map(SmallWorld::line)
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** The same of rows that know their columns. */
  public static String text(List<Row> rows, String... columns) {
    return rows.stream()
        .map(row -> Arrays.stream(columns).map(name -> (Object) row.getAs(name)).toArray())
        .map(cells -> line(RowFactory.create(cells)))
        .sorted()
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(Row row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(i == 0 ? "" : " ").append(cell(row.get(i)));
    }
    return line.toString();
  }

  /** One cell of {@link #text}. */
  public static String cell(@Nullable Object cell) {
    return cell instanceof Double number
        ? String.format(java.util.Locale.ROOT, "%.3f", number)
        : cell instanceof BigDecimal money
            ? money.stripTrailingZeros().toPlainString()
            : cell == null ? "-" : cell.toString();
  }
}
