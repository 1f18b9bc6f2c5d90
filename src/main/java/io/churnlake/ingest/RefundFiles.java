package io.churnlake.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.churnlake.config.RefundMapping;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.OrderFiles;
import io.churnlake.orders.LineRules;
import io.churnlake.orders.Refunds;
import io.churnlake.table.BronzeOrderLines;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The files of refunds that a load takes.
 *
 * @param fresh none if the source has no such files
 * @param judged their rows, as {@link Refunds#judged} gives them
 */
public record RefundFiles(List<FileFacts> fresh, Dataset<Row> judged) {
  public static RefundFiles of(
      SparkSession spark, SourceMapping source, String input, NewFiles known, LineRules rules) {
    RefundMapping mapping = source.refunds();
    OrderFiles files = new OrderFiles(spark, SourceColumns.formatOfRefunds(source));
    List<FileFacts> fresh =
        mapping.isPresent()
            ? known.among(
                files,
                files.list(input, mapping.folder(), mapping.pattern()),
                SourceColumns.requiredOfRefunds(source))
            : List.of();
    List<String> columns = List.copyOf(SourceColumns.wanted(mapping).keySet());
    return new RefundFiles(fresh, Refunds.judged(files.records(fresh, columns), rules));
  }

  public boolean isEmpty() {
    return fresh.isEmpty();
  }

  /** Lines with those of the refunds behind them; without a refund, what they were. */
  public Dataset<Row> behind(Dataset<Row> lines, Dataset<Row> refunds) {
    return isEmpty() ? lines : lines.unionByName(refunds);
  }

  /** Those of the lines that are no refunds of these files. */
  public Dataset<Row> beside(Dataset<Row> lines) {
    Object[] names = fresh.stream().map(fact -> fact.file().name()).toArray();
    return isEmpty() ? lines : lines.filter(not(col(BronzeOrderLines.FILE).isin(names)));
  }
}
