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
  private final int[] indices;

  /** Fields of a record: exactly so many with a header, at least so many without one. */
  private final int width;

  private final boolean exact;
  private final Map<String, Integer> further;

  TextRecords(FieldReader reader, RecordFormat format, List<String> columns) throws IOException {
    this.reader = reader;
    this.exact = format.header() == RecordFormat.Header.FIRST_LINE;
    this.header = exact ? named(reader.next()) : List.of();
    this.indices = columns.stream().mapToInt(this::index).toArray();
    this.further = new LinkedHashMap<>();
    (exact ? header : format.carry())
        .stream()
            .filter(column -> format.carries(column) && !columns.contains(column))
            .forEach(column -> further.put(column, index(column)));
    this.width = exact ? header.size() : 1 + Arrays.stream(indices).max().orElse(-1);
  }

  private static List<String> named(String @Nullable [] first) {
    return first == null ? List.of() : Arrays.stream(first).map(RecordReader::clean).toList();
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
    List<String> fields = new ArrayList<>(indices.length);
    for (int index : indices) {
      fields.add(field(record, index));
    }
    String raw = reader.raw().replace('\0', GuardedReader.NUL);
    boolean hasNul = raw.indexOf(GuardedReader.NUL) >= 0;
    return new FileRecord(
        reader.line(),
        RecordReader.kept(hasNul ? raw.replace(GuardedReader.NUL, '\u2400') : raw),
        fields,
        hasNul ? NUL_CHARACTER : problem(record.length),
        further(record));
  }

  private static String field(String[] record, int index) {
    return index >= 0 && index < record.length ? RecordReader.clean(record[index]) : "";
  }

  private @Nullable String problem(int fields) {
    if (reader.wasCut()) {
      return LINE_TOO_LONG;
    }
    if (fields < width) {
      return TOO_FEW_COLUMNS;
    }
    return exact && fields > width ? TOO_MANY_COLUMNS : null;
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
  public void close() throws IOException {
    reader.close();
  }
}
