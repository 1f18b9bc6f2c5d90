package io.churnlake.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records of a file in the shape that its mapping asks for: cells filled down, columns made of
 * others, rows that are no lines passed over, and a row more for what an order gave back. The lines
 * of rows that are passed over count as blank ones.
 */
final class ShapedRecords implements RecordReader {
  /** Rows of an order stand near each other. */
  private static final int ORDERS_KNOWN = 10_000;

  private static final Pattern SOME_MONEY = Pattern.compile("[1-9]");

  private final RecordReader inner;
  private final RowShape shape;
  private final List<String> columns;
  private final List<String> sources;
  private final Map<String, String> folders;
  private final Map<String, Pattern> keep;
  private final Map<String, Pattern> drop;
  private final MonthNames months;
  private final Map<String, Map<String, String>> byOrder =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, String>> eldest) {
          return size() > ORDERS_KNOWN;
        }
      };
  private @Nullable FileRecord refund;
  private long skipped;

  /** Lines of a row that was passed over, for a row of the same line that is not. */
  private int owed;

  ShapedRecords(RecordReader inner, RowShape shape, List<String> columns, String file) {
    this.inner = inner;
    this.shape = shape;
    this.columns = columns;
    this.sources = shape.sources(columns);
    this.folders = shape.folders() ? folders(file) : Map.of();
    this.keep = compiled(shape.keep());
    this.drop = compiled(shape.drop());
    this.months = new MonthNames(shape.language());
  }

  private static Map<String, Pattern> compiled(Map<String, String> patterns) {
    return patterns.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> Pattern.compile(entry.getValue())));
  }

  /** Folders such as {@code dt=2024-01-05} on the way to a file. */
  static Map<String, String> folders(String file) {
    Map<String, String> folders = new LinkedHashMap<>();
    String[] path = file.split("/", -1);
    for (int i = 0; i < path.length - 1; i++) {
      int equals = path[i].indexOf('=');
      if (equals > 0) {
        folders.put(path[i].substring(0, equals), path[i].substring(equals + 1));
      }
    }
    return folders;
  }

  @Override
  public @Nullable FileRecord next() throws IOException {
    FileRecord made = refund;
    if (made != null) {
      refund = null;
      return made;
    }
    for (FileRecord record = inner.next(); record != null; record = inner.next()) {
      Map<String, String> values = values(record);
      // What is broken is told, and not passed over for what it lacks.
      if (record.problem() != null || isLine(values)) {
        return shaped(record, values);
      }
      settle(record.lines());
      owed = Math.max(owed, record.lines());
    }
    skipped += owed;
    owed = 0;
    return null;
  }

  /** A row on further lines leaves those of the rows before it without one. */
  private void settle(int lines) {
    if (lines > 0) {
      skipped += owed;
      owed = 0;
    }
  }

  private Map<String, String> values(FileRecord record) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < sources.size(); i++) {
      String name = sources.get(i);
      String value = record.fields().get(i);
      values.put(name, value.isEmpty() ? folders.getOrDefault(name, "") : value);
    }
    if (!shape.order().isEmpty() && !shape.fillDown().isEmpty()) {
      fillDown(values, record.problem() == null);
    }
    return values;
  }

  /** Cells of a broken row may stand in the wrong columns: they are filled into no others. */
  private void fillDown(Map<String, String> values, boolean whole) {
    String order = value(shape.order(), values);
    if (order.isEmpty()) {
      return;
    }
    Map<String, String> above = byOrder.computeIfAbsent(order, any -> new HashMap<>());
    for (String column : shape.fillDown()) {
      String value = values.get(column);
      if (value != null && value.isEmpty()) {
        values.put(column, above.getOrDefault(column, ""));
      } else if (value != null && whole) {
        above.put(column, value);
      }
    }
  }

  /** A column of the file, or what it is made of. */
  private String value(String column, Map<String, String> values) {
    RowShape.Made made = shape.made().get(column);
    if (made == null) {
      return values.getOrDefault(column, "");
    }
    for (List<String> parts : made.alternatives()) {
      List<String> given =
          parts.stream()
              .map(part -> values.getOrDefault(part, ""))
              .filter(part -> !part.isEmpty())
              .toList();
      String joined = String.join(" ", given);
      String read = made.remove().isEmpty() ? joined : joined.replaceAll(made.remove(), "").strip();
      boolean isWhole = made.whole() ? given.size() == parts.size() : !given.isEmpty();
      boolean isOne = made.remove().isEmpty() || !read.isEmpty();
      if (isWhole && isOne && !made.none().contains(read.toLowerCase(Locale.ROOT))) {
        return joined;
      }
    }
    return "";
  }

  private boolean isLine(Map<String, String> values) {
    return keep.entrySet().stream()
            .allMatch(wanted -> wanted.getValue().matcher(value(wanted.getKey(), values)).find())
        && drop.entrySet().stream()
            .noneMatch(other -> other.getValue().matcher(value(other.getKey(), values)).find());
  }

  private FileRecord shaped(FileRecord record, Map<String, String> values) {
    int lines = record.lines();
    if (lines == 0) {
      lines = owed;
      owed = 0;
    }
    settle(lines);
    List<String> fields = new ArrayList<>(columns.size());
    for (String column : columns) {
      String value = value(column, values);
      fields.add(column.equals(shape.time()) ? months.english(value) : value);
    }
    int at = shape.refund().isEmpty() ? -1 : columns.indexOf(shape.refund());
    if (at >= 0) {
      refund = refund(record, fields, at, value(shape.order(), values));
      fields.set(at, "");
    }
    return with(record, lines, fields);
  }

  /**
   * The row of what the order gave back, or null if it has that row already. An order that gave
   * nothing has one too, of 0: it restates what a former export said.
   */
  private @Nullable FileRecord refund(
      FileRecord record, List<String> fields, int at, String order) {
    boolean some = SOME_MONEY.matcher(fields.get(at)).find();
    if (record.problem() != null || (!some && order.isEmpty())) {
      return null;
    }
    Map<String, String> known = byOrder.computeIfAbsent(order, any -> new HashMap<>());
    String said = known.get(REFUNDED);
    if (said != null && !(some && said.equals(NOTHING))) {
      return null;
    }
    known.put(REFUNDED, some ? "" : NOTHING);
    List<String> given = new ArrayList<>(fields);
    given.set(at, some ? fields.get(at) : NOTHING);
    for (String column : shape.notOnRefund()) {
      int place = columns.indexOf(column);
      if (place >= 0) {
        given.set(place, "");
      }
    }
    return with(record, 0, given);
  }

  /** No name of a column. */
  private static final String REFUNDED = "\0refunded";

  private static final String NOTHING = "0";

  private static FileRecord with(FileRecord record, int lines, List<String> fields) {
    return new FileRecord(
        record.line(), lines, record.raw(), fields, record.problem(), record.further());
  }

  @Override
  public List<String> columns() {
    return Stream.concat(inner.columns().stream(), folders.keySet().stream()).distinct().toList();
  }

  @Override
  public int headerLines() {
    return inner.headerLines();
  }

  @Override
  public long blankLines() {
    return inner.blankLines() + skipped;
  }

  @Override
  public void close() throws IOException {
    inner.close();
  }
}
