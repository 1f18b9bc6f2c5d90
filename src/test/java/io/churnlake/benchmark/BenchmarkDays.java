package io.churnlake.benchmark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.churnlake.simulate.CustomerBase;
import io.churnlake.simulate.CustomerBaseDays;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Types;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** silver.customer_days of a simulated base of two years, some 2.3 rows a customer. */
final class BenchmarkDays {
  static final LocalDate LAST = LocalDate.of(2025, 12, 31);
  static final int MOST_DAYS = 730;

  /** Customers that one task makes, about. */
  private static final long CUSTOMERS_A_TASK = 500_000;

  private static final int CATEGORIES = 20;

  private BenchmarkDays() {}

  /** In the order that conform leaves: a customer's days lie anywhere, not beside each other. */
  static Dataset<Row> of(SparkSession spark, long customers, long seed) {
    CustomerBase base = new CustomerBase(1, MOST_DAYS, seed);
    long bySize = (customers + CUSTOMERS_A_TASK - 1) / CUSTOMERS_A_TASK;
    int tasks = (int) Math.max(bySize, spark.sparkContext().defaultParallelism());
    Dataset<Row> made = CustomerBaseDays.of(spark, base, customers, tasks);
    Column key = col(CustomerBaseDays.CUSTOMER_KEY);
    Column daysAgo = col(CustomerBaseDays.DAYS_AGO);
    Column none = lit(0);
    Column one = lit(1);
    Column noMoney = lit(0).cast(Types.MONEY);
    return made.repartition(key, daysAgo)
        .select(
            key.as(CustomerDays.CUSTOMER_KEY),
            date_sub(lit(LAST), daysAgo).as(CustomerDays.ORDER_DATE),
            one.as(CustomerDays.ORDERS),
            one.as(CustomerDays.LINES),
            one.cast(Types.MONEY).as(CustomerDays.PIECES),
            col(CustomerBaseDays.REVENUE).as(CustomerDays.REVENUE),
            noMoney.as(CustomerDays.DISCOUNT),
            none.as(CustomerDays.DISCOUNTED_LINES),
            one.as(CustomerDays.PRODUCTS),
            array(oneOf(CATEGORIES, key, daysAgo)).as(CustomerDays.CATEGORIES),
            none.as(CustomerDays.RETURN_LINES),
            noMoney.as(CustomerDays.RETURN_AMOUNT),
            noMoney.as(CustomerDays.COST),
            noMoney.as(CustomerDays.COSTED_REVENUE),
            one.cast(Types.MONEY).as(CustomerDays.NET_PIECES),
            col(CustomerBaseDays.REVENUE).as(CustomerDays.NET_AMOUNT));
  }

  /** One of so many names, as the columns' hash has it. */
  static Column oneOf(int names, Column... of) {
    return concat(lit("n"), pmod(xxhash64(of), lit(names)).cast("string"));
  }
}
