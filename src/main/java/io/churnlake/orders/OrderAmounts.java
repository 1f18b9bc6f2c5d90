package io.churnlake.orders;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.SilverOrderLines;
import io.churnlake.table.Types;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** The total of an order, which each of its lines repeats, is spread over these lines. */
public final class OrderAmounts {
  private static final String GOOD = "good";
  private static final String DIFFERS = "differs";
  private static final String WEIGHT = "weight";
  private static final String PART = "part";
  private static final String NUMBER = "number";
  private static final String LINES = "lines";
  private static final int CENTS = 2;
  private static final long NOT_LOADED = -1;

  private OrderAmounts() {}

  /**
   * Gives each line its part: in proportion to quantity x unit price where the log has a price,
   * else to quantity, in cents; the last line takes what is left, so that the parts add up to the
   * total. Which one is the last is decided by the lines' content, so that an order has the same
   * parts in whatever file it stands. Lines of an order within a file that name several totals are
   * rejected.
   *
   * @param judged as of {@link LineParsing#judged}
   * @return the same columns
   */
  public static Dataset<Row> spread(Dataset<Row> judged, LineRules rules) {
    if (!rules.has(LineParsing.ORDER_AMOUNT)) {
      return judged;
    }
    WindowSpec order =
        Window.partitionBy(col(BronzeOrderLines.FILE), col(BronzeOrderLines.ORDER_ID), col(GOOD));
    WindowSpec sequence = order.orderBy(sequence());
    Column total = col(LineParsing.ORDER_AMOUNT);
    Column weights = sum(col(WEIGHT)).over(order).try_cast(Types.MONEY);
    Column part =
        coalesce(
            round(try_divide(total.multiply(col(WEIGHT)), weights), CENTS).try_cast(Types.MONEY),
            lit(0).cast(Types.MONEY));
    Column before =
        coalesce(
            sum(col(PART)).over(sequence.rowsBetween(Window.unboundedPreceding(), -1)),
            lit(0).cast(Types.MONEY));
    Dataset<Row> parts =
        judged
            .withColumn(GOOD, size(col(LineParsing.REASONS)).equalTo(0))
            .withColumn(WEIGHT, weight(rules))
            .withColumn(DIFFERS, min(total).over(order).notEqual(max(total).over(order)))
            .withColumn(LINES, count(lit(1)).over(order))
            .withColumn(PART, part)
            .withColumn(NUMBER, row_number().over(sequence))
            .withColumn(
                BronzeOrderLines.AMOUNT,
                when(col(NUMBER).lt(col(LINES)), col(PART))
                    .otherwise(total.minus(before))
                    .try_cast(Types.MONEY));
    Column differs = col(GOOD).and(coalesce(col(DIFFERS), lit(false)));
    Column reasons =
        when(differs, concat(col(LineParsing.REASONS), array(lit("order_amount_differs"))))
            .otherwise(col(LineParsing.REASONS));
    return parts
        .withColumn(LineParsing.REASONS, reasons)
        .drop(GOOD, WEIGHT, DIFFERS, LINES, PART, NUMBER);
  }

  /**
   * The orders whose total would count twice: different files hold different lines of them, or
   * other parts of the total, so that each has spread the whole total over what it holds. Files
   * that hold the same lines do no harm, since a line counts once.
   *
   * @param delivered good lines of bronze.order_lines of the load to come, without load_id
   * @param earlier bronze.order_lines, of the loads before it
   * @return order_id, and the files (an array) that hold the order
   */
  public static Dataset<Row> ambiguous(Dataset<Row> delivered, Dataset<Row> earlier) {
    Dataset<Row> fresh = delivered.select(lineIn(lit(NOT_LOADED)));
    Dataset<Row> known =
        TouchedOrders.in(earlier, TouchedOrders.delivered(fresh))
            .select(lineIn(col(BronzeOrderLines.LOAD_ID)));
    return fresh
        .unionByName(known)
        .groupBy(BronzeOrderLines.ORDER_ID, BronzeOrderLines.LOAD_ID, BronzeOrderLines.FILE)
        .agg(array_sort(collect_list(SilverOrderLines.LINE_KEY)).as(LINES))
        .groupBy(BronzeOrderLines.ORDER_ID)
        .agg(
            min(LINES).notEqual(max(LINES)).as(DIFFERS),
            array_sort(collect_set(BronzeOrderLines.FILE)).as(BronzeOrderLines.FILE))
        .filter(col(DIFFERS))
        .select(BronzeOrderLines.ORDER_ID, BronzeOrderLines.FILE);
  }

  private static Column[] lineIn(Column load) {
    return new Column[] {
      col(BronzeOrderLines.ORDER_ID),
      load.as(BronzeOrderLines.LOAD_ID),
      col(BronzeOrderLines.FILE),
      OrderLines.identity().as(SilverOrderLines.LINE_KEY)
    };
  }

  /** By line number, then by all that tells lines apart; place decides between equal ones only. */
  private static Column[] sequence() {
    return Stream.concat(
            Stream.of(length(col(BronzeOrderLines.LINE_ID))),
            Stream.of(
                    BronzeOrderLines.LINE_ID,
                    BronzeOrderLines.PRODUCT_CODE,
                    BronzeOrderLines.PRODUCT_NAME,
                    BronzeOrderLines.CATEGORY,
                    BronzeOrderLines.QUANTITY,
                    BronzeOrderLines.UNIT_PRICE,
                    BronzeOrderLines.ORDERED_AT,
                    BronzeOrderLines.CHANNEL,
                    BronzeOrderLines.COUNTRY,
                    BronzeOrderLines.CANCELLED,
                    BronzeOrderLines.REFERS_TO_ORDER,
                    BronzeOrderLines.UNIT_COST,
                    BronzeOrderLines.POSITION)
                .map(org.apache.spark.sql.functions::col))
        .toArray(Column[]::new);
  }

  private static Column weight(LineRules rules) {
    Column quantity = col(BronzeOrderLines.QUANTITY);
    return rules.has(BronzeOrderLines.UNIT_PRICE)
        ? coalesce(
            quantity.multiply(col(BronzeOrderLines.UNIT_PRICE)).try_cast(Types.MONEY), quantity)
        : quantity;
  }
}
