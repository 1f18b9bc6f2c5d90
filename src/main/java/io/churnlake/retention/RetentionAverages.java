package io.churnlake.retention;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.WilsonColumns;
import io.churnlake.table.Retention;
import io.churnlake.table.RetentionSummary;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** gold.retention_summary: the cohorts of gold.retention taken together. */
public final class RetentionAverages {
  private RetentionAverages() {}

  /**
   * One row for each k of each kind: active customers over customers of all cohorts whose period k
   * has ended, which weighs a cohort by its size. A k that no cohort has completed stays, without a
   * rate.
   *
   * @param retention rows of gold.retention
   */
  public static Dataset<Row> of(Dataset<Row> retention) {
    Column customers = col(RetentionSummary.CUSTOMERS);
    Column active = col(RetentionSummary.ACTIVE_CUSTOMERS);
    return retention
        .groupBy(
            Retention.AS_OF,
            Retention.PERIOD,
            Retention.BASIS,
            Retention.SPLIT,
            Retention.SPLIT_VALUE,
            Retention.KIND,
            Retention.PERIOD_INDEX)
        .agg(
            count_if(col(Retention.IS_COMPLETE)).as(RetentionSummary.COHORTS),
            ofComplete(Retention.COHORT_SIZE).as(RetentionSummary.CUSTOMERS),
            ofComplete(Retention.ACTIVE_CUSTOMERS).as(RetentionSummary.ACTIVE_CUSTOMERS))
        .select(
            col(RetentionSummary.AS_OF),
            col(RetentionSummary.PERIOD),
            col(RetentionSummary.BASIS),
            col(RetentionSummary.SPLIT),
            col(RetentionSummary.SPLIT_VALUE),
            col(RetentionSummary.KIND),
            col(RetentionSummary.PERIOD_INDEX),
            col(RetentionSummary.COHORTS),
            customers,
            active,
            WilsonColumns.share(active, customers).as(RetentionSummary.RATE),
            WilsonColumns.low(active, customers).as(RetentionSummary.RATE_LOW),
            WilsonColumns.high(active, customers).as(RetentionSummary.RATE_HIGH),
            when(customers.equalTo(0), lit(Retention.PERIOD_NOT_ENDED))
                .as(RetentionSummary.NULL_REASON));
  }

  private static Column ofComplete(String name) {
    return coalesce(sum(when(col(Retention.IS_COMPLETE), col(name))), lit(0L));
  }
}
