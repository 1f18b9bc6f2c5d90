package io.churnlake.customer;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * From order lines to customer-days and customers. Each customer's lines are folded once in plain
 * Java: sums of many columns over so many small groups cost Spark several times that.
 */
public final class CustomerHistory {
  private static final String HOLDER = "holder";
  private static final String DAY = "day";
  private static final String TIME = "time";
  private static final String RETURNED = "returned";

  /** What is known of the customer, in the row of the last day. */
  private static final String CUSTOMER = "customer";

  /** Columns of silver.customer_days that returns decide. */
  private static final Set<String> NET = Set.of(CustomerDays.NET_PIECES, CustomerDays.NET_AMOUNT);

  private static final StructType CUSTOMER_TYPE =
      new StructType()
          .add(Customers.FIRST_ORDER_DATE, Types.INT)
          .add(Customers.LAST_ORDER_DATE, Types.INT)
          .add(Customers.OCCASIONS, Types.INT)
          .add(Customers.ORDERS, Types.INT)
          .add(Customers.REVENUE, Types.MONEY)
          .add(Customers.FIRST_CHANNEL, Types.STRING)
          .add(Customers.FIRST_COUNTRY, Types.STRING)
          .add(Customers.FIRST_SOURCE, Types.STRING)
          .add(Customers.FIRST_PRODUCT, Types.STRING)
          .add(Customers.FIRST_CATEGORY, Types.STRING)
          .add(Customers.FIRST_DISCOUNTED, Types.BOOLEAN);

  private static final StructType TYPE = type();

  /** What the fold reads, and what it is sorted by. */
  private static final StructType LINE_TYPE =
      new StructType()
          .add(HOLDER, Types.STRING)
          .add(DAY, Types.INT)
          .add(SilverOrderLines.ORDER_ID, Types.STRING)
          .add(TIME, Types.LONG)
          .add(SilverOrderLines.COUNTS, Types.BOOLEAN)
          .add(RETURNED, Types.BOOLEAN)
          .add(SilverOrderLines.QUANTITY, Types.MONEY)
          .add(SilverOrderLines.AMOUNT, Types.MONEY)
          .add(SilverOrderLines.DISCOUNT, Types.MONEY)
          .add(SilverOrderLines.COST, Types.MONEY)
          .add(SilverOrderLines.PRODUCT_CODE, Types.STRING)
          .add(SilverOrderLines.CATEGORY, Types.STRING)
          .add(SilverOrderLines.CHANNEL, Types.STRING)
          .add(SilverOrderLines.COUNTRY, Types.STRING)
          .add(SilverOrderLines.SOURCE, Types.STRING)
          .add(SilverOrderLines.LINE_KEY, Types.STRING)
          .add(SilverOrderLines.OCCURRENCE, Types.INT);

  private CustomerHistory() {}

  private static StructType type() {
    StructType type = new StructType();
    for (String name : gross()) {
      type =
          type.add(
              name,
              name.equals(CustomerDays.ORDER_DATE)
                  ? Types.INT
                  : CustomerDays.TABLE.schema().apply(name).dataType());
    }
    return type.add(CUSTOMER, CUSTOMER_TYPE);
  }

  private static List<String> gross() {
    return CustomerDays.TABLE.columnNames().stream().filter(name -> !NET.contains(name)).toList();
  }

  /**
   * The same lines, those of a customer in one place, where {@link #of} finds them. Lines without a
   * customer lie by their order, since they may be many.
   */
  public static Dataset<Row> byHolder(Dataset<Row> lines) {
    return lines
        .withColumn(
            HOLDER, coalesce(col(SilverOrderLines.CUSTOMER_KEY), col(SilverOrderLines.ORDER_ID)))
        .repartition(col(HOLDER));
  }

