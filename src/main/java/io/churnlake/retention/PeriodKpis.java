package io.churnlake.retention;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.NamedPeriod;
import io.churnlake.quality.Period;
import io.churnlake.quality.WilsonColumns;
import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Kpis;
import io.churnlake.table.Retention;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * gold.kpis: who is active, bound, lapsed and won back, period by period.
 *
 * <p>A customer-period speaks for the ends of periods from its own up to the customer's next one;
 * the customer is active at those that its last occasion still reaches. So each customer-period is
 * a run of period ends, runs of equal shape are counted together, and only these few shapes are
 * unrolled.
 */
public final class PeriodKpis {
  private static final String ACTIVE_UNTIL = "active_until";
  private static final String CARRIED_ON = "carried_on";
  private static final String FIRST = "first";
  private static final String BOUND_HERE = "bound_here";
  private static final String AT = "at";
  private static final String FIRST_SEEN = "first_seen";
  private static final String FIRST_BOUND = "first_bound";

  private static final String[] JOINED = {Kpis.PERIOD, AT};

  private PeriodKpis() {}

  /**
   * One row a period of each kind from that of {@code logStart} to that of {@code asOf}, on basis
   * gross.
   *
   * @param customerDays silver.customer_days
   * @param netDays what is left of them after the returns known at {@code asOf}, as columns of
   *     silver.customer_days
   * @param customers silver.customers
   * @param windowDays length of the activity window
   * @param logStart the log's first day; a window that begins before it is not observed
   */
  public static Dataset<Row> of(
      Dataset<Row> customerDays,
      Dataset<Row> netDays,
      Dataset<Row> customers,
      List<Period> periods,
      LocalDate asOf,
      int windowDays,
      LocalDate logStart) {
    Dataset<Row> runs =
        runs(CustomerPeriods.of(Bases.gross(customerDays), periods, asOf), asOf, windowDays);
    Dataset<Row> calendar =
        customerDays
            .sparkSession()
            .range(1)
            .select(explode(NamedPeriod.names(periods)).as(Kpis.PERIOD))
            .withColumn(AT, explode(sequence(number(lit(logStart)), number(lit(asOf)))));
    Dataset<Row> counted =
        calendar
            .join(unrolled(runs), JOINED, "left")
            .join(leftTruncated(customers, periods, asOf), JOINED, "left")
            .join(netRevenue(netDays, periods, asOf), JOINED, "left");
    return rates(levels(counted), asOf, windowDays, logStart);
  }

  private static Column number(Column date) {
    return NamedPeriod.index(col(Kpis.PERIOD), date);
  }

  /** Shapes of customer-periods with their number of customers. */
  private static Dataset<Row> runs(Dataset<Row> customerPeriods, LocalDate asOf, int windowDays) {
    WindowSpec customer =
        Window.partitionBy(CustomerDays.CUSTOMER_KEY, CustomerPeriods.PERIOD)
            .orderBy(CustomerPeriods.INDEX);
    Column period = col(CustomerPeriods.PERIOD);
    Column index = col(CustomerPeriods.INDEX);
    Column newest = number(lit(asOf));
    // The first day on which the last occasion has left the window.
    Column leaves = date_add(col(CustomerPeriods.LAST_DATE), windowDays);
    Column reaches = when(leaves.gt(lit(asOf)), newest).otherwise(number(leaves).minus(1));
    Column untilNext = coalesce(lead(index, 1).over(customer).minus(1), newest);
    Column activeBefore = lag(col(ACTIVE_UNTIL), 1).over(customer).equalTo(index.minus(1));
    Column occasionsSoFar =
        sum(CustomerPeriods.OCCASIONS)
            .over(customer.rowsBetween(Window.unboundedPreceding(), Window.currentRow()));
    return customerPeriods
        .withColumn(ACTIVE_UNTIL, least(reaches, untilNext))
        .withColumn(FIRST, lag(index, 1).over(customer).isNull())
        .withColumn(CARRIED_ON, coalesce(activeBefore, lit(false)))
        .withColumn(
            BOUND_HERE,
            occasionsSoFar.geq(2).and(occasionsSoFar.minus(col(CustomerPeriods.OCCASIONS)).lt(2)))
        .groupBy(period, index, col(ACTIVE_UNTIL), col(CARRIED_ON), col(FIRST))
        .agg(
            count(lit(1)).as(Kpis.BUYERS),
            count_if(col(CustomerPeriods.OCCASIONS).geq(2)).as(Kpis.REPEAT_BUYERS),
            count_if(col(BOUND_HERE)).as(FIRST_BOUND),
            sum(CustomerPeriods.REVENUE).as(Kpis.REVENUE))
        .select(
            period,
            index,
            col(ACTIVE_UNTIL),
            col(CARRIED_ON),
            col(FIRST),
            col(Kpis.BUYERS),
            col(Kpis.REPEAT_BUYERS),
            col(FIRST_BOUND),
            col(Kpis.REVENUE));
  }

