package io.churnlake.orders;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.signum;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.BronzeOrderLines;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Credit notes whose lines take back whatever their sign. Where the signs of a note's lines differ,
 * one of them lowers what is given back, and no sign says which.
 */
public final class CreditNotes {
  private static final String SIGN = "sign_back";
  private static final String DIFFERS = "signs_differ";

  private CreditNotes() {}

  /**
   * Rejects all lines of credit notes, within a file, whose lines have both signs. The lines of
   * vouchers are known to lower it, and are not asked.
   *
   * @param judged as of {@link LineParsing#judged}
   * @return the same columns
   */
  public static Dataset<Row> ofOneSign(Dataset<Row> judged, LineRules rules) {
    LineRules.Options options = rules.options();
    if (options.returned().isEmpty() || !rules.has(BronzeOrderLines.ORDER_ID)) {
      return judged;
    }
    WindowSpec note = Window.partitionBy(BronzeOrderLines.FILE, BronzeOrderLines.ORDER_ID);
    Column isVoucher =
        coalesce(col(BronzeOrderLines.PRODUCT_CODE).isin(options.vouchers().toArray()), lit(false));
    Column sign =
        when(
            size(col(LineParsing.REASONS))
                .equalTo(0)
                .and(not(isVoucher))
                .and(col(LineParsing.WRITTEN_BACK).notEqual(0)),
            signum(col(LineParsing.WRITTEN_BACK)));
    Column differs =
        col(LineParsing.WRITTEN_BACK).isNotNull().and(coalesce(col(DIFFERS), lit(false)));
    return judged
        .withColumn(SIGN, sign)
        .withColumn(DIFFERS, min(SIGN).over(note).notEqual(max(SIGN).over(note)))
        .withColumn(
            LineParsing.REASONS,
            when(differs, concat(col(LineParsing.REASONS), array(lit("return_signs_differ"))))
                .otherwise(col(LineParsing.REASONS)))
        .drop(SIGN, DIFFERS);
  }
}
