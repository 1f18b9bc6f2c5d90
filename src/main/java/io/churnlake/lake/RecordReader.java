package io.churnlake.lake;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file of any format record by record, each with its place and its text. */
interface RecordReader extends Closeable {
  /** A line may be so long, and a record of several lines with a quoted field. */
  int MAX_RECORD_CHARACTERS = 1 << 20;

  int MAX_FIELDS = 4096;

  /** So far an array is looked for in JSON that begins with blanks. */
  int MAX_BLANKS = 1024;

  /** A record with quoted fields may go over so many lines. */
  int MAX_RECORD_LINES = 10_000;

  /** What some programs put before the first character of a file. */
  char MARK = '\uFEFF';

  /** So much of a record's text is kept. */
  int MAX_RAW_CHARACTERS = 1 << 20;

  String TOO_FEW_COLUMNS = "too_few_columns";
  String TOO_MANY_COLUMNS = "too_many_columns";
  String NUL_CHARACTER = "nul_character";
  String LINE_TOO_LONG = "line_too_long";
  String QUOTE_NOT_CLOSED = "quote_not_closed";
  String JSON_UNREADABLE = "json_unreadable";
  String ITEMS_MISSING = "items_missing";

  /** The next record, or null at the end. */
  @Nullable FileRecord next() throws IOException;

  /** The columns that the file says it has, as far as it was read; empty where it does not say. */
  List<String> columns();

  /** Over how many lines the header goes; 0 if there is none. */
  int headerLines();

  /** How many empty lines, which belong to no record, were passed over so far. */
  long blankLines();

  /**
   * Opens a file.
   *
   * @param columns names in the header, positions from 1 where there is none, or paths in a nested
   *     record, such as {@code customer.id}
   */
  static RecordReader open(
      OrderFile file, RecordFormat format, List<String> columns, FileOpener opener)
      throws IOException {
    return open(file, FilePart.WHOLE, List.of(), format, columns, opener);
  }

  /**
   * Opens a part of a file.
   *
   * @param header the file's columns, as far as it names them
   * @param columns as of a whole file
   */
  static RecordReader open(
      OrderFile file,
      FilePart part,
      List<String> header,
      RecordFormat format,
      List<String> columns,
      FileOpener opener)
      throws IOException {
    if (!format.shape().isPlain()) {
      List<String> sources = format.shape().sources(columns);
      RecordFormat plain = format.withPlainRows();
      return new ShapedRecords(
          open(file, part, header, plain, sources, opener), format.shape(), columns, file.name());
    }
    if (format.separation() == RecordFormat.Separation.PARQUET) {
      return ParquetRecords.open(file, new NestedRows(format, columns), opener);
    }
    if (format.separation() == RecordFormat.Separation.SHEETS) {
      return opener.sheet(file, format, columns);
    }
    List<String> known = part.isFirst() ? null : header;
    InputStream bytes = opener.text(file, part);
    try {
      Reader text = characters(bytes, format);
      return switch (format.separation()) {
        case JSON_LINES -> json(text, new NestedRows(format, columns), part);
        case BLANKS -> new TextRecords(new BlankSeparated(text, part), format, columns, known);
        default -> new TextRecords(new Delimited(text, format, part), format, columns, known);
      };
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /** An array of objects, or a line each. */
  private static RecordReader json(Reader text, NestedRows rows, FilePart part) throws IOException {
    if (!part.isFirst()) {
      return new JsonRecords(text, rows, part);
    }
    PushbackReader looked =
        new PushbackReader(new BufferedReader(text, MAX_RECORD_CHARACTERS / 16), MAX_BLANKS);
    return JsonArrayRecords.isIn(looked, MAX_BLANKS)
        ? new JsonArrayRecords(looked, rows)
        : new JsonRecords(looked, rows, part);
  }

  /** Bytes that are no characters become U+FFFD, so that one bad row does not hide the others. */
  private static Reader characters(InputStream bytes, RecordFormat format) {
    return new InputStreamReader(
        bytes,
        Charset.forName(format.encoding())
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE));
  }

  /** At most {@link #MAX_RAW_CHARACTERS} of a record's text. */
  static String kept(String raw) {
    return raw.length() <= MAX_RAW_CHARACTERS ? raw : raw.substring(0, MAX_RAW_CHARACTERS);
  }

  /**
   * Without blanks around it, of whatever kind, and without the mark that some programs put before
   * the first field.
   */
  static String clean(@Nullable String field) {
    if (field == null) {
      return "";
    }
    int from = !field.isEmpty() && field.charAt(0) == MARK ? 1 : 0;
    int to = field.length();
    while (from < to && isBlank(field.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(field.charAt(to - 1))) {
      to--;
    }
    return field.substring(from, to);
  }

  /** Also those that do not break a line, and those that cannot be seen at all. */
  private static boolean isBlank(char c) {
    if (c >= ' ' && c <= '~') {
      return c == ' ';
    }
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u200B' || c == MARK;
  }
}
