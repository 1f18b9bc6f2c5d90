package io.churnlake.retention;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.Period;
import io.churnlake.quality.WilsonColumns;
import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Retention;
import io.churnlake.table.Types;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * gold.retention: the dense grid of cohorts and periods.
 *
 * <p>Customer-periods are counted into cells of (cohort, k) in one pass. The two cumulative kinds
 * need no second one: a customer's last period and first period of return are marked in the cell
 * they fall into, and running sums over a cohort's few cells do the rest.
 */
public final class RetentionGrid {
  private static final String K = "k";
  private static final String ACTIVE = "active";
  private static final String LAST_HERE = "last_here";
  private static final String FIRST_RETURN_HERE = "first_return_here";

  private RetentionGrid() {}

  /**
   * Every cohort with every k from 0 to the period of {@code asOf}, for the kinds on, on_or_after
   * and within (the last from k = 1).
   *
   * @param customerDays silver.customer_days, or what is left of them on basis net
   * @param members customer_key, split, split_value, cohort
   * @param basis of the days: {@link Cohorts#GROSS} or {@link Cohorts#NET}
   */
  public static Dataset<Row> of(
      Dataset<Row> customerDays,
      Dataset<Row> members,
      String basis,
      Period period,
      LocalDate asOf) {
    Dataset<Row> cells = cells(CustomerPeriods.of(customerDays, period, asOf), members, period);
    return kinds(running(dense(members, cells, period, asOf)), basis, period, asOf);
  }

  private static Dataset<Row> cells(
      Dataset<Row> customerPeriods, Dataset<Row> members, Period period) {
    Column k = col(CustomerPeriods.INDEX).minus(period.index(col(Retention.COHORT)));
    WindowSpec customer =
        Window.partitionBy(CustomerDays.CUSTOMER_KEY, Retention.SPLIT, Retention.SPLIT_VALUE);
    Column active = col(CustomerPeriods.OCCASIONS).gt(0);
    Column last = max(when(active, col(K))).over(customer);
    Column firstReturn = min(when(active.and(col(K).gt(0)), col(K))).over(customer);
    return customerPeriods
        .join(members, CustomerDays.CUSTOMER_KEY)
        .withColumn(K, k)
        .select(
            col(Retention.SPLIT),
            col(Retention.SPLIT_VALUE),
            col(Retention.COHORT),
            col(K),
            col(CustomerPeriods.ORDERS),
            col(CustomerPeriods.REVENUE),
            active.as(ACTIVE),
            active.and(col(K).equalTo(last)).as(LAST_HERE),
            active.and(col(K).equalTo(firstReturn)).as(FIRST_RETURN_HERE))
        .groupBy(Retention.SPLIT, Retention.SPLIT_VALUE, Retention.COHORT, K)
        .agg(
            count_if(col(ACTIVE)).as(Retention.ACTIVE_CUSTOMERS),
            count_if(col(LAST_HERE)).as(LAST_HERE),
            count_if(col(FIRST_RETURN_HERE)).as(FIRST_RETURN_HERE),
            sum(CustomerPeriods.ORDERS).as(Retention.ORDERS),
            sum(CustomerPeriods.REVENUE).as(Retention.REVENUE))
        .select(
            Retention.SPLIT,
            Retention.SPLIT_VALUE,
            Retention.COHORT,
            K,
            Retention.ACTIVE_CUSTOMERS,
            LAST_HERE,
            FIRST_RETURN_HERE,
            Retention.ORDERS,
            Retention.REVENUE);
  }

  private static Dataset<Row> dense(
      Dataset<Row> members, Dataset<Row> cells, Period period, LocalDate asOf) {
    Column newest = lit(period.index(asOf)).minus(period.index(col(Retention.COHORT)));
    Dataset<Row> grid =
        members
            .groupBy(Retention.SPLIT, Retention.SPLIT_VALUE, Retention.COHORT)
            .agg(count(lit(1)).as(Retention.COHORT_SIZE))
            .withColumn(K, explode(sequence(lit(0), newest)));
    return grid.join(
            cells,
            new String[] {Retention.SPLIT, Retention.SPLIT_VALUE, Retention.COHORT, K},
            "left")
        .select(
            col(Retention.SPLIT),
            col(Retention.SPLIT_VALUE),
            col(Retention.COHORT),
            col(K),
            col(Retention.COHORT_SIZE),
            orZero(Retention.ACTIVE_CUSTOMERS),
            orZero(LAST_HERE),
            orZero(FIRST_RETURN_HERE),
            orZero(Retention.ORDERS),
            orZero(Retention.REVENUE));
  }

