package io.churnlake.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.step.Check;
import io.churnlake.table.Returns;
import io.churnlake.table.SilverOrderLines;
import java.math.BigDecimal;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sold, sent back, and what is left. */
public final class NetAmounts {
  private NetAmounts() {}

  /** What is left after returns is what was sold less what came back, to the last digit. */
  public static Check check(Dataset<Row> lines, Dataset<Row> returns) {
    Row sums =
        lines
            .agg(
                coalesce(
                    sum(when(col(SilverOrderLines.COUNTS), col(SilverOrderLines.AMOUNT))),
                    lit(BigDecimal.ZERO)),
                coalesce(sum(SilverOrderLines.NET_AMOUNT), lit(BigDecimal.ZERO)))
            .first();
    BigDecimal back =
        returns.agg(coalesce(sum(Returns.AMOUNT), lit(BigDecimal.ZERO))).first().getDecimal(0);
    return new Check(
        "net = gross - returns",
        sums.getDecimal(0).subtract(back).setScale(4).toPlainString(),
        sums.getDecimal(1).setScale(4).toPlainString(),
        Check.Severity.FATAL);
  }
}
