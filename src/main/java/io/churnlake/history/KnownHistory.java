package io.churnlake.history;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.error.Errors;
import io.churnlake.quality.LargestSum;
import io.churnlake.step.JobContext;
import io.churnlake.step.Shared;
import io.churnlake.table.CustomerDays;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How far silver.customer_days reaches, seen from a business date.
 *
 * @param firstDay the log's first day with a known customer
 * @param occasions customer-days with a counting line up to the business date
 * @param revenue their revenue
 * @param lastOccasion the last day of them
 */
public record KnownHistory(
    LocalDate firstDay, long occasions, BigDecimal revenue, LocalDate lastOccasion) {
  /** A shop may have so many days without an order. */
  private static final int QUIET_DAYS = 7;

  private static final Shared.Key<KnownHistory> KEY =
      new Shared.Key<>(KnownHistory.class, List.of(CustomerDays.TABLE));

  /**
   * As of the run's date; looked up once a run.
   *
   * @throws io.churnlake.error.UserException if no counting order is dated up to it
   */
  public static KnownHistory of(JobContext context) {
    return context
        .shared()
        .get(
            context,
            KEY,
            () ->
                context
                    .shared()
                    .present(context, Histories.KEY, KEY.madeOf())
                    .map(Histories::known)
                    .orElseGet(
                        () -> upTo(context.asOf(), context.lake().read(CustomerDays.TABLE))));
  }

  /**
   * The last date of which it is known what happened. A log that ends long before the business date
   * was not delivered up to it: who did not buy since then is no churner.
   */
  public LocalDate knownUpTo(LocalDate asOf) {
    return knownUpTo(asOf, lastOccasion);
  }

  static LocalDate knownUpTo(LocalDate asOf, LocalDate lastOccasion) {
    return lastOccasion.isBefore(asOf.minusDays(QUIET_DAYS)) ? lastOccasion : asOf;
  }

  /**
   * Looks once over the dates and amounts.
   *
   * @throws io.churnlake.error.UserException if no counting order is dated up to {@code asOf}, or
   *     the revenue is more than gold can hold
   */
  static KnownHistory upTo(LocalDate asOf, Dataset<Row> customerDays) {
    Column occasion = col(CustomerDays.LINES).gt(0);
    Column known = occasion.and(col(CustomerDays.ORDER_DATE).leq(lit(asOf)));
    Row row =
        customerDays
            .agg(
                min(CustomerDays.ORDER_DATE),
                min(when(occasion, col(CustomerDays.ORDER_DATE))),
                count_if(known),
                max(when(known, col(CustomerDays.ORDER_DATE))),
                coalesce(sum(when(known, col(CustomerDays.REVENUE))), lit(0)))
            .first();
    if (row.isNullAt(1)) {
      throw Errors.dataRefused(
          "There is nothing to compute as of " + asOf + ".",
          "No order line of a known customer counts.",
          "Check the counting rules in the source mapping; silver.order_lines tells for each line"
              + " why it does not count.");
    }
    LocalDate firstOrder = row.getDate(1).toLocalDate();
    if (firstOrder.isAfter(asOf)) {
      throw Errors.asOfBeforeFirstOrder(asOf.toString(), firstOrder.toString());
    }
    BigDecimal revenue = LargestSum.checked("amounts", row.getDecimal(4));
    return new KnownHistory(
        row.getDate(0).toLocalDate(),
        row.getLong(2),
        revenue.setScale(4),
        row.getDate(3).toLocalDate());
  }
}
