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

import io.churnlake.quality.NamedPeriod;
import io.churnlake.quality.Period;
import io.churnlake.quality.WilsonColumns;
import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Retention;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * gold.retention: the dense grid of cohorts and periods.
 *
 * <p>Customer-periods of all kinds and both bases are counted into cells of (cohort, k) in one
 * pass. The two cumulative kinds need no second one: a customer's last period and first period of
 * return are marked in the cell they fall into, and running sums over a cohort's few cells do the
 * rest.
 */
public final class RetentionGrid {
  private static final String K = "k";
  private static final String ACTIVE = "active";
  private static final String LAST_HERE = "last_here";
  private static final String FIRST_RETURN_HERE = "first_return_here";
  private static final String COHORT_NUMBER = "cohort_number";
  private static final String END = "end";

  private static final String[] CELL = {
    Retention.BASIS, Retention.PERIOD, Retention.SPLIT, Retention.SPLIT_VALUE, COHORT_NUMBER, K
  };

  private RetentionGrid() {}

  /**
   * Every cohort of each of the periods, on both bases, with every k from 0 to the period of {@code
   * asOf}, for the kinds on, on_or_after and within (the last from k = 1).
   *
   * @param days see {@link Bases}
   * @param members customer_key, split, split_value, first_order_date
   */
  public static Dataset<Row> of(
      Dataset<Row> days, Dataset<Row> members, List<Period> periods, LocalDate asOf) {
    Dataset<Row> cells = cells(CustomerPeriods.of(days, periods, asOf), members);
    return kinds(running(dense(members, cells, periods, asOf)), asOf);
  }

  private static Dataset<Row> cells(Dataset<Row> customerPeriods, Dataset<Row> members) {
    WindowSpec customer =
        Window.partitionBy(
            CustomerDays.CUSTOMER_KEY,
            Retention.BASIS,
            Retention.PERIOD,
            Retention.SPLIT,
            Retention.SPLIT_VALUE);
    Column active = col(CustomerPeriods.OCCASIONS).gt(0);
    Column last = max(when(active, col(K))).over(customer);
    Column firstReturn = min(when(active.and(col(K).gt(0)), col(K))).over(customer);
    return customerPeriods
        .join(members, CustomerDays.CUSTOMER_KEY)
        .withColumn(COHORT_NUMBER, cohortNumber())
        .withColumn(K, col(CustomerPeriods.INDEX).minus(col(COHORT_NUMBER)))
        .withColumn(ACTIVE, active)
        .withColumn(LAST_HERE, active.and(col(K).equalTo(last)))
        .withColumn(FIRST_RETURN_HERE, active.and(col(K).equalTo(firstReturn)))
        .groupBy(columns(CELL))
        .agg(
            count_if(col(ACTIVE)).as(Retention.ACTIVE_CUSTOMERS),
            count_if(col(LAST_HERE)).as(LAST_HERE),
            count_if(col(FIRST_RETURN_HERE)).as(FIRST_RETURN_HERE),
            sum(CustomerPeriods.ORDERS).as(Retention.ORDERS),
            sum(CustomerPeriods.REVENUE).as(Retention.REVENUE));
  }

  private static Dataset<Row> dense(
      Dataset<Row> members, Dataset<Row> cells, List<Period> periods, LocalDate asOf) {
    Column newest = NamedPeriod.index(col(Retention.PERIOD), lit(asOf)).minus(col(COHORT_NUMBER));
    Dataset<Row> grid =
        members
            .withColumn(Retention.PERIOD, explode(NamedPeriod.names(periods)))
            .withColumn(COHORT_NUMBER, cohortNumber())
            .groupBy(Retention.PERIOD, Retention.SPLIT, Retention.SPLIT_VALUE, COHORT_NUMBER)
            .agg(count(lit(1)).as(Retention.COHORT_SIZE))
            .withColumn(Retention.BASIS, explode(array(lit(Cohorts.GROSS), lit(Cohorts.NET))))
            .withColumn(K, explode(sequence(lit(0), newest)));
    List<Column> row = new ArrayList<>(List.of(columns(CELL)));
    row.add(col(Retention.COHORT_SIZE));
    row.add(orZero(Retention.ACTIVE_CUSTOMERS));
    row.add(orZero(LAST_HERE));
    row.add(orZero(FIRST_RETURN_HERE));
    row.add(orZero(Retention.ORDERS));
    row.add(orZero(Retention.REVENUE));
    return grid.join(cells, CELL, "left").select(row.toArray(Column[]::new));
  }

