package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerDays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Customer-days of both bases one below the other, so that one plan computes both. */
public final class Bases {
  private Bases() {}

  /**
   * Rows of both: basis, customer_key, order_date, orders, lines, revenue.
   *
   * @param customerDays silver.customer_days
   * @param netDays what is left of them, as columns of silver.customer_days
   */
  public static Dataset<Row> of(Dataset<Row> customerDays, Dataset<Row> netDays) {
    return gross(customerDays).unionByName(on(Cohorts.NET, netDays));
  }

  /** The same of the first alone. */
  static Dataset<Row> gross(Dataset<Row> customerDays) {
    return on(Cohorts.GROSS, customerDays);
  }

  private static Dataset<Row> on(String basis, Dataset<Row> days) {
    return days.select(
        lit(basis).as(Cohorts.BASIS),
        col(CustomerDays.CUSTOMER_KEY),
        col(CustomerDays.ORDER_DATE),
        col(CustomerDays.ORDERS),
        col(CustomerDays.LINES),
        col(CustomerDays.REVENUE));
  }
}
