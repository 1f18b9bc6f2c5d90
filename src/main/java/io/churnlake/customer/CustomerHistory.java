package io.churnlake.customer;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.datediff;
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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** From order lines to customer-days and customers. */
public final class CustomerHistory {
  private static final String FIRST = "first";
  private static final String FIRST_ORDER = "first_order";
  private static final String GROUP_REVENUE = "group_revenue";

  private CustomerHistory() {}

  /** silver.customer_days from silver.order_lines: first by order, then by day. */
  public static Dataset<Row> days(Dataset<Row> lines) {
    Column counts = col(SilverOrderLines.COUNTS);
    Column costed = counts.and(col(SilverOrderLines.COST).isNotNull());
    Column returned = col(SilverOrderLines.RETURN_STATUS).isNotNull();
    Dataset<Row> orders =
        lines
            .filter(col(SilverOrderLines.CUSTOMER_KEY).isNotNull().and(counts.or(returned)))
            // A return that is booked under the order it refers to still happened on its own day.
            .groupBy(
                col(SilverOrderLines.CUSTOMER_KEY),
                when(returned, col(SilverOrderLines.LINE_DATE))
                    .otherwise(col(SilverOrderLines.ORDER_DATE))
                    .as(CustomerDays.ORDER_DATE),
                col(SilverOrderLines.ORDER_ID))
            .agg(
                count(when(counts, 1)).as(CustomerDays.LINES),
                sumWhere(counts, SilverOrderLines.QUANTITY).as(CustomerDays.PIECES),
                sumWhere(counts, SilverOrderLines.AMOUNT).as(CustomerDays.REVENUE),
                sumWhere(counts, SilverOrderLines.DISCOUNT).as(CustomerDays.DISCOUNT),
                count(when(counts.and(col(SilverOrderLines.DISCOUNT).gt(0)), 1))
                    .as(CustomerDays.DISCOUNTED_LINES),
                count_distinct(when(counts, col(SilverOrderLines.PRODUCT_CODE)))
                    .as(CustomerDays.PRODUCTS),
                count(when(returned, 1)).as(CustomerDays.RETURN_LINES),
                coalesce(sum(when(returned, abs(col(SilverOrderLines.AMOUNT)))), lit(0))
                    .as(CustomerDays.RETURN_AMOUNT),
                sumWhere(costed, SilverOrderLines.COST).as(CustomerDays.COST),
                sumWhere(costed, SilverOrderLines.AMOUNT).as(CustomerDays.COSTED_REVENUE));
    return orders
        .groupBy(col(CustomerDays.CUSTOMER_KEY), col(CustomerDays.ORDER_DATE))
        .agg(
            count(when(col(CustomerDays.LINES).gt(0), 1)).cast(Types.INT).as(CustomerDays.ORDERS),
            sum(CustomerDays.LINES).cast(Types.INT).as(CustomerDays.LINES),
            sum(CustomerDays.PIECES).cast(Types.MONEY).as(CustomerDays.PIECES),
            sum(CustomerDays.REVENUE).cast(Types.MONEY).as(CustomerDays.REVENUE),
            sum(CustomerDays.DISCOUNT).cast(Types.MONEY).as(CustomerDays.DISCOUNT),
            sum(CustomerDays.DISCOUNTED_LINES).cast(Types.INT).as(CustomerDays.DISCOUNTED_LINES),
            sum(CustomerDays.PRODUCTS).cast(Types.INT).as(CustomerDays.PRODUCTS),
            sum(CustomerDays.RETURN_LINES).cast(Types.INT).as(CustomerDays.RETURN_LINES),
            sum(CustomerDays.RETURN_AMOUNT).cast(Types.MONEY).as(CustomerDays.RETURN_AMOUNT),
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
            CustomerDays.RETURN_LINES,
            CustomerDays.RETURN_AMOUNT,
            CustomerDays.COST,
            CustomerDays.COSTED_REVENUE);
  }

  private static Column sumWhere(Column condition, String amount) {
    return coalesce(sum(when(condition, col(amount))), lit(0));
  }

  /**
   * silver.customers.
   *
   * @param days silver.customer_days, of all customers or some
   * @param lines silver.order_lines of the same customers
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
    Dataset<Row> firstLines = firstOrderLines(lines);
    Dataset<Row> attributes =
        firstLines
            .groupBy(Customers.CUSTOMER_KEY)
            .agg(
                min_by(col(SilverOrderLines.CHANNEL), firstness()).as(Customers.FIRST_CHANNEL),
                min_by(col(SilverOrderLines.COUNTRY), firstness()).as(Customers.FIRST_COUNTRY),
                coalesce(max(col(SilverOrderLines.DISCOUNT).gt(0)), lit(false))
                    .as(Customers.FIRST_DISCOUNTED));
    return totals
        .join(attributes, Customers.CUSTOMER_KEY)
        .join(
            mainOf(firstLines, SilverOrderLines.PRODUCT_CODE, Customers.FIRST_PRODUCT),
            Customers.CUSTOMER_KEY)
        .join(
            mainOf(firstLines, SilverOrderLines.CATEGORY, Customers.FIRST_CATEGORY),
            Customers.CUSTOMER_KEY)
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

  private static Column firstness() {
    return struct(
        col(SilverOrderLines.ORDERED_AT),
        col(SilverOrderLines.LINE_KEY),
        col(SilverOrderLines.OCCURRENCE));
  }

  /** The counting lines of each customer's first order: the earliest, then of least id. */
  private static Dataset<Row> firstOrderLines(Dataset<Row> lines) {
    Dataset<Row> counting = lines.filter(col(SilverOrderLines.COUNTS));
    Dataset<Row> first =
        counting
            .groupBy(SilverOrderLines.CUSTOMER_KEY)
            .agg(
                min(struct(
                        col(SilverOrderLines.ORDER_DATE),
                        col(SilverOrderLines.ORDERED_AT),
                        col(SilverOrderLines.ORDER_ID)))
                    .as(FIRST))
            .select(
                col(SilverOrderLines.CUSTOMER_KEY),
                col(FIRST).getField(SilverOrderLines.ORDER_ID).as(FIRST_ORDER));
    return counting
        .join(first, SilverOrderLines.CUSTOMER_KEY)
        .filter(col(SilverOrderLines.ORDER_ID).equalTo(col(FIRST_ORDER)));
  }

  /** The value of highest revenue among a customer's lines, then the smallest. */
  private static Dataset<Row> mainOf(Dataset<Row> firstLines, String column, String as) {
    return firstLines
        .groupBy(Customers.CUSTOMER_KEY, column)
        .agg(sum(SilverOrderLines.AMOUNT).multiply(-1).as(GROUP_REVENUE))
        .groupBy(Customers.CUSTOMER_KEY)
        .agg(min_by(col(column), struct(col(GROUP_REVENUE), col(column))).as(as))
        .select(Customers.CUSTOMER_KEY, as);
  }
}
