package io.churnlake.retention;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.table.CustomerDays;
import io.churnlake.table.RevenueRetention;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What a customer brought in a period and in the one before.
 *
 * <p>An amount enters the period of its own unit, leaves it for the period before one length later,
 * and that one after another length. So a customer's two sums are step functions of the unit that
 * change a few times; between the changes they are unrolled. Customers without purchases in both
 * periods take no row.
 */
final class ConsecutiveRevenue {
  /** Revenue in the period, in ten-thousandths. */
  static final String NOW = "now";

  /** Revenue in the period before. */
  static final String BEFORE = "before";

  private static final String SPAN = RevenueSpans.SPAN;
  private static final String AT = RevenueSpans.AT;
  private static final String UNTIL = "until";
  private static final String AMOUNT = "amount";
  private static final String CHANGE = "change";

  private ConsecutiveRevenue() {}

  /**
   * One row a customer, basis and period with revenue other than zero in it or in the one before:
   * customer_key, basis, period, at, now, before.
   *
   * @param days see {@link Bases}
   */
  static Dataset<Row> of(Dataset<Row> days, LocalDate asOf) {
    return runs(changes(days, asOf), asOf)
        .select(
            col(CustomerDays.CUSTOMER_KEY),
            col(RevenueRetention.BASIS),
            col(SPAN),
            explode(sequence(col(AT), col(UNTIL))).as(AT),
            col(NOW),
            col(BEFORE));
  }

  /** By how much a customer's sums change at a unit. */
  private static Dataset<Row> changes(Dataset<Row> days, LocalDate asOf) {
    Column amount = col(AMOUNT);
    Column none = lit(0L);
    return days.filter(
            col(CustomerDays.REVENUE).notEqual(0).and(col(CustomerDays.ORDER_DATE).leq(lit(asOf))))
        .select(
            col(CustomerDays.CUSTOMER_KEY),
            col(RevenueRetention.BASIS),
            col(CustomerDays.ORDER_DATE),
            col(CustomerDays.REVENUE).multiply(10_000).cast("long").as(AMOUNT))
        // The only shuffle of customer-days: all that follows is by customer.
        .repartition(col(CustomerDays.CUSTOMER_KEY))
        .withColumn(SPAN, explode(RevenueSpans.all()))
        .withColumn(AT, RevenueSpans.unit(col(CustomerDays.ORDER_DATE)))
        .withColumn(
            CHANGE,
            explode(
                array(
                    change(col(AT), amount, none),
                    change(col(AT).plus(RevenueSpans.length()), negate(amount), amount),
                    change(col(AT).plus(RevenueSpans.length().multiply(2)), none, negate(amount)))))
        .select(
            col(CustomerDays.CUSTOMER_KEY),
            col(RevenueRetention.BASIS),
            col(SPAN),
            col(CHANGE).getField(AT).as(AT),
            col(CHANGE).getField(NOW).as(NOW),
            col(CHANGE).getField(BEFORE).as(BEFORE))
        .filter(col(AT).leq(RevenueSpans.unit(lit(asOf))))
        .groupBy(CustomerDays.CUSTOMER_KEY, RevenueRetention.BASIS, SPAN, AT)
        .agg(sum(NOW).as(NOW), sum(BEFORE).as(BEFORE));
  }

  private static Column change(Column at, Column now, Column before) {
    return struct(at.as(AT), now.as(NOW), before.as(BEFORE));
  }

  /** A customer's two sums, with the units from at to until that they hold for. */
  private static Dataset<Row> runs(Dataset<Row> changes, LocalDate asOf) {
    WindowSpec customer =
        Window.partitionBy(CustomerDays.CUSTOMER_KEY, RevenueRetention.BASIS, SPAN).orderBy(AT);
    WindowSpec soFar = customer.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    return changes
        .select(
            col(CustomerDays.CUSTOMER_KEY),
            col(RevenueRetention.BASIS),
            col(SPAN),
            col(AT),
            coalesce(lead(col(AT), 1).over(customer).minus(1), RevenueSpans.unit(lit(asOf)))
                .as(UNTIL),
            sum(NOW).over(soFar).as(NOW),
            sum(BEFORE).over(soFar).as(BEFORE))
        .filter(col(NOW).notEqual(0).or(col(BEFORE).notEqual(0)));
  }
}
