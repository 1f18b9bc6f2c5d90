package io.churnlake.orders;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.Types;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Refunds that are delivered apart from their orders, as lines that take back: pieces of the order
 * that they name, or money without goods. They have no customer of their own, and are those of the
 * order's.
 */
public final class Refunds {
  private Refunds() {}

  /**
   * Types and judges them.
   *
   * @param records as for {@link LineParsing#judged}
   * @param rules in which order_id is the order that a refund is of, and line_id its own number
   * @return the columns of {@link LineParsing#judged}. A refund is an order of its own, so that
   *     other deliveries of the order do not replace it; an amount that is not mapped is NULL
   */
  public static Dataset<Row> judged(Dataset<Row> records, LineRules rules) {
    Integer pieces = rules.fields().get(BronzeOrderLines.QUANTITY);
    Dataset<Row> judged =
        LineParsing.judged(
            pieces == null ? records : records.withColumn(LineParsing.FIELDS, withoutGoods(pieces)),
            rules);
    Column order = col(BronzeOrderLines.ORDER_ID);
    Column number =
        coalesce(
            col(BronzeOrderLines.LINE_ID), col(BronzeOrderLines.ORDER_DATE).cast(Types.STRING));
    return judged
        .withColumn(BronzeOrderLines.REFERS_TO_ORDER, order)
        .withColumn(
            BronzeOrderLines.QUANTITY,
            pieces == null ? lit(0).cast(Types.MONEY) : back(BronzeOrderLines.QUANTITY))
        .withColumn(BronzeOrderLines.AMOUNT, back(BronzeOrderLines.AMOUNT))
        .withColumn(
            BronzeOrderLines.ORDER_ID,
            when(order.isNotNull(), concat_ws(" ", order, lit("refund"), number)));
  }

  /** An empty cell of pieces means none. */
  private static Column withoutGoods(int pieces) {
    return transform(
        col(LineParsing.FIELDS),
        (text, at) -> when(at.equalTo(pieces).and(text.equalTo("")), lit("0")).otherwise(text));
  }

  private static Column back(String column) {
    return abs(col(column)).multiply(-1).cast(Types.MONEY);
  }
}
