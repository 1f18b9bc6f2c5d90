package io.churnlake.ingest;

import io.churnlake.config.SourceMapping;
import io.churnlake.lake.FileFacts;
import io.churnlake.step.Check;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * What a source has that no load has.
 *
 * @param source its mapping
 * @param known the files of earlier loads
 * @param orders where the lines are
 * @param ofLines files of lines, or parts of a table
 * @param headers files of orders' headers
 * @param refunds files of refunds
 */
public record NewOrders(
    SourceMapping source,
    NewFiles known,
    OrderSource orders,
    List<FileFacts> ofLines,
    HeaderFiles headers,
    RefundFiles refunds) {

  /**
   * Looks for it.
   *
   * @throws io.churnlake.error.UserException if there is nothing to read, or it cannot be read
   */
  public static NewOrders of(JobContext context, JobContext.Delivery delivery) {
    SparkSession spark = context.lake().spark();
    SourceMapping source = delivery.source();
    NewFiles known = new NewFiles(context.lake(), source);
    OrderSource orders =
        OrderSource.of(spark, source, delivery.input(), delivery.password(), known);
    List<FileFacts> ofLines = orders.fresh(source, known);
    return new NewOrders(
        source,
        known,
        orders,
        ofLines,
        HeaderFiles.of(spark, source, delivery.input(), known),
        RefundFiles.of(
            spark,
            source,
            delivery.input(),
            known,
            SourceColumns.rulesOfRefunds(context, delivery)));
  }

  /** Whether there is nothing to load, whatever waits in the lake for a header. */
  public boolean isNothing() {
    return ofLines.isEmpty() && refunds.isEmpty() && !source.headers().isPresent();
  }

  /** What is said of a run that loads nothing. */
  public Outcome nothing(List<Check> notes) {
    return new Outcome(0, 0, List.of(), notes, orders.nothingNew());
  }

  /** All files, those of lines first. */
  public List<FileFacts> files() {
    return Stream.of(ofLines, headers.fresh(), refunds.fresh()).flatMap(List::stream).toList();
  }

  /** What is to be said of them before they are read. */
  List<Check> notes() {
    Set<String> mapped = new LinkedHashSet<>(SourceColumns.wanted(source).keySet());
    mapped.addAll(SourceColumns.wanted(source.headers()).keySet());
    mapped.addAll(SourceColumns.wanted(source.refunds()).keySet());
    mapped.addAll(source.rows().columns());
    List<Check> notes = new ArrayList<>(known.notes(files(), mapped));
    notes.addAll(known.notesOfFiles());
    notes.addAll(orders.notes());
    notes.addAll(orders.lostColumns(known));
    return notes;
  }

  /** The lines, for what decides which of their files are loaded anew. */
  FilesAnew.Folder folder() {
    return new FilesAnew.Folder(
        orders.rows(), orders.found(), ofLines, SourceColumns.required(source));
  }
}
