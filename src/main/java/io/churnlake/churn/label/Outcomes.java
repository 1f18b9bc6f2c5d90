package io.churnlake.churn.label;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.customer.CustomerLog;
import io.churnlake.table.ChurnTraining;
import io.churnlake.table.CustomerDays;
import java.time.LocalDate;
import java.util.Arrays;
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
   * The given customers, scored at {@code cutOff}, and whether they churned.
   *
   * @param scored any rows with a customer_key
   * @return their columns and {@link ChurnTraining#CHURNED}
   */
  public static Dataset<Row> of(
      Dataset<Row> scored, Dataset<Row> customerDays, LocalDate cutOff, int horizonDays) {
    Dataset<Row> buyers =
        customerDays
            .filter(
                col(CustomerDays.LINES)
                    .gt(0)
                    .and(col(CustomerDays.ORDER_DATE).gt(lit(cutOff)))
                    .and(col(CustomerDays.ORDER_DATE).leq(lit(cutOff.plusDays(horizonDays)))))
            .select(col(CustomerDays.CUSTOMER_KEY).as(BUYER))
            .distinct();
    Column[] given = Arrays.stream(scored.columns()).map(scored::col).toArray(Column[]::new);
    Column[] all = Arrays.copyOf(given, given.length + 1);
    all[given.length] = col(BUYER).isNull().as(ChurnTraining.CHURNED);
    return scored
        .join(buyers, scored.col(CustomerDays.CUSTOMER_KEY).equalTo(col(BUYER)), "left")
        .select(all);
  }
}