  /**
   * The days of each customer, which {@link #days} and {@link #customers} are made of: keep them.
   * Nothing is shuffled if the lines lie {@link #byHolder}.
   *
   * @param lines silver.order_lines, of all customers or some
   */
  public static Dataset<Row> of(Dataset<Row> lines) {
    Column counts = col(SilverOrderLines.COUNTS);
    Column returned = col(SilverOrderLines.RETURN_STATUS).isNotNull();
    boolean lie = List.of(lines.columns()).contains(HOLDER);
    return lines
        .filter(col(SilverOrderLines.CUSTOMER_KEY).isNotNull().and(counts.or(returned)))
        .select(
            col(lie ? HOLDER : SilverOrderLines.CUSTOMER_KEY).as(HOLDER),
            // A return that is booked under the order it refers to still happened on its own day.
            unix_date(
                    when(returned, col(SilverOrderLines.LINE_DATE))
                        .otherwise(col(SilverOrderLines.ORDER_DATE)))
                .as(DAY),
            col(SilverOrderLines.ORDER_ID),
            unix_micros(col(SilverOrderLines.ORDERED_AT)).as(TIME),
            counts,
            returned.as(RETURNED),
            col(SilverOrderLines.QUANTITY),
            col(SilverOrderLines.AMOUNT),
            col(SilverOrderLines.DISCOUNT),
            col(SilverOrderLines.COST),
            col(SilverOrderLines.PRODUCT_CODE),
            col(SilverOrderLines.CATEGORY),
            col(SilverOrderLines.CHANNEL),
            col(SilverOrderLines.COUNTRY),
            col(SilverOrderLines.SOURCE),
            col(SilverOrderLines.LINE_KEY),
            col(SilverOrderLines.OCCURRENCE))
        .groupBy(col(HOLDER))
        .as(Encoders.STRING(), Encoders.row(LINE_TYPE))
        .flatMapSortedGroups(
            Stream.of(
                    DAY,
                    SilverOrderLines.ORDER_ID,
                    TIME,
                    SilverOrderLines.LINE_KEY,
                    SilverOrderLines.OCCURRENCE)
                .map(name -> col(name))
                .toArray(Column[]::new),
            new CustomerFold(),
            Encoders.row(TYPE));
  }

  /**
   * silver.customer_days.
   *
   * @param histories see {@link #of}
   * @param returns silver.returns of the same customers
   */
  public static Dataset<Row> days(Dataset<Row> histories, Dataset<Row> returns) {
    String[] key = {CustomerDays.CUSTOMER_KEY, CustomerDays.ORDER_DATE};
    Dataset<Row> back =
        NetDays.takenBack(returns)
            .groupBy(columns(List.of(key)))
            .agg(
                sum(CustomerDays.PIECES).as(CustomerDays.NET_PIECES),
                sum(CustomerDays.REVENUE).as(CustomerDays.NET_AMOUNT));
    return histories
        .withColumn(CustomerDays.ORDER_DATE, date_from_unix_date(col(CustomerDays.ORDER_DATE)))
        .drop(CUSTOMER)
        // A return may lie on a day without lines: somebody else has brought it back.
        .join(back, key, "full_outer")
        .select(
            CustomerDays.TABLE.columnNames().stream()
                .map(CustomerHistory::day)
                .toArray(Column[]::new));
  }

  private static Column day(String name) {
    if (NET.contains(name)) {
      String gross =
          name.equals(CustomerDays.NET_PIECES) ? CustomerDays.PIECES : CustomerDays.REVENUE;
      return orZero(gross).plus(coalesce(col(name), lit(0))).cast(Types.MONEY).as(name);
    }
    if (CustomerDays.TABLE.key().contains(name)) {
      return col(name);
    }
    return name.equals(CustomerDays.CATEGORIES)
        ? coalesce(col(name), array().cast(Types.listOf(Types.STRING))).as(name)
        : orZero(name).as(name);
  }

  private static Column orZero(String name) {
    return coalesce(col(name), lit(0).cast(CustomerDays.TABLE.schema().apply(name).dataType()));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }

  /**
   * silver.customers.
   *
   * @param histories see {@link #of}
   * @param logStart the log's first day
   * @param historyGuardDays first seen within so many days of the log's start is left truncated
   */
  public static Dataset<Row> customers(
      Dataset<Row> histories, LocalDate logStart, int historyGuardDays) {
    Column truncated =
        datediff(col(Customers.FIRST_ORDER_DATE), lit(logStart)).lt(historyGuardDays);
    return histories
        .filter(col(CUSTOMER).isNotNull())
        .select(col(CustomerDays.CUSTOMER_KEY), col(CUSTOMER + ".*"))
        .withColumn(
            Customers.FIRST_ORDER_DATE, date_from_unix_date(col(Customers.FIRST_ORDER_DATE)))
        .withColumn(Customers.LAST_ORDER_DATE, date_from_unix_date(col(Customers.LAST_ORDER_DATE)))
        .withColumn(Customers.LEFT_TRUNCATED, truncated)
        .select(columns(Customers.TABLE.columnNames()));
  }
}
