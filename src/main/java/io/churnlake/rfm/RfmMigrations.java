package io.churnlake.rfm;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.quality.Wilson;
import io.churnlake.table.Rfm;
import io.churnlake.table.RfmMigration;
import io.churnlake.table.RowBuilder;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** gold.rfm_migration: two slices of gold.rfm, customer by customer. */
public final class RfmMigrations {
  private RfmMigrations() {}

  /**
   * Who moved between which segments: from_segment, to_segment, customers. The driver can hold
   * them.
   *
   * @param before customer_key and segment, none NULL
   * @param now the same at a later date
   */
  public static Dataset<Row> counted(Dataset<Row> before, Dataset<Row> now) {
    return segments(before, RfmMigration.FROM_SEGMENT)
        .join(segments(now, RfmMigration.TO_SEGMENT), new String[] {Rfm.CUSTOMER_KEY}, "full_outer")
        .groupBy(
            coalesce(col(RfmMigration.FROM_SEGMENT), lit(RfmMigration.FIRST_SEEN))
                .as(RfmMigration.FROM_SEGMENT),
            coalesce(col(RfmMigration.TO_SEGMENT), lit(RfmMigration.GONE))
                .as(RfmMigration.TO_SEGMENT))
        .agg(count(lit(1)).as(RfmMigration.CUSTOMERS));
  }

  /**
   * One row for each pair of segments that somebody moved between, staying included.
   *
   * @param counted rows of {@link #counted} of the slices of these dates
   */
  public static List<Row> rows(List<Row> counted, LocalDate previous, LocalDate asOf) {
    Map<String, Long> from = new HashMap<>();
    counted.forEach(move -> from.merge(move.getString(0), move.getLong(2), Long::sum));
    RowBuilder row = RowBuilder.of(RfmMigration.TABLE);
    return counted.stream()
        .map(
            move -> {
              long customers = move.getLong(2);
              long all = from.getOrDefault(move.getString(0), customers);
              return row.set(RfmMigration.AS_OF, asOf)
                  .set(RfmMigration.PREVIOUS_AS_OF, previous)
                  .set(RfmMigration.FROM_SEGMENT, move.getString(0))
                  .set(RfmMigration.TO_SEGMENT, move.getString(1))
                  .set(RfmMigration.CUSTOMERS, customers)
                  .set(RfmMigration.FROM_CUSTOMERS, all)
                  .set(RfmMigration.SHARE, Wilson.share(customers, all))
                  .set(RfmMigration.SHARE_LOW, Wilson.low(customers, all))
                  .set(RfmMigration.SHARE_HIGH, Wilson.high(customers, all))
                  .row();
            })
        .toList();
  }

  private static Dataset<Row> segments(Dataset<Row> slice, String name) {
    return slice.select(col(Rfm.CUSTOMER_KEY), col(Rfm.SEGMENT).as(name));
  }
}
