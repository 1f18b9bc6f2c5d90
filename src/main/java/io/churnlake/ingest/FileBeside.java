package io.churnlake.ingest;

import io.churnlake.error.Errors;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.OrderFile;
import io.churnlake.lake.OrderFiles;
import io.churnlake.lake.RecordFormat;
import io.churnlake.step.Check;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A small CSV file with a header beside the orders, read whole for each load.
 *
 * @param name of the file
 * @param checksum SHA-256 of its content
 * @param records as {@link OrderFiles#records} gives them
 */
record FileBeside(String name, String checksum, Dataset<Row> records) {
  /**
   * Finds and reads it.
   *
   * @return empty if it is not there
   * @throws io.churnlake.error.UserException if it cannot be read, or lacks one of the columns
   */
  static Optional<FileBeside> read(
      SparkSession spark,
      String input,
      String path,
      String encoding,
      String delimiter,
      char quote,
      List<String> columns) {
    OrderFiles files =
        new OrderFiles(
            spark,
            new RecordFormat(
                encoding,
                delimiter,
                quote,
                RecordFormat.Header.FIRST_LINE,
                RecordFormat.Separation.DELIMITED,
                "",
                List.of(),
                List.of()));
    return files.find(input, path).map(file -> read(files, file, columns));
  }

  private static FileBeside read(OrderFiles files, OrderFile file, List<String> columns) {
    FileFacts facts = files.inspect(List.of(file)).get(0);
    if (!facts.problem().isEmpty()) {
      throw Errors.filesUnreadable(List.of(file.name() + ": " + facts.problem()));
    }
    List<String> missing =
        columns.stream()
            .filter(column -> !facts.header().contains(column))
            .map(column -> file.name() + " has no column " + column)
            .toList();
    if (!missing.isEmpty()) {
      throw Errors.columnsMissing(missing);
    }
    return new FileBeside(file.name(), facts.checksum(), files.records(List.of(facts), columns));
  }

  /** A note of which file it was. */
  Check note(String what) {
    return noted(what, name + ", SHA-256 " + checksum);
  }

  static Check noted(String what, String file) {
    return new Check(what, file, file, Check.Severity.NOTE);
  }
}
