package io.churnlake.job;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.orders.LinesBack;
import io.churnlake.table.SilverOrderLines;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What is known of judged lines before anything is made of them.
 *
 * @param lines how many they are
 * @param firstLine date of the first one; NULL without lines
 * @param firstOrder date of the first one that counts; NULL if none does
 * @param back how many give something back
 */
record JudgedLines(
    long lines, @Nullable LocalDate firstLine, @Nullable LocalDate firstOrder, LinesBack back) {
  private static final Column COUNTS = col(SilverOrderLines.COUNTS);

  /**
   * Looks over them once.
   *
   * @throws io.churnlake.error.UserException if their sums are more than silver can hold
   */
  static JudgedLines of(Dataset<Row> judged, ConformRules rules) {
    Column date = col(SilverOrderLines.ORDER_DATE);
    Column[] found =
        Stream.concat(
                Stream.of(
                    min(date),
                    min(when(COUNTS, date)),
                    sumOf(SilverOrderLines.AMOUNT),
                    sumOf(SilverOrderLines.QUANTITY),
                    sumOf(SilverOrderLines.COST)),
                LinesBack.counts(rules.returns()).stream())
            .toArray(Column[]::new);
    Row row = judged.agg(count(lit(1)), found).first();
    List<String> sums = List.of("amounts", "quantities", "costs");
    for (int i = 0; i < sums.size(); i++) {
      LargestSum.checked(sums.get(i), row.getDecimal(3 + i));
    }
    return new JudgedLines(
        row.getLong(0), day(row, 1), day(row, 2), new LinesBack(row.getLong(6), row.getLong(7)));
  }

  private static @Nullable LocalDate day(Row row, int at) {
    return row.isNullAt(at) ? null : row.getDate(at).toLocalDate();
  }

  private static Column sumOf(String name) {
    return coalesce(sum(when(COUNTS, abs(col(name)))), lit(BigDecimal.ZERO));
  }
}
