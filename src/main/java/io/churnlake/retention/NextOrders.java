package io.churnlake.retention;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_date;

import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.NextOrder;
import io.churnlake.table.OrderTiming;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** gold.next_order: when each customer's next order is due, by the own gaps or by those of all. */
public final class NextOrders {
  /** Fewer gaps say little of a customer. */
  private static final int LEAST_GAPS = 3;

  private static final String DATES = "dates";

  /** gold.next_order without as_of; dates are days since 1970-01-01. */
  private static final StructType FOUND =
      new StructType()
          .add(NextOrder.CUSTOMER_KEY, Types.STRING)
          .add(NextOrder.LAST_ORDER_DATE, Types.INT)
          .add(NextOrder.OCCASIONS, Types.INT)
          .add(NextOrder.TYPICAL_INTERVAL_DAYS, Types.DOUBLE)
          .add(NextOrder.INTERVAL_IS_OWN, Types.BOOLEAN)
          .add(NextOrder.EXPECTED_BY, Types.INT)
          .add(NextOrder.DAYS_OVERDUE, Types.INT)
          .add(NextOrder.NULL_REASON, Types.STRING);

  private NextOrders() {}

  /**
   * One row a customer with an occasion up to {@code asOf}.
   *
   * @param customerDays silver.customer_days
   * @param timing the slice of gold.order_timing
   */
  public static Dataset<Row> of(Dataset<Row> customerDays, List<Row> timing, LocalDate asOf) {
    int today = Math.toIntExact(asOf.toEpochDay());
    Map<Integer, @Nullable Integer> medians = medians(timing);
    MapFunction<Row, Row> due = row -> due(row.getString(0), dates(row), medians, today);
    return customerDays
        .filter(col(CustomerDays.LINES).gt(0).and(col(CustomerDays.ORDER_DATE).leq(lit(asOf))))
        .groupBy(CustomerDays.CUSTOMER_KEY)
        .agg(collect_list(unix_date(col(CustomerDays.ORDER_DATE))).as(DATES))
        .map(due, Encoders.row(FOUND))
        .select(
            lit(asOf).as(NextOrder.AS_OF),
            col(NextOrder.CUSTOMER_KEY),
            date(NextOrder.LAST_ORDER_DATE),
            col(NextOrder.OCCASIONS),
            col(NextOrder.TYPICAL_INTERVAL_DAYS),
            col(NextOrder.INTERVAL_IS_OWN),
            date(NextOrder.EXPECTED_BY),
            col(NextOrder.DAYS_OVERDUE),
            col(NextOrder.NULL_REASON));
  }

  private static org.apache.spark.sql.Column date(String name) {
    return date_from_unix_date(col(name)).as(name);
  }

  /** Of all customers, by order number; NULL where half of them have not come again. */
  private static Map<Integer, @Nullable Integer> medians(List<Row> timing) {
    Map<Integer, @Nullable Integer> medians = new HashMap<>();
    for (Row row : timing) {
      if (row.getAs(OrderTiming.SPLIT).equals(Cohorts.ALL)) {
        medians.put(row.getAs(OrderTiming.ORDER_NUMBER), row.getAs(OrderTiming.MEDIAN));
      }
    }
    return medians;
  }

  private static int[] dates(Row row) {
    return row.<Integer>getList(1).stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private static Row due(
      String customer, int[] dates, Map<Integer, @Nullable Integer> medians, int today) {
    int last = dates[dates.length - 1];
    boolean isOwn = dates.length > LEAST_GAPS;
    Integer ofAll = medians.get(dates.length);
    Double typical = isOwn ? Double.valueOf(medianGap(dates)) : ofAll == null ? null : ofAll + 0.0;
    Integer expected = typical == null ? null : last + (int) Math.ceil(typical);
    return RowFactory.create(
        customer,
        last,
        dates.length,
        typical,
        isOwn,
        expected,
        expected == null ? null : Math.max(0, today - expected),
        typical != null
            ? null
            : medians.containsKey(dates.length)
                ? OrderTiming.NOT_REACHED
                : NextOrder.NOBODY_OBSERVED);
  }

  private static double medianGap(int[] dates) {
    int[] gaps = new int[dates.length - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = dates[i + 1] - dates[i];
    }
    java.util.Arrays.sort(gaps);
    return (gaps[(gaps.length - 1) / 2] + gaps[gaps.length / 2]) / 2.0;
  }
}
