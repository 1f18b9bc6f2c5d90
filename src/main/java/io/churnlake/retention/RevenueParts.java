package io.churnlake.retention;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.quality.Period;
import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.RevenueRetention;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * gold.revenue_retention: what became of the revenue of the period before, and where that of this
 * period comes from. Amounts are whole ten-thousandths until the end.
 */
public final class RevenueParts {
  private static final String SPAN = RevenueSpans.SPAN;
  private static final String AT = RevenueSpans.AT;
  private static final String MONTHS = "months";
  private static final String AMOUNTS = "amounts";
  private static final String FIRST_ORDER = "first_order";

  private static final String[] JOINED = {RevenueRetention.BASIS, SPAN, AT};

  private static final StructType TALLIED = tallied();

  private RevenueParts() {}

  /**
   * One row a basis and period, from that which ends with the unit of {@code logStart} to that of
   * {@code asOf}. Customer-days are shuffled once; what leaves the customers' partitions has the
   * size of the result.
   *
   * @param days see {@link Bases}
   * @param customers silver.customers
   * @param logStart the log's first day; ratios are NULL where the period before begins earlier
   */
  public static Dataset<Row> of(
      Dataset<Row> days, Dataset<Row> customers, LocalDate asOf, LocalDate logStart) {
    Dataset<Row> calendar =
        days.sparkSession()
            .range(1)
            .select(explode(array(lit(Cohorts.GROSS), lit(Cohorts.NET))).as(JOINED[0]))
            .withColumn(SPAN, explode(RevenueSpans.all()))
            .withColumn(
                AT,
                explode(sequence(RevenueSpans.unit(lit(logStart)), RevenueSpans.unit(lit(asOf)))));
    Column[] sums = values().map(name -> sum(name).as(name)).toArray(Column[]::new);
    Dataset<Row> totals =
        byCustomer(days, customers, asOf)
            .mapPartitions(tally(logStart, asOf), Encoders.row(TALLIED))
            .groupBy(RevenueRetention.BASIS, SPAN, AT)
            .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length));
    return RevenueRatios.of(calendar.join(totals, JOINED, "left").na().fill(0L), asOf, logStart);
  }

  /** One row a customer and basis. */
  private static Dataset<Row> byCustomer(
      Dataset<Row> days, Dataset<Row> customers, LocalDate asOf) {
    return days.filter(
            col(CustomerDays.REVENUE).notEqual(0).and(col(CustomerDays.ORDER_DATE).leq(lit(asOf))))
        .groupBy(CustomerDays.CUSTOMER_KEY, RevenueRetention.BASIS)
        .agg(
            collect_list(Period.MONTH.index(col(CustomerDays.ORDER_DATE))).as(MONTHS),
            collect_list(col(CustomerDays.REVENUE).multiply(10_000).cast("long")).as(AMOUNTS))
        .join(
            customers.select(
                col(Customers.CUSTOMER_KEY),
                Period.MONTH.index(col(Customers.FIRST_ORDER_DATE)).as(FIRST_ORDER)),
            new String[] {CustomerDays.CUSTOMER_KEY},
            "left")
        .select(RevenueRetention.BASIS, MONTHS, AMOUNTS, FIRST_ORDER);
  }

  private static MapPartitionsFunction<Row, Row> tally(LocalDate logStart, LocalDate asOf) {
    return rows -> {
      RevenueTally tally = new RevenueTally(logStart, asOf);
      while (rows.hasNext()) {
        Row row = rows.next();
        tally.add(
            row.getString(0),
            row.getList(1),
            row.getList(2),
            row.isNullAt(3) ? null : row.getInt(3));
      }
      return tally.rows().iterator();
    };
  }

  private static Stream<String> values() {
    return Stream.of(RevenueCell.AMOUNTS, RevenueCell.COUNTS, RevenueCell.PRODUCTS)
        .flatMap(List::stream);
  }

  private static StructType tallied() {
    StructType schema =
        new StructType()
            .add(RevenueRetention.BASIS, Types.STRING)
            .add(SPAN, Types.STRING)
            .add(AT, Types.INT);
    for (String name : values().toList()) {
      schema = schema.add(name, RevenueCell.PRODUCTS.contains(name) ? Types.DOUBLE : Types.LONG);
    }
    return schema;
  }
}
