package io.churnlake.ingest;

import io.churnlake.lake.FileFacts;
import io.churnlake.orders.LineParsing;
import io.churnlake.privacy.Forgotten;
import io.churnlake.step.JobContext;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What a load takes: the new files, and those that are loaded anew for their headers.
 *
 * @param found what is new
 * @param whole how its rows become lines
 * @param customers who its customers are
 * @param headers the new headers, judged and with customer_key, persisted until this is closed
 * @param anew files of lines that were loaded before
 */
public record TakenFiles(
    NewOrders found,
    WholeLines whole,
    OrderCustomers customers,
    Dataset<Row> headers,
    FilesAnew anew)
    implements AutoCloseable {

  /** Reads the new headers, and finds which files they concern. */
  public static TakenFiles of(JobContext context, JobContext.Delivery delivery, NewOrders found) {
    WholeLines whole =
        new WholeLines(
            found.source(),
            SourceColumns.rules(context, delivery),
            SourceColumns.rulesOfHeaders(context, delivery));
    OrderCustomers customers = OrderCustomers.of(context, delivery);
    Dataset<Row> headers =
        Forgotten.marked(
                context,
                delivery,
                customers.named(LineParsing.judged(found.headers().records(), whole.ofHeaders())))
            .persist(StorageLevel.MEMORY_AND_DISK());
    FilesAnew anew =
        found.source().headers().isPresent()
            ? FilesAnew.of(
                context.lake(),
                found.folder(),
                found.known(),
                found.headers(),
                headers,
                whole.ofHeaders())
            : FilesAnew.none();
    return new TakenFiles(found, whole, customers, headers, anew);
  }

  /** All of them, the new ones first. */
  List<FileFacts> files() {
    return with(found.files());
  }

  /** Those of lines. */
  List<FileFacts> ofLines() {
    return with(found.ofLines());
  }

  private List<FileFacts> with(List<FileFacts> fresh) {
    return Stream.concat(fresh.stream(), anew.files().stream()).toList();
  }

  public boolean isNothing() {
    return files().isEmpty();
  }

  @Override
  public void close() {
    headers.unpersist();
  }
}