  private static Dataset<Row> unrolled(Dataset<Row> runs) {
    Column index = col(CustomerPeriods.INDEX);
    Column own = col(AT).equalTo(index);
    Column active = col(AT).leq(col(ACTIVE_UNTIL));
    Column before = not(own).or(col(CARRIED_ON));
    Column returning = own.and(not(col(FIRST))).and(not(col(CARRIED_ON)));
    Column customers = col(Kpis.BUYERS);
    return runs.withColumn(AT, explode(sequence(index, greatest(index, col(ACTIVE_UNTIL)))))
        .groupBy(Kpis.PERIOD, AT)
        .agg(
            sum(when(active, customers)).as(Kpis.ACTIVE_AT_END),
            sum(when(active.and(before), customers)).as(Kpis.RETAINED),
            sum(when(returning, customers)).as(Kpis.REACTIVATED),
            sum(when(own, customers)).as(Kpis.BUYERS),
            sum(when(own, col(Kpis.REPEAT_BUYERS))).as(Kpis.REPEAT_BUYERS),
            sum(when(own.and(col(FIRST)), customers)).as(FIRST_SEEN),
            sum(when(own, col(FIRST_BOUND))).as(FIRST_BOUND),
            sum(when(own, col(Kpis.REVENUE))).cast(Types.MONEY).as(Kpis.REVENUE))
        .select(
            Kpis.PERIOD,
            AT,
            Kpis.ACTIVE_AT_END,
            Kpis.RETAINED,
            Kpis.REACTIVATED,
            Kpis.BUYERS,
            Kpis.REPEAT_BUYERS,
            FIRST_SEEN,
            FIRST_BOUND,
            Kpis.REVENUE);
  }

  private static Dataset<Row> leftTruncated(
      Dataset<Row> customers, List<Period> periods, LocalDate asOf) {
    return customers
        .filter(col(Customers.LEFT_TRUNCATED).and(col(Customers.FIRST_ORDER_DATE).leq(lit(asOf))))
        .withColumn(Kpis.PERIOD, explode(NamedPeriod.names(periods)))
        .groupBy(col(Kpis.PERIOD), number(col(Customers.FIRST_ORDER_DATE)).as(AT))
        .agg(count(lit(1)).as(Kpis.LEFT_TRUNCATED))
        .select(Kpis.PERIOD, AT, Kpis.LEFT_TRUNCATED);
  }

  private static Dataset<Row> netRevenue(
      Dataset<Row> netDays, List<Period> periods, LocalDate asOf) {
    return netDays
        .filter(col(CustomerDays.ORDER_DATE).leq(lit(asOf)))
        .withColumn(Kpis.PERIOD, explode(NamedPeriod.names(periods)))
        .groupBy(col(Kpis.PERIOD), number(col(CustomerDays.ORDER_DATE)).as(AT))
        .agg(sum(CustomerDays.REVENUE).cast(Types.MONEY).as(Kpis.NET_REVENUE))
        .select(Kpis.PERIOD, AT, Kpis.NET_REVENUE);
  }

  /** Flows summed to levels; the window runs over the periods, of which there are few. */
  private static Dataset<Row> levels(Dataset<Row> counted) {
    WindowSpec time = Window.partitionBy(Kpis.PERIOD).orderBy(AT);
    WindowSpec soFar = time.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    return counted
        .na()
        .fill(0L)
        .withColumn(Kpis.ACTIVE_AT_START, coalesce(lag(Kpis.ACTIVE_AT_END, 1).over(time), lit(0L)))
        .withColumn(Kpis.LAPSED, col(Kpis.ACTIVE_AT_START).minus(col(Kpis.RETAINED)))
        .withColumn(Kpis.NEW_CUSTOMERS, col(FIRST_SEEN).minus(col(Kpis.LEFT_TRUNCATED)))
        .withColumn(Kpis.CUSTOMERS_TO_DATE, sum(FIRST_SEEN).over(soFar))
        .withColumn(Kpis.REPEAT_CUSTOMERS_TO_DATE, sum(FIRST_BOUND).over(soFar));
  }

