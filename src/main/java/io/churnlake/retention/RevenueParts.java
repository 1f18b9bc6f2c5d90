package io.churnlake.retention;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.RevenueRetention;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * gold.revenue_retention: what became of the revenue of the period before, and where that of this
 * period comes from. Amounts are whole ten-thousandths until the end.
 */
public final class RevenueParts {
  private static final String SPAN = RevenueSpans.SPAN;
  private static final String AT = RevenueSpans.AT;
  private static final String APPEARED = "appeared";

  private static final String[] JOINED = {RevenueRetention.BASIS, SPAN, AT};

  static final List<String> AMOUNTS =
      List.of(
          RevenueRetention.REVENUE,
          RevenueRetention.START_REVENUE,
          RevenueRetention.CHURNED_REVENUE,
          RevenueRetention.CONTRACTION,
          RevenueRetention.RETAINED_REVENUE,
          RevenueRetention.EXPANSION,
          RevenueRetention.NEW_REVENUE,
          RevenueRetention.RESURRECTED_REVENUE,
          RevenueRetention.ADJUSTMENT,
          RevenueRetention.EXPANDED_REVENUE,
          RevenueRetention.GAINED_REVENUE,
          RevenueRetention.LOST_REVENUE);

  static final List<String> COUNTS =
      List.of(
          RevenueRetention.CUSTOMERS,
          RevenueRetention.START_CUSTOMERS,
          RevenueRetention.CHURNED_CUSTOMERS,
          RevenueRetention.CONTRACTED_CUSTOMERS,
          RevenueRetention.EXPANDED_CUSTOMERS,
          RevenueRetention.NEW_CUSTOMERS,
          RevenueRetention.RESURRECTED_CUSTOMERS,
          RevenueRetention.ADJUSTED_CUSTOMERS);

  private RevenueParts() {}

  /**
   * One row a basis and period, from that which ends with the unit of {@code logStart} to that of
   * {@code asOf}.
   *
   * @param days see {@link Bases}
   * @param customers silver.customers
   * @param logStart the log's first day; ratios are NULL where the period before begins earlier
   */
  public static Dataset<Row> of(
      Dataset<Row> days, Dataset<Row> customers, LocalDate asOf, LocalDate logStart) {
    Dataset<Row> firstOrders =
        customers.select(col(Customers.CUSTOMER_KEY), col(Customers.FIRST_ORDER_DATE));
    Dataset<Row> both =
        ConsecutiveRevenue.of(days, asOf).join(firstOrders, CustomerDays.CUSTOMER_KEY, "left");
    Dataset<Row> calendar =
        days.sparkSession()
            .range(1)
            .select(explode(array(lit(Cohorts.GROSS), lit(Cohorts.NET))).as(JOINED[0]))
            .withColumn(SPAN, explode(RevenueSpans.all()))
            .withColumn(
                AT,
                explode(sequence(RevenueSpans.unit(lit(logStart)), RevenueSpans.unit(lit(asOf)))));
    return RevenueRatios.of(
        calendar.join(sums(parts(both)), JOINED, "left").na().fill(0L), asOf, logStart);
  }

  /** The parts of each customer and period; at most one of gained and lost is not zero. */
  private static Dataset<Row> parts(Dataset<Row> both) {
    Column now = col(ConsecutiveRevenue.NOW);
    Column above = greatest(now, lit(0L));
    Column wasAbove = col(ConsecutiveRevenue.BEFORE).gt(0);
    Column start = col(RevenueRetention.START_REVENUE);
    Column retained = col(RevenueRetention.RETAINED_REVENUE);
    Column churned = col(RevenueRetention.CHURNED_REVENUE);
    Column isNew =
        RevenueSpans.unit(col(Customers.FIRST_ORDER_DATE)).gt(col(AT).minus(RevenueSpans.length()));
    return both.withColumn(RevenueRetention.REVENUE, now)
        .withColumn(
            RevenueRetention.START_REVENUE, greatest(col(ConsecutiveRevenue.BEFORE), lit(0L)))
        .withColumn(RevenueRetention.CHURNED_REVENUE, when(now.leq(0), start).otherwise(0L))
        .withColumn(RevenueRetention.RETAINED_REVENUE, least(start, above))
        .withColumn(RevenueRetention.CONTRACTION, start.minus(retained).minus(churned))
        .withColumn(RevenueRetention.EXPANDED_REVENUE, when(wasAbove, above).otherwise(0L))
        .withColumn(
            RevenueRetention.EXPANSION, col(RevenueRetention.EXPANDED_REVENUE).minus(retained))
        .withColumn(APPEARED, when(wasAbove, 0L).otherwise(above))
        .withColumn(RevenueRetention.NEW_REVENUE, when(isNew, col(APPEARED)).otherwise(0L))
        .withColumn(
            RevenueRetention.RESURRECTED_REVENUE,
            col(APPEARED).minus(col(RevenueRetention.NEW_REVENUE)))
        .withColumn(RevenueRetention.ADJUSTMENT, least(now, lit(0L)))
        .withColumn(
            RevenueRetention.GAINED_REVENUE, col(APPEARED).plus(col(RevenueRetention.EXPANSION)))
        .withColumn(RevenueRetention.LOST_REVENUE, churned.plus(col(RevenueRetention.CONTRACTION)));
  }

  /** Column of the sum of the products of two amounts. */
  static String products(String left, String right) {
    return left + "_times_" + right;
  }

  private static Dataset<Row> sums(Dataset<Row> parts) {
    List<Column> sums = new ArrayList<>();
    for (String amount : AMOUNTS) {
      sums.add(sum(amount).as(amount));
    }
    sums.add(counted(RevenueRetention.START_REVENUE, RevenueRetention.START_CUSTOMERS));
    sums.add(counted(RevenueRetention.CHURNED_REVENUE, RevenueRetention.CHURNED_CUSTOMERS));
    sums.add(counted(RevenueRetention.CONTRACTION, RevenueRetention.CONTRACTED_CUSTOMERS));
    sums.add(counted(RevenueRetention.EXPANSION, RevenueRetention.EXPANDED_CUSTOMERS));
    sums.add(counted(RevenueRetention.NEW_REVENUE, RevenueRetention.NEW_CUSTOMERS));
    sums.add(counted(RevenueRetention.RESURRECTED_REVENUE, RevenueRetention.RESURRECTED_CUSTOMERS));
    sums.add(counted(RevenueRetention.ADJUSTMENT, RevenueRetention.ADJUSTED_CUSTOMERS));
    squares(sums, RevenueRetention.RETAINED_REVENUE, RevenueRetention.START_REVENUE);
    squares(sums, RevenueRetention.EXPANDED_REVENUE, RevenueRetention.START_REVENUE);
    squares(sums, RevenueRetention.GAINED_REVENUE, RevenueRetention.LOST_REVENUE);
    return parts
        .groupBy(RevenueRetention.BASIS, SPAN, AT)
        .agg(
            count(lit(1)).as(RevenueRetention.CUSTOMERS),
            sums.stream().distinct().toArray(Column[]::new));
  }

  private static Column counted(String amount, String name) {
    return count_if(col(amount).notEqual(0)).as(name);
  }

  private static void squares(List<Column> sums, String left, String right) {
    sums.add(product(left, left));
    sums.add(product(left, right));
    sums.add(product(right, right));
  }

  private static Column product(String left, String right) {
    return sum(col(left).cast("double").multiply(col(right).cast("double")))
        .as(products(left, right));
  }
}
