package io.churnlake.retention;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Kpis;
import io.churnlake.table.NextOrder;
import io.churnlake.table.OrderTiming;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** gold.next_order: when each customer's next order is due, by the own gaps or by those of all. */
public final class NextOrders {
  /** Fewer gaps say little of a customer. */
  private static final int LEAST_GAPS = 3;

  private static final String DATES = "dates";
  private static final String GAPS = "gaps";
  private static final String LAST = "last";
  private static final String EXPECTED = "expected";
  private static final String OF_ALL = "of_all";
  private static final String REASON = "reason";

  private NextOrders() {}

  /**
   * One row a customer with an occasion up to {@code asOf}.
   *
   * @param customerDays silver.customer_days
   * @param timing the slice of gold.order_timing
   */
  public static Dataset<Row> of(Dataset<Row> customerDays, Dataset<Row> timing, LocalDate asOf) {
    Dataset<Row> ofAll =
        timing
            .filter(col(OrderTiming.SPLIT).equalTo(Cohorts.ALL))
            .select(
                col(OrderTiming.ORDER_NUMBER).as(NextOrder.OCCASIONS),
                col(OrderTiming.MEDIAN).as(OF_ALL),
                col(Kpis.nullReason(OrderTiming.MEDIAN)).as(REASON));
    Column isOwn = size(col(GAPS)).geq(LEAST_GAPS);
    Column expected = col(LAST).plus(ceil(col(NextOrder.TYPICAL_INTERVAL_DAYS)).cast("int"));
    return customers(customerDays, asOf)
        .join(broadcast(ofAll), new String[] {NextOrder.OCCASIONS}, "left")
        .withColumn(
            NextOrder.TYPICAL_INTERVAL_DAYS,
            when(isOwn, median(col(GAPS))).otherwise(col(OF_ALL).cast("double")))
        .withColumn(EXPECTED, expected)
        .select(
            lit(asOf).as(NextOrder.AS_OF),
            col(NextOrder.CUSTOMER_KEY),
            date_from_unix_date(col(LAST)).as(NextOrder.LAST_ORDER_DATE),
            col(NextOrder.OCCASIONS),
            col(NextOrder.TYPICAL_INTERVAL_DAYS),
            isOwn.as(NextOrder.INTERVAL_IS_OWN),
            date_from_unix_date(col(EXPECTED)).as(NextOrder.EXPECTED_BY),
            when(
                    col(EXPECTED).isNotNull(),
                    greatest(lit(0), unix_date(lit(asOf)).minus(col(EXPECTED))))
                .as(NextOrder.DAYS_OVERDUE),
            when(
                    col(NextOrder.TYPICAL_INTERVAL_DAYS).isNull(),
                    coalesce(col(REASON), lit(NextOrder.NOBODY_OBSERVED)))
                .as(NextOrder.NULL_REASON));
  }

  private static Dataset<Row> customers(Dataset<Row> customerDays, LocalDate asOf) {
    Column occasions = col(NextOrder.OCCASIONS);
    return customerDays
        .filter(col(CustomerDays.LINES).gt(0).and(col(CustomerDays.ORDER_DATE).leq(lit(asOf))))
        .groupBy(CustomerDays.CUSTOMER_KEY)
        .agg(array_sort(collect_list(unix_date(col(CustomerDays.ORDER_DATE)))).as(DATES))
        .withColumn(NextOrder.OCCASIONS, size(col(DATES)))
        .select(
            col(NextOrder.CUSTOMER_KEY),
            occasions,
            get(col(DATES), occasions.minus(1)).as(LAST),
            array_sort(
                    transform(
                        slice(col(DATES), lit(2), occasions.minus(1)),
                        (date, i) -> date.minus(get(col(DATES), i))))
                .as(GAPS));
  }

  /** Of a sorted array. */
  private static Column median(Column sorted) {
    Column size = size(sorted);
    Column low = get(sorted, size.minus(1).divide(2).cast("int"));
    Column high = get(sorted, size.divide(2).cast("int"));
    return low.plus(high).divide(2.0);
  }
}
