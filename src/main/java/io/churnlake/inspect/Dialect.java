package io.churnlake.inspect;

import io.churnlake.config.SourceMapping.Format;
import io.churnlake.ingest.SourceColumns;
import io.churnlake.lake.RecordFormat;
import io.churnlake.lake.RowShape;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a file is written.
 *
 * @param format kind of file
 * @param encoding character set
 * @param mark whether a byte order mark begins it
 * @param lineEnds LF, CRLF, CR or a mix of them, in words
 * @param delimiter between fields of CSV
 * @param quote of fields of CSV; a control character where nothing is quoted
 * @param header whether the first record names the columns
 * @param items path of the array whose elements are the lines; empty if there is none
 */
record Dialect(
    Format format,
    String encoding,
    boolean mark,
    String lineEnds,
    String delimiter,
    char quote,
    boolean header,
    String items) {
  /** A character that no text has: nothing is quoted. */
  static final char NO_QUOTE = '\u0001';

  /** Folders such as dt=2024-01-05 are columns; rows stay as they stand. */
  private static final RowShape IN_FOLDERS =
      new RowShape(
          Map.of(), "", Set.of(), Map.of(), Map.of(), "", List.of(), "", "", /* folders= */ true);

  Dialect withItems(String path) {
    return new Dialect(format, encoding, mark, lineEnds, delimiter, quote, header, path);
  }

  /** What reads the file's records as they stand. */
  RecordFormat records() {
    return new RecordFormat(
        encoding,
        delimiter,
        quote,
        header || format.isNested() ? RecordFormat.Header.FIRST_LINE : RecordFormat.Header.NONE,
        SourceColumns.separation(format),
        items,
        List.of(),
        List.of(),
        IN_FOLDERS,
        ".");
  }
}
