package io.churnlake.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.clv.model.GammaGammaBlock;
import io.churnlake.clv.model.LikelihoodBlock;
import io.churnlake.clv.model.PurchaseRows;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Turns customer summaries into blocks of weighted distinct rows, one block a partition.
 *
 * <p>Rows are placed by a hash of their own values in a given number of partitions and sorted
 * there: the same customers give the same blocks, however the input was laid out.
 */
final class LikelihoodBlocks {
  private static final String CUSTOMERS = "customers";

  private LikelihoodBlocks() {}

  /** Distinct (group, x, t_x, T) with their customers. */
  static JavaRDD<PurchaseRows> purchases(Dataset<Row> grouped, int partitions) {
    return distinct(
            grouped,
            partitions,
            CustomerGroups.GROUP,
            CustomerSummaries.X,
            CustomerSummaries.T_X_DAYS,
            CustomerSummaries.T_DAYS)
        .toJavaRDD()
        .mapPartitions(rows -> List.of(purchaseRows(rows)).iterator());
  }

  static JavaRDD<LikelihoodBlock> gammaGamma(Dataset<Row> summaries, int partitions) {
    Dataset<Row> spenders =
        summaries.where(
            col(CustomerSummaries.X).gt(0).and(col(CustomerSummaries.MEAN_SPEND).gt(0)));
    return distinct(spenders, partitions, CustomerSummaries.X, CustomerSummaries.MEAN_SPEND)
        .toJavaRDD()
        .mapPartitions(rows -> List.of(gammaGammaBlock(rows)).iterator());
  }

  private static Dataset<Row> distinct(Dataset<Row> summaries, int partitions, String... keys) {
    Column[] columns = new Column[keys.length];
    for (int i = 0; i < keys.length; i++) {
      columns[i] = col(keys[i]);
    }
    Column[] all = Arrays.copyOf(columns, keys.length + 1);
    all[keys.length] = col(CUSTOMERS);
    return summaries
        .groupBy(columns)
        .agg(count(lit(1)).as(CUSTOMERS))
        .repartition(partitions, columns)
        .sortWithinPartitions(columns)
        .select(all);
  }

  private static PurchaseRows purchaseRows(Iterator<Row> rows) {
    IntStream.Builder group = IntStream.builder();
    IntStream.Builder x = IntStream.builder();
    IntStream.Builder txDays = IntStream.builder();
    IntStream.Builder tDays = IntStream.builder();
    LongStream.Builder customers = LongStream.builder();
    while (rows.hasNext()) {
      Row row = rows.next();
      group.add(row.getInt(0));
      x.add(row.getInt(1));
      txDays.add(row.getInt(2));
      tDays.add(row.getInt(3));
      customers.add(row.getLong(4));
    }
    return new PurchaseRows(
        group.build().toArray(),
        x.build().toArray(),
        txDays.build().toArray(),
        tDays.build().toArray(),
        customers.build().toArray());
  }

  private static LikelihoodBlock gammaGammaBlock(Iterator<Row> rows) {
    IntStream.Builder x = IntStream.builder();
    DoubleStream.Builder meanSpend = DoubleStream.builder();
    LongStream.Builder customers = LongStream.builder();
    while (rows.hasNext()) {
      Row row = rows.next();
      x.add(row.getInt(0));
      meanSpend.add(row.getDouble(1));
      customers.add(row.getLong(2));
    }
    return new GammaGammaBlock(
        x.build().toArray(), meanSpend.build().toArray(), customers.build().toArray());
  }
}