  private static Dataset<Row> running(Dataset<Row> dense) {
    WindowSpec cohort =
        Window.partitionBy(Retention.SPLIT, Retention.SPLIT_VALUE, Retention.COHORT).orderBy(K);
    WindowSpec soFar = cohort.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    WindowSpec fromHere = cohort.rowsBetween(Window.currentRow(), Window.unboundedFollowing());
    return dense
        .withColumn(Retention.CUMULATIVE_REVENUE, sum(Retention.REVENUE).over(soFar))
        .withColumn(Retention.WITHIN, sum(FIRST_RETURN_HERE).over(soFar))
        .withColumn(Retention.ON_OR_AFTER, sum(LAST_HERE).over(fromHere));
  }

  private static Dataset<Row> kinds(
      Dataset<Row> running, String basis, Period period, LocalDate asOf) {
    Column index = period.index(col(Retention.COHORT)).plus(col(K));
    Column complete = period.end(index).leq(lit(asOf));
    Column isOn = col(Retention.KIND).equalTo(Retention.ON);
    Column active =
        when(isOn, col(Retention.ACTIVE_CUSTOMERS))
            .when(col(Retention.KIND).equalTo(Retention.WITHIN), col(Retention.WITHIN))
            .otherwise(col(Retention.ON_OR_AFTER));
    Column observedTo =
        when(col(Retention.KIND).equalTo(Retention.ON_OR_AFTER), lit(asOf))
            .otherwise(least(period.end(index), lit(asOf)));
    Column size = col(Retention.COHORT_SIZE);
    Column perCustomer = col(Retention.CUMULATIVE_REVENUE).divide(size);
    return running
        .withColumn(
            Retention.KIND,
            explode(array(lit(Retention.ON), lit(Retention.ON_OR_AFTER), lit(Retention.WITHIN))))
        .filter(not(col(Retention.KIND).equalTo(Retention.WITHIN).and(col(K).equalTo(0))))
        .withColumn(Retention.ACTIVE_CUSTOMERS, active)
        .select(
            lit(asOf).as(Retention.AS_OF),
            lit(period.value()).as(Retention.PERIOD),
            lit(basis).as(Retention.BASIS),
            col(Retention.SPLIT),
            col(Retention.SPLIT_VALUE),
            col(Retention.KIND),
            col(Retention.COHORT),
            period.label(col(Retention.COHORT)).as(Retention.LABEL),
            col(K).as(Retention.PERIOD_INDEX),
            period.start(index).as(Retention.PERIOD_START),
            size,
            col(Retention.ACTIVE_CUSTOMERS),
            when(isOn, col(Retention.ORDERS)).as(Retention.ORDERS),
            when(isOn, money(col(Retention.REVENUE))).as(Retention.REVENUE),
            when(isOn, money(col(Retention.CUMULATIVE_REVENUE))).as(Retention.CUMULATIVE_REVENUE),
            when(isOn, money(perCustomer)).as(Retention.CUMULATIVE_REVENUE_PER_CUSTOMER),
            when(complete, WilsonColumns.share(col(Retention.ACTIVE_CUSTOMERS), size))
                .as(Retention.RATE),
            when(complete, WilsonColumns.low(col(Retention.ACTIVE_CUSTOMERS), size))
                .as(Retention.RATE_LOW),
            when(complete, WilsonColumns.high(col(Retention.ACTIVE_CUSTOMERS), size))
                .as(Retention.RATE_HIGH),
            complete.as(Retention.IS_COMPLETE),
            when(not(complete), lit(Retention.PERIOD_NOT_ENDED)).as(Retention.NULL_REASON),
            observedTo.as(Retention.OBSERVED_TO));
  }

  private static Column orZero(String name) {
    return coalesce(col(name), lit(0)).as(name);
  }

  private static Column money(Column amount) {
    return amount.cast(Types.MONEY);
  }
}
