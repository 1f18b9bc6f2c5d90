package io.churnlake.check;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.orders.OrderLines;
import io.churnlake.table.SilverOrderLines;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A line as silver would have it.
 *
 * @param place where it stands
 * @param order its order's number
 * @param code of the product, or empty
 * @param lineDate its own date
 * @param orderDate its order's
 * @param quantity pieces
 * @param amount in the currency; nothing where the log has no money
 * @param currency ISO 4217
 * @param excluded the rule by which it does not count; empty if it counts
 * @param moneyBack made of what its order gave back without goods
 */
record CheckedLine(
    Place place,
    String order,
    String code,
    LocalDate lineDate,
    LocalDate orderDate,
    BigDecimal quantity,
    BigDecimal amount,
    String currency,
    String excluded,
    boolean moneyBack) {

  boolean counts() {
    return excluded.isEmpty();
  }

  /** What a person is told to find the line by. */
  String text() {
    return order
        + (code.isEmpty() ? "" : ", " + code)
        + ", "
        + quantity.stripTrailingZeros().toPlainString()
        + " for "
        + amount.stripTrailingZeros().toPlainString();
  }

  /** The columns that {@link #of} takes, of judged lines. */
  static Dataset<Row> columns(Dataset<Row> judged) {
    Column none = lit("");
    return judged.select(
        col(SilverOrderLines.FILE),
        col(SilverOrderLines.POSITION),
        col(SilverOrderLines.ORDER_ID),
        coalesce(col(SilverOrderLines.PRODUCT_CODE), none),
        col(SilverOrderLines.LINE_DATE),
        col(SilverOrderLines.ORDER_DATE),
        col(SilverOrderLines.QUANTITY),
        coalesce(col(SilverOrderLines.AMOUNT), lit(BigDecimal.ZERO)),
        col(SilverOrderLines.CURRENCY),
        coalesce(col(SilverOrderLines.EXCLUDED_BECAUSE), none),
        coalesce(OrderLines.isMoneyBack(), lit(false)));
  }

  static CheckedLine of(Row row) {
    return new CheckedLine(
        new Place(row.getString(0), row.getLong(1)),
        row.getString(2),
        row.getString(3),
        row.getDate(4).toLocalDate(),
        row.getDate(5).toLocalDate(),
        row.getDecimal(6),
        row.getDecimal(7),
        row.getString(8),
        row.getString(9),
        row.getBoolean(10));
  }
}
