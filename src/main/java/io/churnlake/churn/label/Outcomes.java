package io.churnlake.churn.label;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.customer.CustomerLog;
import io.churnlake.table.ChurnRealised;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What customers did after a cut-off: churned is no occasion in (cut-off, cut-off + horizon]. */
public final class Outcomes {
  private static final String BUYER = "buyer";

  private Outcomes() {}

  /** Whether this customer churned. The caller sees to it that the window has ended. */
  public static boolean churned(CustomerLog log, LocalDate cutOff, int horizonDays) {
    long from = cutOff.toEpochDay();
    return log.days().stream()
        .noneMatch(
            day -> day.isOccasion(false) && day.date() > from && day.date() <= from + horizonDays);
  }

  /**
   * The given customers, scored at {@code cutOff}, and what they did within the horizon.
   *
   * @param scored any rows with a customer_key
   * @return their columns, and of {@link ChurnRealised} churned and the three of the horizon
   */
  public static Dataset<Row> of(
      Dataset<Row> scored, Dataset<Row> customerDays, LocalDate cutOff, int horizonDays) {
    Dataset<Row> after =
        customerDays
            .filter(
                col(CustomerDays.ORDER_DATE)
                    .gt(lit(cutOff))
                    .and(col(CustomerDays.ORDER_DATE).leq(lit(cutOff.plusDays(horizonDays)))))
            .groupBy(col(CustomerDays.CUSTOMER_KEY).as(BUYER))
            .agg(
                count_if(col(CustomerDays.LINES).gt(0)).as(ChurnRealised.HORIZON_OCCASIONS),
                sum(CustomerDays.ORDERS).as(ChurnRealised.HORIZON_ORDERS),
                sum(CustomerDays.NET_AMOUNT).as(ChurnRealised.HORIZON_NET_REVENUE));
    Column occasions = orNone(after, ChurnRealised.HORIZON_OCCASIONS);
    Stream<Column> own = Arrays.stream(scored.columns()).map(scored::col);
    Stream<Column> found =
        Stream.of(
            occasions.equalTo(0).as(ChurnRealised.CHURNED),
            occasions.cast(Types.INT).as(ChurnRealised.HORIZON_OCCASIONS),
            orNone(after, ChurnRealised.HORIZON_ORDERS)
                .cast(Types.INT)
                .as(ChurnRealised.HORIZON_ORDERS),
            orNone(after, ChurnRealised.HORIZON_NET_REVENUE)
                .cast(Types.MONEY)
                .as(ChurnRealised.HORIZON_NET_REVENUE));
    return scored
        .join(after, scored.col(CustomerDays.CUSTOMER_KEY).equalTo(after.col(BUYER)), "left")
        .select(Stream.concat(own, found).toArray(Column[]::new));
  }

  private static Column orNone(Dataset<Row> after, String column) {
    return coalesce(after.col(column), lit(0));
  }
}
