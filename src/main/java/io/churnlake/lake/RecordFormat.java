package io.churnlake.lake;

import java.io.Serializable;
import java.util.List;

/**
 * How the records of a file are told apart, and which of their fields are kept beside those that
 * are asked for.
 *
 * @param encoding character set; Parquet has its own
 * @param delimiter field delimiter of {@link Separation#DELIMITED}
 * @param quote quote character of {@link Separation#DELIMITED}
 * @param header whether the first record names the columns
 * @param separation kind of file
 * @param items path of the array in each object whose elements are the records; empty: the objects
 * @param carry further columns to keep, or {@link #EVERY_COLUMN}
 * @param personal columns that are never kept as further ones
 * @param shape what rows need before their columns are fields
 * @param decimal the decimal point that cells of {@link Separation#SHEETS} get which hold a number
 */
public record RecordFormat(
    String encoding,
    String delimiter,
    char quote,
    Header header,
    Separation separation,
    String items,
    List<String> carry,
    List<String> personal,
    RowShape shape,
    String decimal)
    implements Serializable {
  /** In {@code carry}: all columns but personal ones. */
  public static final String EVERY_COLUMN = "*";

  /** Text with no further columns. */
  public RecordFormat(
      String encoding, char delimiter, char quote, Header header, Separation separation) {
    this(encoding, String.valueOf(delimiter), quote, header, separation, "", List.of(), List.of());
  }

  /** Rows as they stand. */
  public RecordFormat(
      String encoding,
      String delimiter,
      char quote,
      Header header,
      Separation separation,
      String items,
      List<String> carry,
      List<String> personal) {
    this(
        encoding,
        delimiter,
        quote,
        header,
        separation,
        items,
        carry,
        personal,
        RowShape.PLAIN,
        ".");
  }

  public enum Header {
    FIRST_LINE,
    NONE
  }

  /** Kinds of files. */
  public enum Separation {
    /** Text with a delimiter between fields. */
    DELIMITED,
    /** Text with runs of blanks between fields. */
    BLANKS,
    /** One JSON object a line, or an array of objects. */
    JSON_LINES,
    /** Apache Parquet. */
    PARQUET,
    /** Sheets of a workbook. */
    SHEETS
  }

  RecordFormat withPlainRows() {
    return new RecordFormat(
        encoding,
        delimiter,
        quote,
        header,
        separation,
        items,
        carry,
        personal,
        RowShape.PLAIN,
        decimal);
  }

  /** Whether columns are paths in a nested record. */
  boolean isNested() {
    return separation == Separation.JSON_LINES || separation == Separation.PARQUET;
  }

  /** Whether its files have lines that can be counted, and not only rows. */
  boolean hasLines() {
    return separation != Separation.PARQUET && separation != Separation.SHEETS;
  }

  boolean carries(String column) {
    return (carry.contains(EVERY_COLUMN) || carry.contains(column)) && !personal.contains(column);
  }
}
