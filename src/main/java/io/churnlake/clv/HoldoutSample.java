package io.churnlake.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.churnlake.clv.model.PurchaseRows;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Customers known at the end of calibration, with what they bought in the holdout after it. */
public final class HoldoutSample {
  private static final String BOUGHT = "bought";
  private static final String WEEK = "week";
  private static final String CUSTOMERS = "customers";
  private static final int SLOTS = 1_000_000;

  private HoldoutSample() {}

  /**
   * The days of a share of all customers, picked by a hash of their key: the same ones every time.
   *
   * @param share from 0 to 1
   */
  public static Dataset<Row> days(Dataset<Row> customerDays, double share) {
    return share >= 1
        ? customerDays
        : customerDays.where(
            pmod(xxhash64(col(CustomerDays.CUSTOMER_KEY)), lit(SLOTS)).lt(share * SLOTS));
  }

  /**
   * Summarises calibration and counts the holdout.
   *
   * @param customerDays silver.customer_days, or some of its customers
   * @param calibratedTo last day of calibration
   * @param asOf last day of the holdout
   * @return customer_key, x INT, t_x_days INT, t_days INT as of the end of calibration, bought INT
   *     occasions after it; customers who came later are not in it
   */
  public static Dataset<Row> of(Dataset<Row> customerDays, LocalDate calibratedTo, LocalDate asOf) {
    Column date = col(CustomerDays.ORDER_DATE);
    Column calibration = date.leq(lit(calibratedTo));
    return CustomerSummaries.occasions(customerDays, asOf)
        .groupBy(col(CustomerDays.CUSTOMER_KEY))
        .agg(
            count_if(calibration).as("occasions"),
            min(date).as("first_date"),
            max(when(calibration, date)).as("last_date"),
            count_if(calibration.equalTo(false)).as(BOUGHT))
        .where(col("occasions").gt(0))
        .select(
            col(CustomerSummaries.CUSTOMER_KEY),
            col("occasions").minus(1).cast(Types.INT).as(CustomerSummaries.X),
            datediff(col("last_date"), col("first_date")).as(CustomerSummaries.T_X_DAYS),
            datediff(lit(calibratedTo), col("first_date")).as(CustomerSummaries.T_DAYS),
            col(BOUGHT).cast(Types.INT).as(BOUGHT));
  }

  /**
   * Distinct histories with their customers, to be collected for {@link #rows}.
   *
   * @param grouped as of {@link #of}, with {@link CustomerGroups#assign}
   */
  public static Dataset<Row> distinct(Dataset<Row> grouped) {
    Column[] keys = {
      col(CustomerGroups.GROUP),
      col(CustomerSummaries.X),
      col(CustomerSummaries.T_X_DAYS),
      col(CustomerSummaries.T_DAYS),
      col(BOUGHT)
    };
    return grouped.groupBy(keys).agg(count(lit(1)).as(CUSTOMERS)).sort(keys);
  }

  /**
   * The collected rows of {@link #distinct}.
   *
   * @return the histories, and what the customers of each bought
   */
  public static HoldoutRows rows(List<Row> distinct) {
    return new HoldoutRows(
        new PurchaseRows(
            ints(distinct, 0),
            ints(distinct, 1),
            ints(distinct, 2),
            ints(distinct, 3),
            distinct.stream().mapToLong(row -> row.getLong(5)).toArray()),
        ints(distinct, 4));
  }

  private static int[] ints(List<Row> rows, int column) {
    return rows.stream().mapToInt(row -> row.getInt(column)).toArray();
  }

  /**
   * Occasions in each week of the holdout, of the customers known at the end of calibration.
   *
   * @return week INT from 0, occasions LONG, sorted; weeks without any are missing
   */
  public static Dataset<Row> weeks(
      Dataset<Row> customerDays, Dataset<Row> sample, LocalDate calibratedTo, LocalDate asOf) {
    Column day = datediff(col(CustomerDays.ORDER_DATE), lit(calibratedTo)).minus(1);
    Dataset<Row> later =
        CustomerSummaries.occasions(customerDays, asOf)
            .where(col(CustomerDays.ORDER_DATE).gt(lit(calibratedTo)))
            .select(col(CustomerDays.CUSTOMER_KEY), floor(day.divide(7)).cast(Types.INT).as(WEEK));
    return later
        .join(sample.select(col(CustomerSummaries.CUSTOMER_KEY)), CustomerDays.CUSTOMER_KEY)
        .groupBy(WEEK)
        .agg(count(lit(1)).as("occasions"))
        .sort(WEEK);
  }
}
