package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.NamedPeriod;
import io.churnlake.quality.Period;
import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerDays;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a customer did in a period; the base of cohorts' retention and of rates. */
final class CustomerPeriods {
  private static final String OCCASION_DATE = "occasion_date";

  static final String BASIS = Cohorts.BASIS;
  static final String PERIOD = Cohorts.PERIOD;
  static final String INDEX = "index";
  static final String OCCASIONS = "occasions";
  static final String LAST_DATE = "last_date";
  static final String ORDERS = "orders";
  static final String REVENUE = "revenue";

  private CustomerPeriods() {}

  /**
   * One row a customer, basis and period with an occasion or revenue up to {@code asOf}:
   * customer_key, basis, period, index, occasions, last_date (of an occasion), orders, revenue. On
   * basis gross there is no revenue without an occasion; on basis net there is, below zero.
   *
   * @param days see {@link Bases}
   */
  static Dataset<Row> of(Dataset<Row> days, List<Period> periods, LocalDate asOf) {
    Column occasion = col(CustomerDays.LINES).gt(0);
    return days.filter(occasion.or(col(CustomerDays.REVENUE).notEqual(0)))
        .filter(col(CustomerDays.ORDER_DATE).leq(lit(asOf)))
        .select(
            col(CustomerDays.CUSTOMER_KEY),
            col(BASIS),
            col(CustomerDays.ORDER_DATE),
            when(occasion, col(CustomerDays.ORDER_DATE)).as(OCCASION_DATE),
            col(CustomerDays.ORDERS),
            col(CustomerDays.REVENUE))
        // The only shuffle of customer-days: the kinds of period, the aggregate, the windows and
        // the join that follow are all by customer.
        .repartition(col(CustomerDays.CUSTOMER_KEY))
        .withColumn(PERIOD, explode(NamedPeriod.names(periods)))
        .withColumn(INDEX, NamedPeriod.index(col(PERIOD), col(CustomerDays.ORDER_DATE)))
        .groupBy(CustomerDays.CUSTOMER_KEY, BASIS, PERIOD, INDEX)
        .agg(
            count(OCCASION_DATE).as(OCCASIONS),
            max(OCCASION_DATE).as(LAST_DATE),
            sum(CustomerDays.ORDERS).as(ORDERS),
            sum(CustomerDays.REVENUE).as(REVENUE))
        .select(
            CustomerDays.CUSTOMER_KEY, BASIS, PERIOD, INDEX, OCCASIONS, LAST_DATE, ORDERS, REVENUE);
  }
}
