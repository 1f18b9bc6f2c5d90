package io.churnlake.rfm;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.quality.WilsonColumns;
import io.churnlake.table.Rfm;
import io.churnlake.table.RfmMigration;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** gold.rfm_migration: two slices of gold.rfm, customer by customer. */
public final class RfmMigrations {
  private RfmMigrations() {}

  /**
   * One row for each pair of segments that somebody moved between, staying included.
   *
   * @param before customer_key and segment at {@code previous}, none NULL
   * @param now the same at {@code asOf}
   */
  public static Dataset<Row> between(
      Dataset<Row> before, Dataset<Row> now, LocalDate previous, LocalDate asOf) {
    Column customers = col(RfmMigration.CUSTOMERS);
    Column from = col(RfmMigration.FROM_CUSTOMERS);
    return segments(before, RfmMigration.FROM_SEGMENT)
        .join(segments(now, RfmMigration.TO_SEGMENT), new String[] {Rfm.CUSTOMER_KEY}, "full_outer")
        .groupBy(
            coalesce(col(RfmMigration.FROM_SEGMENT), lit(RfmMigration.FIRST_SEEN))
                .as(RfmMigration.FROM_SEGMENT),
            coalesce(col(RfmMigration.TO_SEGMENT), lit(RfmMigration.GONE))
                .as(RfmMigration.TO_SEGMENT))
        .agg(count(lit(1)).as(RfmMigration.CUSTOMERS))
        .withColumn(
            RfmMigration.FROM_CUSTOMERS,
            sum(RfmMigration.CUSTOMERS).over(Window.partitionBy(RfmMigration.FROM_SEGMENT)))
        .select(
            lit(asOf).as(RfmMigration.AS_OF),
            lit(previous).as(RfmMigration.PREVIOUS_AS_OF),
            col(RfmMigration.FROM_SEGMENT),
            col(RfmMigration.TO_SEGMENT),
            customers,
            from,
            WilsonColumns.share(customers, from).as(RfmMigration.SHARE),
            WilsonColumns.low(customers, from).as(RfmMigration.SHARE_LOW),
            WilsonColumns.high(customers, from).as(RfmMigration.SHARE_HIGH));
  }

  private static Dataset<Row> segments(Dataset<Row> slice, String name) {
    return slice.select(col(Rfm.CUSTOMER_KEY), col(Rfm.SEGMENT).as(name));
  }
}
