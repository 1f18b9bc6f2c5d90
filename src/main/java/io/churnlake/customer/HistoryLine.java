package io.churnlake.customer;

import java.math.BigDecimal;
import java.util.Comparator;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * An order line as a customer's history sees it. Money and pieces are ten-thousandths.
 *
 * @param day of the order, or of the return; days since 1970
 * @param order its id
 * @param time of the line, in microseconds since 1970; the least number if it is not known
 * @param counts whether it is a sale
 * @param returned whether it is a return or a credit
 * @param quantity NULL if the log has none, as all below
 */
record HistoryLine(
    int day,
    String order,
    long time,
    boolean counts,
    boolean returned,
    @Nullable Long quantity,
    @Nullable Long amount,
    @Nullable Long discount,
    @Nullable Long cost,
    @Nullable String product,
    @Nullable String category,
    @Nullable String channel,
    @Nullable String country,
    @Nullable String source) {
  private static final int SCALE = 4;

  /** The order of Spark's strings, which is that of their bytes; none comes first. */
  static final Comparator<@Nullable String> BYTES =
      Comparator.nullsFirst(Comparator.comparing(text -> UTF8String.fromString(text)));

  /** Of a row as {@link CustomerHistory} selects it. */
  static HistoryLine of(Row row) {
    return new HistoryLine(
        row.getInt(1),
        row.getString(2),
        row.isNullAt(3) ? Long.MIN_VALUE : row.getLong(3),
        row.getBoolean(4),
        row.getBoolean(5),
        units(row, 6),
        units(row, 7),
        units(row, 8),
        units(row, 9),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        row.getString(13),
        row.getString(14));
  }

  private static @Nullable Long units(Row row, int at) {
    return row.isNullAt(at) ? null : row.getDecimal(at).unscaledValue().longValueExact();
  }

  static BigDecimal money(long units) {
    return BigDecimal.valueOf(units, SCALE);
  }

  static long orZero(@Nullable Long amount) {
    return amount == null ? 0 : amount;
  }
}
