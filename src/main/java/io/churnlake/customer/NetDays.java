package io.churnlake.customer;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.CustomerDays;
import io.churnlake.table.Returns;
import io.churnlake.table.Types;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Customer-days on basis net. */
public final class NetDays {
  private NetDays() {}

  /**
   * What is left of each customer-day after the returns known at {@code asOf}: customer_key,
   * order_date, orders, lines, revenue. A return reduces the day of the line that it undoes; one
   * that undoes none, and a credit, reduces the revenue of its own day. Lines and orders of which
   * no piece is left are not counted, so that a day returned in full has 0 lines and is no
   * occasion. Returns dated later are not used: what was known at a date stays so. Without a date,
   * the revenue is net_amount of silver.customer_days.
   *
   * @param days silver.customer_days
   * @param returns silver.returns
   */
  public static Dataset<Row> of(Dataset<Row> days, Dataset<Row> returns, LocalDate asOf) {
    return parts(days, returns, asOf)
        .groupBy(CustomerDays.CUSTOMER_KEY, CustomerDays.ORDER_DATE)
        .agg(
            sum(CustomerDays.ORDERS).cast(Types.INT).as(CustomerDays.ORDERS),
            sum(CustomerDays.LINES).cast(Types.INT).as(CustomerDays.LINES),
            sum(CustomerDays.REVENUE).cast(Types.MONEY).as(CustomerDays.REVENUE))
        .select(
            CustomerDays.CUSTOMER_KEY,
            CustomerDays.ORDER_DATE,
            CustomerDays.ORDERS,
            CustomerDays.LINES,
            CustomerDays.REVENUE);
  }

  /**
   * The customer-days and what came back of them as rows of their own, which add up to those of
   * {@link #of}: for sums over other groups than customer-days, without a shuffle of these.
   */
  public static Dataset<Row> parts(Dataset<Row> days, Dataset<Row> returns, LocalDate asOf) {
    Dataset<Row> less =
        takenBack(returns.filter(col(Returns.RETURNED_ON).leq(lit(asOf))))
            .drop(CustomerDays.PIECES);
    return days.select(
            col(CustomerDays.CUSTOMER_KEY),
            col(CustomerDays.ORDER_DATE),
            col(CustomerDays.ORDERS),
            col(CustomerDays.LINES),
            col(CustomerDays.REVENUE))
        .filter(col(CustomerDays.ORDER_DATE).leq(lit(asOf)))
        .unionByName(less);
  }

  /**
   * What each part of a return takes off, and of which day, in the columns of silver.customer_days:
   * customer_key, order_date, orders, lines, pieces, revenue; none above zero. A credit takes off
   * no pieces.
   *
   * @param returns silver.returns, or those up to a date
   */
  public static Dataset<Row> takenBack(Dataset<Row> returns) {
    Column undoes = col(Returns.ORDER_DATE).isNotNull();
    return returns.select(
        col(Returns.CUSTOMER_KEY).as(CustomerDays.CUSTOMER_KEY),
        coalesce(col(Returns.ORDER_DATE), col(Returns.RETURNED_ON)).as(CustomerDays.ORDER_DATE),
        when(undoes.and(col(Returns.CLOSES_ORDER)), -1).otherwise(0).as(CustomerDays.ORDERS),
        when(undoes.and(col(Returns.CLOSES_LINE)), -1).otherwise(0).as(CustomerDays.LINES),
        when(col(Returns.KIND).notEqual(Returns.ADJUSTMENT), negate(col(Returns.PIECES)))
            .otherwise(0)
            .as(CustomerDays.PIECES),
        negate(col(Returns.AMOUNT)).as(CustomerDays.REVENUE));
  }
}