  private static Dataset<Row> rates(
      Dataset<Row> levels, LocalDate asOf, int windowDays, LocalDate logStart) {
    Column period = col(Kpis.PERIOD);
    Column end = NamedPeriod.end(period, col(AT));
    Column complete = end.leq(lit(asOf));
    Column start = NamedPeriod.start(period, col(AT));
    Column observed = date_sub(start, windowDays).geq(lit(logStart));
    Column notEnded = when(not(complete), lit(Retention.PERIOD_NOT_ENDED));
    Column noWindow = notEnded.when(not(observed), lit(Kpis.WINDOW_NOT_OBSERVED));
    Column atStart = col(Kpis.ACTIVE_AT_START);
    List<Column> row = new ArrayList<>();
    row.add(lit(asOf).as(Kpis.AS_OF));
    row.add(period);
    row.add(lit(Cohorts.GROSS).as(Kpis.BASIS));
    row.add(lit(Cohorts.ALL).as(Kpis.SPLIT));
    row.add(lit(Cohorts.ALL).as(Kpis.SPLIT_VALUE));
    row.add(start.as(Kpis.PERIOD_START));
    row.add(NamedPeriod.label(period, start).as(Kpis.LABEL));
    row.add(least(end, lit(asOf)).as(Kpis.OBSERVED_TO));
    row.add(complete.as(Kpis.IS_COMPLETE));
    row.add(lit(windowDays).as(Kpis.WINDOW_DAYS));
    for (String count :
        List.of(
            Kpis.ACTIVE_AT_START,
            Kpis.ACTIVE_AT_END,
            Kpis.RETAINED,
            Kpis.LAPSED,
            Kpis.REACTIVATED,
            Kpis.NEW_CUSTOMERS,
            Kpis.LEFT_TRUNCATED,
            Kpis.BUYERS,
            Kpis.REPEAT_BUYERS,
            Kpis.CUSTOMERS_TO_DATE,
            Kpis.REPEAT_CUSTOMERS_TO_DATE)) {
      row.add(col(count));
    }
    row.add(col(Kpis.REVENUE));
    row.add(col(Kpis.NET_REVENUE));
    share(row, Kpis.CUSTOMER_RETENTION_RATE, col(Kpis.RETAINED), atStart, noWindow);
    share(row, Kpis.CHURN_RATE, col(Kpis.LAPSED), atStart, noWindow);
    Column kept = col(Kpis.ACTIVE_AT_END).minus(col(FIRST_SEEN));
    rate(row, Kpis.CRR_TEXTBOOK, kept, atStart, noWindow);
    share(row, Kpis.REPEAT_PURCHASE_RATE, col(Kpis.REPEAT_BUYERS), col(Kpis.BUYERS), notEnded);
    share(
        row,
        Kpis.REPEAT_PURCHASE_RATE_LIFETIME,
        col(Kpis.REPEAT_CUSTOMERS_TO_DATE),
        col(Kpis.CUSTOMERS_TO_DATE),
        notEnded);
    return levels.select(row.toArray(Column[]::new));
  }

  private static void share(List<Column> row, String name, Column hits, Column n, Column unknown) {
    rate(row, name, hits, n, unknown);
    Column known = reason(n, unknown).isNull();
    row.add(when(known, WilsonColumns.low(hits, n)).as(Kpis.low(name)));
    row.add(when(known, WilsonColumns.high(hits, n)).as(Kpis.high(name)));
  }

  private static void rate(List<Column> row, String name, Column hits, Column n, Column unknown) {
    Column reason = reason(n, unknown);
    row.add(when(reason.isNull(), WilsonColumns.share(hits, n)).as(name));
    row.add(reason.as(Kpis.nullReason(name)));
  }

  private static Column reason(Column n, Column unknown) {
    return coalesce(unknown, when(n.equalTo(0), lit(Kpis.DENOMINATOR_ZERO)));
  }
}
