package io.churnlake.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.step.Check;
import io.churnlake.table.Returns;
import io.churnlake.table.SilverOrderLines;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sold, sent back, and what is left. */
public final class NetAmounts {
  /** Its order has none whose purchases it could take from. */
  private static final Column OF_NO_ORDER =
      col(SilverOrderLines.REFERS_TO_ORDER)
          .isNotNull()
          .and(col(SilverOrderLines.CUSTOMER_KEY).isNull())
          .and(col(SilverOrderLines.RETURN_STATUS).isNull())
          .and(col(SilverOrderLines.QUANTITY).lt(0).or(col(SilverOrderLines.AMOUNT).lt(0)));

  private NetAmounts() {}

  /**
   * What is left after returns is what was sold less what came back, to the last digit; and how
   * many refunds take nothing off, since no sale of the order that they name counts.
   */
  public static List<Check> checks(Dataset<Row> lines, Dataset<Row> returns) {
    Row sums =
        lines
            .agg(
                coalesce(
                    sum(when(col(SilverOrderLines.COUNTS), col(SilverOrderLines.AMOUNT))),
                    lit(BigDecimal.ZERO)),
                coalesce(sum(SilverOrderLines.NET_AMOUNT), lit(BigDecimal.ZERO)),
                count_if(OF_NO_ORDER))
            .first();
    BigDecimal back =
        returns.agg(coalesce(sum(Returns.AMOUNT), lit(BigDecimal.ZERO))).first().getDecimal(0);
    return List.of(
        new Check(
            "net = gross - returns",
            sums.getDecimal(0).subtract(back).setScale(4).toPlainString(),
            sums.getDecimal(1).setScale(4).toPlainString(),
            Check.Severity.FATAL),
        new Check(
            "refunds without a customer that name an order without a sale that counts",
            "0",
            Long.toString(sums.getLong(2)),
            Check.Severity.NOTE));
  }
}
