package io.churnlake.customer;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** From order lines to customer-days and customers. */
public final class CustomerHistory {
  private static final String HOLDER = "holder";
  private static final String FIRST_ORDER = "first_order";
  private static final String PRODUCT_REVENUE = "product_revenue";
  private static final String CATEGORY_REVENUE = "category_revenue";

  private CustomerHistory() {}

  /**
   * The same lines, those of a customer in one place. Lines without a customer lie by their order,
   * since they may be many. What is made of the result for each customer needs no other shuffle.
   */
  public static Dataset<Row> byHolder(Dataset<Row> lines) {
    return lines
        .withColumn(
            HOLDER, coalesce(col(SilverOrderLines.CUSTOMER_KEY), col(SilverOrderLines.ORDER_ID)))
        .repartition(col(HOLDER));
  }

  /** What tells the customers of these lines apart. */
  private static List<String> customer(Dataset<Row> lines) {
    return List.of(lines.columns()).contains(HOLDER)
        ? List.of(HOLDER, SilverOrderLines.CUSTOMER_KEY)
        : List.of(SilverOrderLines.CUSTOMER_KEY);
  }

  private static Column[] columns(List<String> names, Column... further) {
    return Stream.concat(names.stream().map(name -> col(name)), Stream.of(further))
        .toArray(Column[]::new);
  }

  /**
   * silver.customer_days: first by order, then by day.
   *
   * @param lines silver.order_lines, of all customers or some
   * @param returns silver.returns of the same customers
   */
  public static Dataset<Row> days(Dataset<Row> lines, Dataset<Row> returns) {
    Column counts = col(SilverOrderLines.COUNTS);
    Column costed = counts.and(col(SilverOrderLines.COST).isNotNull());
    Column returned = col(SilverOrderLines.RETURN_STATUS).isNotNull();
    Dataset<Row> orders =
        lines
            .filter(col(SilverOrderLines.CUSTOMER_KEY).isNotNull().and(counts.or(returned)))
            // A return that is booked under the order it refers to still happened on its own day.
            .groupBy(
                columns(
                    customer(lines),
                    when(returned, col(SilverOrderLines.LINE_DATE))
                        .otherwise(col(SilverOrderLines.ORDER_DATE))
                        .as(CustomerDays.ORDER_DATE),
                    col(SilverOrderLines.ORDER_ID)))
            .agg(
                count(when(counts, 1)).as(CustomerDays.LINES),
                sumWhere(counts, SilverOrderLines.QUANTITY).as(CustomerDays.PIECES),
                sumWhere(counts, SilverOrderLines.AMOUNT).as(CustomerDays.REVENUE),
                sumWhere(counts, SilverOrderLines.DISCOUNT).as(CustomerDays.DISCOUNT),
                count(when(counts.and(col(SilverOrderLines.DISCOUNT).gt(0)), 1))
                    .as(CustomerDays.DISCOUNTED_LINES),
                count_distinct(when(counts, col(SilverOrderLines.PRODUCT_CODE)))
                    .as(CustomerDays.PRODUCTS),
                collect_set(when(counts, col(SilverOrderLines.CATEGORY)))
                    .as(CustomerDays.CATEGORIES),
                count(when(returned, 1)).as(CustomerDays.RETURN_LINES),
                coalesce(sum(when(returned, abs(col(SilverOrderLines.AMOUNT)))), lit(0))
                    .as(CustomerDays.RETURN_AMOUNT),
                sumWhere(costed, SilverOrderLines.COST).as(CustomerDays.COST),
                sumWhere(costed, SilverOrderLines.AMOUNT).as(CustomerDays.COSTED_REVENUE))
            .withColumn(CustomerDays.NET_PIECES, col(CustomerDays.PIECES))
            .withColumn(CustomerDays.NET_AMOUNT, col(CustomerDays.REVENUE))
            .drop(HOLDER);
    return orders
        .unionByName(takenBack(returns, orders.columns()))
        .groupBy(col(CustomerDays.CUSTOMER_KEY), col(CustomerDays.ORDER_DATE))
        .agg(
            count(when(col(CustomerDays.LINES).gt(0), 1)).cast(Types.INT).as(CustomerDays.ORDERS),
            sum(CustomerDays.LINES).cast(Types.INT).as(CustomerDays.LINES),
            sum(CustomerDays.PIECES).cast(Types.MONEY).as(CustomerDays.PIECES),
            sum(CustomerDays.REVENUE).cast(Types.MONEY).as(CustomerDays.REVENUE),
            sum(CustomerDays.DISCOUNT).cast(Types.MONEY).as(CustomerDays.DISCOUNT),
            sum(CustomerDays.DISCOUNTED_LINES).cast(Types.INT).as(CustomerDays.DISCOUNTED_LINES),
            sum(CustomerDays.PRODUCTS).cast(Types.INT).as(CustomerDays.PRODUCTS),
            array_sort(array_distinct(flatten(collect_list(CustomerDays.CATEGORIES))))
                .as(CustomerDays.CATEGORIES),
            sum(CustomerDays.RETURN_LINES).cast(Types.INT).as(CustomerDays.RETURN_LINES),
            sum(CustomerDays.RETURN_AMOUNT).cast(Types.MONEY).as(CustomerDays.RETURN_AMOUNT),
            sum(CustomerDays.NET_PIECES).cast(Types.MONEY).as(CustomerDays.NET_PIECES),
            sum(CustomerDays.NET_AMOUNT).cast(Types.MONEY).as(CustomerDays.NET_AMOUNT),
            sum(CustomerDays.COST).cast(Types.MONEY).as(CustomerDays.COST),
            sum(CustomerDays.COSTED_REVENUE).cast(Types.MONEY).as(CustomerDays.COSTED_REVENUE))
        .select(
            CustomerDays.CUSTOMER_KEY,
            CustomerDays.ORDER_DATE,
            CustomerDays.ORDERS,
            CustomerDays.LINES,
            CustomerDays.PIECES,
            CustomerDays.REVENUE,
            CustomerDays.DISCOUNT,
            CustomerDays.DISCOUNTED_LINES,
            CustomerDays.PRODUCTS,
            CustomerDays.CATEGORIES,
            CustomerDays.RETURN_LINES,
            CustomerDays.RETURN_AMOUNT,
            CustomerDays.COST,
            CustomerDays.COSTED_REVENUE,
            CustomerDays.NET_PIECES,
            CustomerDays.NET_AMOUNT);
  }

