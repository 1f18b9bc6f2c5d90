package io.churnlake.conform;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.orders.LinesBack;
import io.churnlake.orders.OrderLines;
import io.churnlake.quality.LargestSum;
import io.churnlake.step.Check;
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
 * @param ofSeveral lines left out since their order names several customers
 * @param cancelledBeside counting lines of orders of which other lines are cancelled
 * @param farApart counting lines long after the first of their order
 * @param restated lines that later deliveries restate, and that are none for that
 * @param restatedOtherwise of these, lines of another day, or of a customer who is not there any
 *     more
 * @param belowZero counting lines that come to less than nothing
 * @param lacked counting lines that their order's latest delivery does not have
 */
public record JudgedLines(
    long lines,
    @Nullable LocalDate firstLine,
    @Nullable LocalDate firstOrder,
    LinesBack back,
    long ofSeveral,
    long cancelledBeside,
    long farApart,
    long restated,
    long restatedOtherwise,
    long belowZero,
    long lacked) {
  private static final int FAR_APART_DAYS = OrderLines.FAR_APART_DAYS;

  private static final Column COUNTS = col(SilverOrderLines.COUNTS);

  /**
   * Looks over them once.
   *
   * @throws io.churnlake.error.UserException if their sums are more than silver can hold
   */
  public static JudgedLines of(Dataset<Row> judged) {
    Column date = col(SilverOrderLines.ORDER_DATE);
    Column[] found =
        Stream.concat(
                Stream.of(
                    min(date),
                    min(when(COUNTS, date)),
                    sumOf(SilverOrderLines.AMOUNT),
                    sumOf(SilverOrderLines.QUANTITY),
                    sumOf(SilverOrderLines.COST),
                    count_if(
                        col(SilverOrderLines.EXCLUDED_BECAUSE)
                            .equalTo(OrderLines.SEVERAL_CUSTOMERS)),
                    count_if(COUNTS.and(col(OrderLines.CANCELLED_BESIDE))),
                    count_if(
                        COUNTS.and(
                            datediff(col(SilverOrderLines.LINE_DATE), date).gt(FAR_APART_DAYS))),
                    coalesce(sum(OrderLines.RESTATED), lit(0L)),
                    coalesce(sum(OrderLines.RESTATED_OTHERWISE), lit(0L)),
                    count_if(COUNTS.and(col(SilverOrderLines.AMOUNT).lt(0))),
                    count_if(COUNTS.and(col(OrderLines.LACKED)))),
                LinesBack.counts().stream())
            .toArray(Column[]::new);
    Row row = judged.agg(count(lit(1)), found).first();
    List<String> sums = List.of("amounts", "quantities", "costs");
    for (int i = 0; i < sums.size(); i++) {
      LargestSum.checked(sums.get(i), row.getDecimal(3 + i));
    }
    return new JudgedLines(
        row.getLong(0),
        day(row, 1),
        day(row, 2),
        new LinesBack(row.getLong(13), row.getLong(14)),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12));
  }

  /** What makes one think that orders are not what the mapping takes them for. */
  public List<Check> suspicions() {
    return List.of(
        new Check(
            "lines left out: their order names several customers",
            "0",
            Long.toString(ofSeveral),
            Check.Severity.NOTE),
        new Check(
            "counting lines of orders that other lines cancel",
            "0",
            Long.toString(cancelledBeside),
            Check.Severity.NOTE),
        new Check(
            "lines more than " + FAR_APART_DAYS + " days after their order's first",
            "0",
            Long.toString(farApart),
            Check.Severity.NOTE),
        new Check(
            "lines restated by later deliveries",
            "0",
            Long.toString(restated),
            Check.Severity.NOTE),
        new Check(
            "restated lines with another day or customer, or none any more",
            "0",
            Long.toString(restatedOtherwise),
            Check.Severity.NOTE),
        new Check("counting lines below zero", "0", Long.toString(belowZero), Check.Severity.NOTE),
        new Check(
            "counting lines that their order's latest delivery lacks",
            "0",
            Long.toString(lacked),
            Check.Severity.NOTE));
  }

  private static @Nullable LocalDate day(Row row, int at) {
    return row.isNullAt(at) ? null : row.getDate(at).toLocalDate();
  }

  private static Column sumOf(String name) {
    return coalesce(sum(when(COUNTS, abs(col(name)))), lit(BigDecimal.ZERO));
  }
}
