package io.churnlake.orders;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;

import io.churnlake.table.SilverOrderLines;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many judged lines give something back. What is not there needs no query, and what is little
 * is sent to the many.
 *
 * @param lines returns, cancellations and credits
 * @param naming of these, those that name the order they undo
 */
public record LinesBack(long lines, long naming) {
  /** So many rows are sent to all tasks, so that the rows that they are joined with stay. */
  private static final long SENT_AROUND = 500_000;

  /**
   * What to aggregate {@link ReturnedLines#withKinds} by: two longs, in the order of the record.
   */
  public static List<Column> counts() {
    Column kind = col(ReturnedLines.LINE_KIND);
    Column names = col(SilverOrderLines.REFERS_TO_ORDER).isNotNull();
    return List.of(
        count_if(kind.notEqual(AccountLine.Kind.SALE.name())),
        count_if(kind.notEqual(AccountLine.Kind.SALE.name()).and(names)));
  }

  /**
   * The same rows, sent around where they are few.
   *
   * @param most how many they are at most
   */
  public static Dataset<Row> sent(Dataset<Row> rows, long most) {
    return most <= SENT_AROUND ? broadcast(rows) : rows;
  }
}
