package io.churnlake.lake;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What order lines are read from: files, or a table whose parts go by names as files do. */
public interface OrderRows {
  /** Looks into the files: checksum, header, and whether they can be read. */
  List<FileFacts> inspect(List<OrderFile> files);

  /**
   * Every record of the files: file, position, raw text, the {@code columns} asked for (header
   * names, positions from 1 where there is no header, or paths in nested records; blanks around a
   * value removed), what is wrong with its shape, or NULL, the columns carried along, or NULL, its
   * lines and the blank ones behind it.
   */
  Dataset<Row> records(List<FileFacts> files, List<String> columns);
}