  /** Returns as orders of nothing else. */
  private static Dataset<Row> takenBack(Dataset<Row> returns, String[] columns) {
    Map<String, Column> known =
        Map.of(
            CustomerDays.CUSTOMER_KEY, col(CustomerDays.CUSTOMER_KEY),
            CustomerDays.ORDER_DATE, col(CustomerDays.ORDER_DATE),
            CustomerDays.NET_PIECES, col(CustomerDays.PIECES),
            CustomerDays.NET_AMOUNT, col(CustomerDays.REVENUE),
            CustomerDays.CATEGORIES, lit(null).cast(Types.listOf(Types.STRING)),
            SilverOrderLines.ORDER_ID, lit(null).cast(Types.STRING));
    return NetDays.takenBack(returns)
        .select(
            Arrays.stream(columns)
                .map(name -> known.getOrDefault(name, lit(0)).as(name))
                .toArray(Column[]::new));
  }

  private static Column sumWhere(Column condition, String amount) {
    return coalesce(sum(when(condition, col(amount))), lit(0));
  }

  /**
   * silver.customers.
   *
   * @param days silver.customer_days, of all customers or some
   * @param lines silver.order_lines of the same customers, or judged lines
   * @param logStart the log's first day
   * @param historyGuardDays first seen within so many days of the log's start is left truncated
   */
  public static Dataset<Row> customers(
      Dataset<Row> days, Dataset<Row> lines, LocalDate logStart, int historyGuardDays) {
    Dataset<Row> occasions = days.filter(col(CustomerDays.LINES).gt(0));
    Dataset<Row> totals =
        occasions
            .groupBy(CustomerDays.CUSTOMER_KEY)
            .agg(
                min(CustomerDays.ORDER_DATE).as(Customers.FIRST_ORDER_DATE),
                max(CustomerDays.ORDER_DATE).as(Customers.LAST_ORDER_DATE),
                count(lit(1)).cast(Types.INT).as(Customers.OCCASIONS),
                sum(CustomerDays.ORDERS).cast(Types.INT).as(Customers.ORDERS),
                sum(CustomerDays.REVENUE).cast(Types.MONEY).as(Customers.REVENUE));
    return totals
        .join(firstOrders(lines), Customers.CUSTOMER_KEY)
        .select(
            col(Customers.CUSTOMER_KEY),
            col(Customers.FIRST_ORDER_DATE),
            col(Customers.LAST_ORDER_DATE),
            col(Customers.OCCASIONS),
            col(Customers.ORDERS),
            col(Customers.REVENUE),
            col(Customers.FIRST_CHANNEL),
            col(Customers.FIRST_COUNTRY),
            col(Customers.FIRST_PRODUCT),
            col(Customers.FIRST_CATEGORY),
            col(Customers.FIRST_DISCOUNTED),
            datediff(col(Customers.FIRST_ORDER_DATE), lit(logStart))
                .lt(historyGuardDays)
                .as(Customers.LEFT_TRUNCATED));
  }

