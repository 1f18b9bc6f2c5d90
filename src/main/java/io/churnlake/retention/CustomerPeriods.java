package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.quality.Period;
import io.churnlake.table.CustomerDays;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a customer did in a period; the base of everything in this package. */
final class CustomerPeriods {
  static final String INDEX = "index";
  static final String OCCASIONS = "occasions";
  static final String LAST_DATE = "last_date";
  static final String ORDERS = "orders";
  static final String REVENUE = "revenue";

  private CustomerPeriods() {}

  /**
   * One row a customer and period with an occasion up to {@code asOf}: customer_key, index,
   * occasions, last_date, orders, revenue (basis gross).
   */
  static Dataset<Row> of(Dataset<Row> customerDays, Period period, LocalDate asOf) {
    return customerDays
        .filter(col(CustomerDays.LINES).gt(0).and(col(CustomerDays.ORDER_DATE).leq(lit(asOf))))
        .select(
            col(CustomerDays.CUSTOMER_KEY),
            period.index(col(CustomerDays.ORDER_DATE)).as(INDEX),
            col(CustomerDays.ORDER_DATE),
            col(CustomerDays.ORDERS),
            col(CustomerDays.REVENUE))
        // The only shuffle of customer-days: the aggregate, the windows and the join that follow
        // are all by customer.
        .repartition(col(CustomerDays.CUSTOMER_KEY))
        .groupBy(col(CustomerDays.CUSTOMER_KEY), col(INDEX))
        .agg(
            count(lit(1)).as(OCCASIONS),
            max(CustomerDays.ORDER_DATE).as(LAST_DATE),
            sum(CustomerDays.ORDERS).as(ORDERS),
            sum(CustomerDays.REVENUE).as(REVENUE))
        .select(CustomerDays.CUSTOMER_KEY, INDEX, OCCASIONS, LAST_DATE, ORDERS, REVENUE);
  }
}
