package io.churnlake.lake;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From nested objects to records. A column is the path of a leaf, its names joined by dots. With an
 * items array an object gives one record an element: columns below the array's path are the
 * element's, all others the object's.
 *
 * <p>An object is a map from names to text, null, lists and maps of the same kind.
 */
final class NestedRows {
  /**
   * An object's own text is repeated for each of its items; a hostile one would fill the memory.
   */
  private static final int MAX_REPEATED_CHARACTERS = 1 << 24;

  private final RecordFormat format;
  private final List<String> columns;
  private final Set<String> seen = new LinkedHashSet<>();

  NestedRows(RecordFormat format, List<String> columns) {
    this.format = format;
    this.columns = List.copyOf(columns);
  }

  /** The paths met so far, in the order of their first appearance. */
  List<String> seen() {
    return List.copyOf(seen);
  }

  /** Paths that are known beforehand. */
  void see(List<String> paths) {
    seen.addAll(paths);
  }

  /**
   * The records of an object.
   *
   * @param lines over how many lines of the file it goes; its first record has them
   */
  List<FileRecord> of(long line, int lines, String raw, Map<String, @Nullable Object> object) {
    Map<String, String> leaves = new LinkedHashMap<>();
    flatten("", object, leaves);
    columns.stream()
        .filter(column -> !leaves.containsKey(column))
        .forEach(column -> sum(object, column).ifPresent(sum -> leaves.put(column, sum)));
    if (format.items().isEmpty()) {
      return List.of(record(line, lines, raw, leaves, null));
    }
    if (!(at(object, format.items()) instanceof List<?> items) || items.isEmpty()) {
      return List.of(record(line, lines, raw, leaves, RecordReader.ITEMS_MISSING));
    }
    leaves.remove(format.items());
    long repeated = leaves.values().stream().mapToLong(String::length).sum() * items.size();
    if (repeated > MAX_REPEATED_CHARACTERS) {
      return List.of(broken(line, lines, raw, RecordReader.LINE_TOO_LONG));
    }
    String kept = raw.substring(0, Math.min(raw.length(), MAX_REPEATED_CHARACTERS / items.size()));
    List<FileRecord> records = new ArrayList<>(items.size());
    for (Object item : items) {
      Map<String, String> ofItem = new LinkedHashMap<>(leaves);
      boolean isObject = item instanceof Map<?, ?>;
      if (item instanceof Map<?, ?> fields) {
        flatten(format.items() + ".", fields, ofItem);
      }
      records.add(
          record(
              line,
              records.isEmpty() ? lines : 0,
              kept,
              ofItem,
              isObject ? null : RecordReader.ITEMS_MISSING));
    }
    return records;
  }

  /** A line that is no object. */
  FileRecord broken(long line, int lines, String raw, String problem) {
    return record(line, lines, raw, Map.of(), problem);
  }

  private FileRecord record(
      long line, int lines, String raw, Map<String, String> leaves, @Nullable String problem) {
    if (seen.size() < RecordReader.MAX_FIELDS) {
      seen.addAll(leaves.keySet());
    }
    List<String> fields = new ArrayList<>(columns.size());
    String found = problem;
    for (String column : columns) {
      String value = leaves.getOrDefault(column, "");
      if (found == null && value.indexOf('\0') >= 0) {
        found = RecordReader.NUL_CHARACTER;
      }
      fields.add(RecordReader.clean(value));
    }
    return new FileRecord(line, lines, RecordReader.kept(raw), fields, found, further(leaves));
  }

  private Map<String, String> further(Map<String, String> leaves) {
    if (format.carry().isEmpty()) {
      return Map.of();
    }
    Map<String, String> values = new LinkedHashMap<>();
    leaves.forEach(
        (path, value) -> {
          if (!value.isEmpty() && format.carries(path) && !columns.contains(path)) {
            values.put(path, value.replace('\0', '\u2400'));
          }
        });
    return values;
  }

  /** What a path into a list comes to: the sum of its elements' numbers. */
  private Optional<String> sum(Map<String, @Nullable Object> object, String column) {
    for (int dot = column.indexOf('.'); dot > 0; dot = column.indexOf('.', dot + 1)) {
      String path = column.substring(0, dot);
      if (!path.equals(format.items()) && at(object, path) instanceof List<?> elements) {
        return Optional.of(sum(elements, column.substring(dot + 1)));
      }
    }
    return Optional.empty();
  }

  private static String sum(List<?> elements, String path) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Object element : elements) {
      Object value = element instanceof Map<?, ?> fields ? at(fields, path) : null;
      if (value != null) {
        try {
          sum = sum.add(new BigDecimal(value.toString().strip()));
        } catch (NumberFormatException e) {
          // No sum, and no number either: the row says so.
          return value.toString();
        }
      }
    }
    return sum.toPlainString();
  }

  private static @Nullable Object at(Map<?, ?> object, String path) {
    Object value = object.get(path);
    int dot = path.indexOf('.');
    return value == null && dot > 0 && object.get(path.substring(0, dot)) instanceof Map<?, ?> inner
        ? at(inner, path.substring(dot + 1))
        : value;
  }

  private static void flatten(String prefix, Map<?, ?> object, Map<String, String> leaves) {
    object.forEach(
        (name, value) -> {
          String path = prefix.isEmpty() ? name.toString() : prefix + name;
          if (value instanceof Map<?, ?> inner) {
            flatten(path + ".", inner, leaves);
          } else {
            leaves.putIfAbsent(path, text(value));
          }
        });
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof List<?> list ? JsonText.of(list) : value.toString();
  }
}