  /**
   * What the first order was; customer-wise throughout, so that lines are shuffled once at most.
   */
  private static Dataset<Row> firstOrders(Dataset<Row> lines) {
    Column order = col(SilverOrderLines.ORDER_ID);
    List<String> keys = customer(lines);
    WindowSpec customer = Window.partitionBy(columns(keys));
    Column first =
        min(struct(col(SilverOrderLines.ORDER_DATE), col(SilverOrderLines.ORDERED_AT), order))
            .over(customer)
            .getField(SilverOrderLines.ORDER_ID);
    Column firstness =
        struct(
            col(SilverOrderLines.ORDERED_AT),
            col(SilverOrderLines.LINE_KEY),
            col(SilverOrderLines.OCCURRENCE));
    return lines
        .filter(col(SilverOrderLines.COUNTS))
        .select(
            columns(
                keys,
                order,
                col(SilverOrderLines.ORDER_DATE),
                col(SilverOrderLines.ORDERED_AT),
                col(SilverOrderLines.LINE_KEY),
                col(SilverOrderLines.OCCURRENCE),
                col(SilverOrderLines.CHANNEL),
                col(SilverOrderLines.COUNTRY),
                col(SilverOrderLines.PRODUCT_CODE),
                col(SilverOrderLines.CATEGORY),
                col(SilverOrderLines.AMOUNT),
                col(SilverOrderLines.DISCOUNT)))
        .withColumn(FIRST_ORDER, first)
        .filter(order.equalTo(col(FIRST_ORDER)))
        .withColumn(PRODUCT_REVENUE, revenueOf(keys, SilverOrderLines.PRODUCT_CODE))
        .withColumn(CATEGORY_REVENUE, revenueOf(keys, SilverOrderLines.CATEGORY))
        .groupBy(columns(keys))
        .agg(
            min_by(col(SilverOrderLines.CHANNEL), firstness).as(Customers.FIRST_CHANNEL),
            min_by(col(SilverOrderLines.COUNTRY), firstness).as(Customers.FIRST_COUNTRY),
            max(col(SilverOrderLines.DISCOUNT).gt(0)).as(Customers.FIRST_DISCOUNTED),
            mainOf(SilverOrderLines.PRODUCT_CODE, PRODUCT_REVENUE).as(Customers.FIRST_PRODUCT),
            mainOf(SilverOrderLines.CATEGORY, CATEGORY_REVENUE).as(Customers.FIRST_CATEGORY));
  }

  private static Column revenueOf(List<String> customer, String column) {
    return sum(SilverOrderLines.AMOUNT).over(Window.partitionBy(columns(customer, col(column))));
  }

  /** The value of highest revenue, then the smallest. */
  private static Column mainOf(String column, String revenue) {
    return min_by(col(column), struct(col(revenue).multiply(-1), col(column)));
  }
}
