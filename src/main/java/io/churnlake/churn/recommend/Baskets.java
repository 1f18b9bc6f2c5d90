package io.churnlake.churn.recommend;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import io.churnlake.table.SilverOrderLines;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Customers' purchases, by one shuffle. */
public final class Baskets {
  private static final String PURCHASES = "purchases";

  private static final long SLOTS = 1_000_000;

  private Baskets() {}

  /** The counting lines of known customers and products up to a day, whatever came back later. */
  public static Dataset<Row> lines(Dataset<Row> silverOrderLines, LocalDate asOf) {
    return silverOrderLines
        .filter(
            col(SilverOrderLines.COUNTS)
                .and(col(SilverOrderLines.ORDER_DATE).leq(lit(asOf)))
                .and(col(SilverOrderLines.CUSTOMER_KEY).isNotNull())
                .and(col(SilverOrderLines.PRODUCT_CODE).isNotNull()))
        .select(
            SilverOrderLines.CUSTOMER_KEY,
            SilverOrderLines.ORDER_DATE,
            SilverOrderLines.PRODUCT_CODE,
            SilverOrderLines.CATEGORY);
  }

  /** Those of a share of the customers, by a hash of their key. */
  public static Dataset<Row> sampled(Dataset<Row> lines, double share) {
    return share >= 1
        ? lines
        : lines.filter(
            pmod(xxhash64(col(SilverOrderLines.CUSTOMER_KEY)), lit(SLOTS))
                .lt(lit(Math.round(share * SLOTS))));
  }

  /** A basket a customer, of {@link #lines}. */
  public static JavaRDD<Basket> of(Dataset<Row> lines) {
    return lines
        .groupBy(SilverOrderLines.CUSTOMER_KEY)
        .agg(
            collect_set(
                    struct(
                        col(SilverOrderLines.ORDER_DATE),
                        col(SilverOrderLines.PRODUCT_CODE),
                        col(SilverOrderLines.CATEGORY)))
                .as(PURCHASES))
        .javaRDD()
        .map(row -> new Basket(row.getString(0), purchases(row.getList(1))));
  }

  private static List<Basket.Purchase> purchases(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                new Basket.Purchase(
                    Math.toIntExact(row.getDate(0).toLocalDate().toEpochDay()),
                    row.getString(1),
                    row.isNullAt(2) ? null : row.getString(2)))
        .toList();
  }
}
