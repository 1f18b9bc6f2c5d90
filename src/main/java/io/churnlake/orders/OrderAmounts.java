package io.churnlake.orders;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
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
import io.churnlake.table.Types;
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

  private OrderAmounts() {}

  /**
   * Gives each line its part: in proportion to quantity x unit price where the log has a price,
   * else to quantity, in cents; the last line takes what is left, so that the parts add up to the
   * total. Lines of an order within a file that name several totals are rejected.
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
    // Elements of one object have one position; the other fields put them in an order.
    WindowSpec sequence =
        order.orderBy(
            BronzeOrderLines.POSITION,
            BronzeOrderLines.LINE_ID,
            BronzeOrderLines.PRODUCT_CODE,
            BronzeOrderLines.PRODUCT_NAME,
            BronzeOrderLines.QUANTITY,
            BronzeOrderLines.UNIT_PRICE);
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

  private static Column weight(LineRules rules) {
    Column quantity = col(BronzeOrderLines.QUANTITY);
    return rules.has(BronzeOrderLines.UNIT_PRICE)
        ? coalesce(
            quantity.multiply(col(BronzeOrderLines.UNIT_PRICE)).try_cast(Types.MONEY), quantity)
        : quantity;
  }
}
