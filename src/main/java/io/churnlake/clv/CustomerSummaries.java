package io.churnlake.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.CustomerDays;
import io.churnlake.table.Types;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The sufficient statistics of each customer's history: how often, how recently, how much. */
public final class CustomerSummaries {
  public static final String CUSTOMER_KEY = CustomerDays.CUSTOMER_KEY;
  public static final String X = "x";
  public static final String T_X_DAYS = "t_x_days";
  public static final String T_DAYS = "t_days";
  public static final String MEAN_SPEND = "mean_spend";
  public static final String HISTORIC_REVENUE = "historic_revenue";

  private CustomerSummaries() {}

  /**
   * Summarises every customer with an occasion up to as_of.
   *
   * <p>The first occasion is in neither x nor the mean spend (Fader, Hardie, Lee 2005).
   *
   * @param customerDays silver.customer_days; days without a counting line and days after as_of are
   *     not looked at
   * @return customer_key, x INT repeat occasions, t_x_days INT from first to last occasion, t_days
   *     INT from first occasion to as_of, mean_spend DOUBLE over the repeat occasions (NULL when x
   *     = 0), historic_revenue DECIMAL(18,4) of all occasions
   */
  public static Dataset<Row> of(Dataset<Row> customerDays, LocalDate asOf) {
    return customerDays
        .where(col(CustomerDays.LINES).gt(0).and(col(CustomerDays.ORDER_DATE).leq(lit(asOf))))
        .groupBy(col(CUSTOMER_KEY))
        .agg(
            count(lit(1)).as("occasions"),
            min(col(CustomerDays.ORDER_DATE)).as("first_date"),
            max(col(CustomerDays.ORDER_DATE)).as("last_date"),
            sum(col(CustomerDays.REVENUE)).as("revenue"),
            min_by(col(CustomerDays.REVENUE), col(CustomerDays.ORDER_DATE)).as("first_revenue"))
        .select(
            col(CUSTOMER_KEY),
            col("occasions").minus(1).cast(Types.INT).as(X),
            datediff(col("last_date"), col("first_date")).as(T_X_DAYS),
            datediff(lit(asOf), col("first_date")).as(T_DAYS),
            when(
                    col("occasions").gt(1),
                    col("revenue")
                        .minus(col("first_revenue"))
                        .cast(Types.DOUBLE)
                        .divide(col("occasions").minus(1)))
                .as(MEAN_SPEND),
            col("revenue").cast(Types.MONEY).as(HISTORIC_REVENUE));
  }
}
