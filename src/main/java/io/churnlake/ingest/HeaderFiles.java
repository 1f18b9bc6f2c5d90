package io.churnlake.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.churnlake.config.HeaderMapping;
import io.churnlake.config.SourceMapping;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.OrderFiles;
import io.churnlake.orders.OrderHeaders;
import io.churnlake.step.Check;
import io.churnlake.table.BronzeOrderHeaders;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The files of orders' headers that a load takes.
 *
 * @param fresh none if the source has no headers
 * @param replaced names of those that an earlier load has with other content
 * @param records of these files, with the columns of {@link SourceColumns#wanted(HeaderMapping)}
 */
public record HeaderFiles(List<FileFacts> fresh, List<String> replaced, Dataset<Row> records) {

  public static HeaderFiles of(
      SparkSession spark, SourceMapping source, String input, NewFiles known) {
    HeaderMapping mapping = source.headers();
    OrderFiles files = new OrderFiles(spark, SourceColumns.formatOfHeaders(source));
    List<FileFacts> fresh =
        mapping.isPresent()
            ? known.among(
                files,
                files.list(input, mapping.folder(), mapping.pattern()),
                SourceColumns.requiredOfHeaders(source))
            : List.of();
    return new HeaderFiles(
        fresh,
        fresh.stream().filter(known::has).map(fact -> fact.file().name()).toList(),
        files.records(fresh, List.copyOf(SourceColumns.wanted(mapping).keySet())));
  }

  /**
   * The headers of earlier loads that hold beside those of these files: not the former ones of a
   * file that is replaced.
   */
  public Dataset<Row> beside(Dataset<Row> committed) {
    return replaced.isEmpty()
        ? committed
        : committed.filter(not(col(BronzeOrderHeaders.FILE).isin(replaced.toArray())));
  }

  /**
   * Ids of the orders whose header comes with these files, or goes with their former content.
   *
   * @param delivered the headers of these files, judged
   * @param committed the headers of earlier loads
   */
  Dataset<Row> orders(Dataset<Row> delivered, Dataset<Row> committed) {
    Dataset<Row> orders = OrderHeaders.good(delivered).select(BronzeOrderHeaders.ORDER_ID);
    return (replaced.isEmpty()
            ? orders
            : orders.union(
                committed
                    .filter(col(BronzeOrderHeaders.FILE).isin(replaced.toArray()))
                    .select(BronzeOrderHeaders.ORDER_ID)))
        .distinct();
  }

  /** Headers wait for their lines, which may come in a later load. */
  public static Check withoutLines(Dataset<Row> headers, Dataset<Row> lines) {
    Dataset<Row> orders = OrderHeaders.good(headers).select(BronzeOrderHeaders.ORDER_ID).distinct();
    Dataset<Row> withLines = lines.select(col(BronzeOrderHeaders.ORDER_ID).as("with_lines"));
    long waiting =
        orders
            .join(
                withLines,
                orders.col(BronzeOrderHeaders.ORDER_ID).equalTo(withLines.col("with_lines")),
                "left_anti")
            .count();
    return new Check(
        "orders whose header has no lines in this load",
        "0",
        Long.toString(waiting),
        Check.Severity.NOTE);
  }
}
