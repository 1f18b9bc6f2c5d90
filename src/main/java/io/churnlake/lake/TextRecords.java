package io.churnlake.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records of text whose columns are named by the first one, or go by position. */
final class TextRecords implements RecordReader {
  private final FieldReader reader;
  private final List<String> header;
  private final int headerLines;
  private final int[] indices;

  /** Fields of a record: exactly so many with a header, at least so many without one. */
  private final int width;

  private final boolean exact;
  private final Map<String, Integer> further;

  /** Of a file from its start. */
  TextRecords(FieldReader reader, RecordFormat format, List<String> columns) throws IOException {
    this(reader, format, columns, null);
  }

  /**
   * Of a file or a part of one.
   *
   * @param known the columns' names if they stand before the part, empty where none are named; null
   *     if they are to be read
   */
  TextRecords(
      FieldReader reader, RecordFormat format, List<String> columns, @Nullable List<String> known)
      throws IOException {
    this.reader = reader;
    this.exact = format.header() == RecordFormat.Header.FIRST_LINE;
    boolean isRead = known == null && exact;
    this.header = isRead ? named(reader.next()) : known == null ? List.of() : known;
    this.headerLines = isRead && !header.isEmpty() ? reader.lines() : 0;
    this.indices = columns.stream().mapToInt(this::index).toArray();
    this.further = new LinkedHashMap<>();
    (exact ? header : format.carry())
        .stream()
            .filter(column -> format.carries(column) && !columns.contains(column))
            .forEach(column -> further.put(column, index(column)));
    this.width = exact ? header.size() : 1 + Arrays.stream(indices).max().orElse(-1);
  }

  /** Without its columns' names no row of the file can be read. */
  private List<String> named(String @Nullable [] first) throws IOException {
    if (first == null) {
      return List.of();
    }
    if (first.length > RecordReader.MAX_FIELDS) {
      throw new IOException(
          "line "
              + reader.line()
              + ", where the columns are named, has more than "
              + RecordReader.MAX_FIELDS
              + " fields");
    }
    String problem = reader.problem();
    if (problem != null) {
      throw new IOException(
          "line "
              + reader.line()
              + ", where the columns are named, "
              + (problem.equals(QUOTE_NOT_CLOSED)
                  ? "opens a quote that is not closed before the rows begin"
                  : "has more than " + RecordReader.MAX_RECORD_CHARACTERS + " characters"));
    }
    return Arrays.stream(first).map(RecordReader::clean).toList();
  }

  private int index(String column) {
    return exact ? header.indexOf(column) : Integer.parseInt(column) - 1;
  }

  @Override
  public @Nullable FileRecord next() throws IOException {
    String[] record = reader.next();
    if (record == null) {
      return null;
    }
    String raw = reader.raw();
    boolean hasNul = raw.indexOf('\0') >= 0;
    if (hasNul) {
      raw = withoutNul(raw);
      Arrays.setAll(record, i -> withoutNul(record[i]));
    }
    List<String> fields = new ArrayList<>(indices.length);
    for (int index : indices) {
      fields.add(field(record, index));
    }
    return new FileRecord(
        reader.line(),
        reader.lines(),
        RecordReader.kept(raw),
        fields,
        hasNul ? NUL_CHARACTER : problem(record.length),
        further(record));
  }

  private static String withoutNul(String text) {
    return text.replace('\0', '\u2400');
  }

  private static String field(String[] record, int index) {
    return index >= 0 && index < record.length ? RecordReader.clean(record[index]) : "";
  }

  private @Nullable String problem(int fields) {
    String problem = reader.problem();
    if (problem != null) {
      return problem;
    }
    if (fields < width) {
      return TOO_FEW_COLUMNS;
    }
    if (fields > (exact ? width : RecordReader.MAX_FIELDS)) {
      return TOO_MANY_COLUMNS;
    }
    for (int index : indices) {
      if (index >= 0 && problem == null) {
        problem = reader.problemOf(index);
      }
    }
    return problem;
  }

  private Map<String, String> further(String[] record) {
    if (further.isEmpty()) {
      return Map.of();
    }
    Map<String, String> values = new LinkedHashMap<>();
    further.forEach(
        (column, index) -> {
          String value = field(record, index);
          if (!value.isEmpty()) {
            values.put(column, value);
          }
        });
    return values;
  }

  @Override
  public List<String> columns() {
    return header;
  }

  @Override
  public int headerLines() {
    return headerLines;
  }

  @Override
  public long blankLines() {
    return reader.blankLines();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
