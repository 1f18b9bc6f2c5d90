package io.churnlake.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.table.Cohorts;
import io.churnlake.table.Customers;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which customers belong to cohorts; the period of the first order says to which. */
public final class CohortMembers {
  private CohortMembers() {}

  /**
   * One row a customer and split: customer_key, left_truncated, split, split_value,
   * first_order_date. Customers first seen after {@code asOf} are not there. Later splits are
   * further rows of the same customer.
   */
  public static Dataset<Row> of(Dataset<Row> customers, LocalDate asOf) {
    return customers
        .filter(col(Customers.FIRST_ORDER_DATE).leq(lit(asOf)))
        .select(
            col(Customers.CUSTOMER_KEY),
            col(Customers.LEFT_TRUNCATED),
            lit(Cohorts.ALL).as(Cohorts.SPLIT),
            lit(Cohorts.ALL).as(Cohorts.SPLIT_VALUE),
            col(Customers.FIRST_ORDER_DATE));
  }
}
