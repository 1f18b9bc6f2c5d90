package io.churnlake.churn.label;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.churnlake.table.ChurnLabels;
import io.churnlake.table.CustomerDays;
import java.time.LocalDate;
import java.util.Collection;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Churn labels: whether a customer seen at a cut-off stayed away after it. */
public final class Labels {
  private static final String EARLIEST = "earliest";
  private static final String LATEST = "latest";

  private Labels() {}

  /**
   * The labels of everyone with an occasion in (cut-off - lookback, cut-off]: churned means none in
   * (cut-off, cut-off + horizon]. The caller sees to it that the last window has ended.
   *
   * @param customerDays silver.customer_days
   * @return the columns of gold.churn_labels
   */
  public static Dataset<Row> at(
      Dataset<Row> customerDays, Collection<LocalDate> cutOffs, int horizonDays, int lookbackDays) {
    Column dates = array(cutOffs.stream().map(date -> lit(date)).toArray(Column[]::new));
    Column cutOff = col(ChurnLabels.AS_OF);
    Column date = col(CustomerDays.ORDER_DATE);
    return customerDays
        .filter(col(CustomerDays.LINES).gt(0))
        .select(
            col(CustomerDays.CUSTOMER_KEY),
            col(CustomerDays.ORDER_DATE),
            explode(dates.cast("array<date>")).as(ChurnLabels.AS_OF))
        .filter(
            date.gt(date_sub(cutOff, lookbackDays)).and(date.leq(date_add(cutOff, horizonDays))))
        .groupBy(ChurnLabels.CUSTOMER_KEY, ChurnLabels.AS_OF)
        .agg(min(date).as(EARLIEST), max(date).as(LATEST))
        .filter(col(EARLIEST).leq(cutOff))
        .select(
            cutOff,
            col(ChurnLabels.CUSTOMER_KEY),
            col(LATEST).leq(cutOff).as(ChurnLabels.CHURNED),
            lit(horizonDays).as(ChurnLabels.HORIZON_DAYS),
            date_add(cutOff, horizonDays).as(ChurnLabels.KNOWN_AT));
  }

  /**
   * The given customers, scored at {@code cutOff}, and whether they churned.
   *
   * @param scored any rows with a customer_key
   * @return their columns and {@link ChurnLabels#CHURNED}
   */
  public static Dataset<Row> outcome(
      Dataset<Row> scored, Dataset<Row> customerDays, LocalDate cutOff, int horizonDays) {
    Dataset<Row> buyers =
        customerDays
            .filter(
                col(CustomerDays.LINES)
                    .gt(0)
                    .and(col(CustomerDays.ORDER_DATE).gt(lit(cutOff)))
                    .and(col(CustomerDays.ORDER_DATE).leq(lit(cutOff.plusDays(horizonDays)))))
            .select(col(CustomerDays.CUSTOMER_KEY).as(LATEST))
            .distinct();
    Column[] given =
        java.util.Arrays.stream(scored.columns()).map(scored::col).toArray(Column[]::new);
    Column[] all = java.util.Arrays.copyOf(given, given.length + 1);
    all[given.length] = col(LATEST).isNull().as(ChurnLabels.CHURNED);
    return scored
        .join(buyers, scored.col(CustomerDays.CUSTOMER_KEY).equalTo(col(LATEST)), "left")
        .select(all);
  }
}
