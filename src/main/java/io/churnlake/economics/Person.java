package io.churnlake.economics;

import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.PackedLog;
import io.churnlake.table.UnitEconomics;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a customer by the business date, or of all whom nobody knows.
 *
 * @param isKnown whether it is a customer
 * @param log what the customer bought
 * @param channel of the first order; {@link UnitEconomics#UNKNOWN} without one
 * @param country the same
 * @param segment of gold.rfm; null if not in it
 * @param occasions as gold.rfm counts them
 * @param value of gold.clv; null without
 * @param isDescribed whether silver.customer_attributes has the customer
 * @param isReferred names another customer
 * @param refers is named by a customer with a counting order
 * @param newest the newest answer; null without
 * @param newestEnded the newest answer whose window has ended; null without
 * @param anonymous answers of those whom nobody knows
 * @param events by kind and month
 */
record Person(
    boolean isKnown,
    CustomerLog log,
    String channel,
    String country,
    @Nullable String segment,
    long occasions,
    @Nullable Value value,
    boolean isDescribed,
    boolean isReferred,
    boolean refers,
    @Nullable Answer newest,
    @Nullable Answer newestEnded,
    NpsCounts anonymous,
    List<Events> events) {

  private static final CustomerLog NOTHING =
      new CustomerLog(CustomerLog.NEVER, false, List.of(), List.of());

  /** Margins of a customer in ten-thousandths. */
  record Value(long historic, long expected) {}

  /** How many events of a kind in the month of that number. */
  record Events(String kind, int month, long count) {}

  /** From a row of {@link People#of}. */
  static Person of(Row row) {
    return new Person(
        !row.isNullAt(0),
        row.isNullAt(1) ? NOTHING : PackedLog.log(row.getAs(1)),
        named(row.getString(2)),
        named(row.getString(3)),
        row.getString(4),
        row.isNullAt(5) ? 0 : row.getLong(5),
        row.isNullAt(6) || row.isNullAt(7)
            ? null
            : new Value(tenThousandths(row.getDecimal(6)), tenThousandths(row.getDecimal(7))),
        !row.isNullAt(8),
        !row.isNullAt(9),
        !row.isNullAt(10),
        row.isNullAt(11) ? null : Answer.of(row.getLong(11)),
        row.isNullAt(12) ? null : Answer.of(row.getLong(12)),
        row.isNullAt(13)
            ? NpsCounts.NONE
            : new NpsCounts(row.getLong(13), row.getLong(14), row.getLong(15)),
        row.<Row>getList(16).stream()
            .map(event -> new Events(event.getString(0), event.getInt(1), event.getLong(2)))
            .toList());
  }

  private static long tenThousandths(BigDecimal money) {
    return money.movePointRight(4).longValueExact();
  }

  /** The part's name, '(unknown)' without one; the name of the sum is kept for the sum. */
  static String named(@Nullable String part) {
    return part == null ? UnitEconomics.UNKNOWN : part.equals(UnitEconomics.ALL) ? "(all)" : part;
  }

  /** Whether there is a counting order. */
  boolean hasBought() {
    return log.firstOrder() != CustomerLog.NEVER;
  }

  /** Whether the first counting order says that the customer is new. */
  boolean isNew() {
    return hasBought() && !log.leftTruncated();
  }

  /** Number of the month of the first counting order. */
  int cohort() {
    return Scope.month(log.firstOrder());
  }
}