  private static Column cohortNumber() {
    return NamedPeriod.index(col(Retention.PERIOD), col(Customers.FIRST_ORDER_DATE));
  }

  private static Dataset<Row> running(Dataset<Row> dense) {
    WindowSpec cohort =
        Window.partitionBy(
                Retention.BASIS,
                Retention.PERIOD,
                Retention.SPLIT,
                Retention.SPLIT_VALUE,
                COHORT_NUMBER)
            .orderBy(K);
    WindowSpec soFar = cohort.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    WindowSpec fromHere = cohort.rowsBetween(Window.currentRow(), Window.unboundedFollowing());
    return dense
        .withColumn(Retention.CUMULATIVE_REVENUE, sum(Retention.REVENUE).over(soFar))
        .withColumn(Retention.WITHIN, sum(FIRST_RETURN_HERE).over(soFar))
        .withColumn(Retention.ON_OR_AFTER, sum(LAST_HERE).over(fromHere));
  }

  private static Dataset<Row> kinds(Dataset<Row> running, LocalDate asOf) {
    Column period = col(Retention.PERIOD);
    Column index = col(COHORT_NUMBER).plus(col(K));
    Column complete = col(END).leq(lit(asOf));
    Column isOn = col(Retention.KIND).equalTo(Retention.ON);
    Column active =
        when(isOn, col(Retention.ACTIVE_CUSTOMERS))
            .when(col(Retention.KIND).equalTo(Retention.WITHIN), col(Retention.WITHIN))
            .otherwise(col(Retention.ON_OR_AFTER));
    Column observedTo =
        when(col(Retention.KIND).equalTo(Retention.ON_OR_AFTER), lit(asOf))
            .otherwise(least(col(END), lit(asOf)));
    Column size = col(Retention.COHORT_SIZE);
    Column perCustomer = col(Retention.CUMULATIVE_REVENUE).divide(size);
    return running
        .withColumn(Retention.COHORT, NamedPeriod.start(period, col(COHORT_NUMBER)))
        .withColumn(END, NamedPeriod.end(period, index))
        .withColumn(
            Retention.KIND,
            explode(array(lit(Retention.ON), lit(Retention.ON_OR_AFTER), lit(Retention.WITHIN))))
        .filter(not(col(Retention.KIND).equalTo(Retention.WITHIN).and(col(K).equalTo(0))))
        .withColumn(Retention.ACTIVE_CUSTOMERS, active)
        .select(
            lit(asOf).as(Retention.AS_OF),
            period,
            col(Retention.BASIS),
            col(Retention.SPLIT),
            col(Retention.SPLIT_VALUE),
            col(Retention.KIND),
            col(Retention.COHORT),
            NamedPeriod.label(period, col(Retention.COHORT)).as(Retention.LABEL),
            col(K).as(Retention.PERIOD_INDEX),
            NamedPeriod.start(period, index).as(Retention.PERIOD_START),
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

  private static Column[] columns(String... names) {
    return Arrays.stream(names).map(name -> col(name)).toArray(Column[]::new);
  }

  private static Column orZero(String name) {
    return coalesce(col(name), lit(0)).as(name);
  }

  private static Column money(Column amount) {
    return amount.cast(Types.MONEY);
  }
}
