package io.churnlake.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What differs between two folders of {@link ContentFiles}. Counts, texts, dates and money must be
 * equal, doubles to a billionth of themselves. What is learned (churn models and what they say)
 * must agree on average: numbers to a ten-thousandth, all else in 999 of 1,000 rows.
 */
public final class ContentDifferences {
  private static final double SAME_DOUBLE = 1e-9;

  /** Differences that are smaller than this are of doubles around zero. */
  private static final double ZERO = 1e-12;

  private static final double LEARNED_ON_AVERAGE = 1e-4;
  private static final double LEARNED_TEXTS = 1e-3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final boolean learned;
  private final Map<String, Cells> columns = new TreeMap<>();

  private ContentDifferences(boolean learned) {
    this.learned = learned;
  }

  /**
   * One text a table that differs; empty if the folders have the same content.
   *
   * @param report told each of them at once, and each table that does not differ
   */
  public static List<String> between(Path expected, Path actual, Consumer<String> report)
      throws IOException {
    TreeSet<String> tables = new TreeSet<>(names(expected));
    tables.addAll(names(actual));
    List<String> differences = new ArrayList<>();
    for (String table : tables) {
      String difference = ofTable(table, expected.resolve(table), actual.resolve(table));
      if (!difference.isEmpty()) {
        differences.add(difference);
      }
      report.accept(difference.isEmpty() ? table + ": same" : difference);
    }
    return differences;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** Whether the table holds what is learned or follows from it; what it is learned from is not. */
  static boolean isLearned(String table) {
    return table.equals("gold.actions")
        || table.equals("gold.uplift_quality")
        || table.startsWith("gold.recommendation")
        || (table.startsWith("gold.churn_")
            && !table.equals("gold.churn_features")
            && !table.equals("gold.churn_training")
            && !table.equals("gold.churn_unscored"));
  }

  private static String ofTable(String table, Path expected, Path actual) throws IOException {
    if (!Files.exists(actual)) {
      return table + ": is missing";
    } else if (!Files.exists(expected)) {
      return table + ": was not there";
    }
    Map<String, String> missing = byKey(table, expected);
    List<String> added = new ArrayList<>();
    int rows = missing.size();
    ContentDifferences differences = new ContentDifferences(isLearned(table));
    for (Map.Entry<String, String> row : byKey(table, actual).entrySet()) {
      String former = missing.remove(row.getKey());
      if (former == null) {
        added.add(row.getKey());
      } else {
        differences.add(row.getKey(), former, row.getValue());
      }
    }
    List<String> told = new ArrayList<>();
    tell(told, "no longer there", new ArrayList<>(missing.keySet()));
    tell(told, "new", added);
    int compared = rows - missing.size();
    differences.columns.forEach((column, cells) -> cells.tell(told, column, compared));
    return told.isEmpty() ? "" : table + " (" + rows + " rows):\n  " + String.join("\n  ", told);
  }

  private static void tell(List<String> told, String what, List<String> keys) {
    if (!keys.isEmpty()) {
      told.add(keys.size() + " rows " + what + ", such as " + keys.get(0));
    }
  }

  private static Map<String, String> byKey(String table, Path file) throws IOException {
    Map<String, String> rows = new HashMap<>();
    try (Stream<String> lines = Files.lines(file)) {
      lines.forEach(
          line -> {
            int tab = line.indexOf('\t');
            if (rows.put(line.substring(0, tab), line.substring(tab + 1)) != null) {
              throw new IllegalStateException(
                  table + " has two rows of the key " + line.substring(0, tab) + ": " + file);
            }
          });
    }
    return rows;
  }

  private void add(String key, String expected, String actual) throws IOException {
    // In what is learned, equal rows count for the average, too.
    if (!learned && expected.equals(actual)) {
      return;
    }
    Map<String, JsonNode> before = cells(expected);
    Map<String, JsonNode> after = cells(actual);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      columns
          .computeIfAbsent(name, column -> new Cells(learned))
          .add(key, before.get(name), after.get(name));
    }
  }

  /** The values of a row by their paths, such as {@code parameters.r} or {@code quantiles.0}. */
  static Map<String, JsonNode> cells(String row) throws IOException {
    Map<String, JsonNode> cells = new TreeMap<>();
    flatten("", JSON.readTree(row), cells);
    return cells;
  }

  private static void flatten(String path, JsonNode node, Map<String, JsonNode> cells) {
    String prefix = path.isEmpty() ? "" : path + ".";
    if (node.isObject()) {
      node.properties().forEach(field -> flatten(prefix + field.getKey(), field.getValue(), cells));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(prefix + i, node.get(i), cells);
      }
    } else if (!node.isNull()) {
      cells.put(path, node);
    }
  }

  /** One column's values on both sides; null where there is none. */
  private static final class Cells {
    private final boolean learned;
    private int differing;
    private double largest;
    private double differences;
    private double sizes;
    private String example = "";

    Cells(boolean learned) {
      this.learned = learned;
    }

    void add(String key, JsonNode expected, JsonNode actual) {
      boolean floating = isFloating(expected) && isFloating(actual);
      if (floating) {
        double difference = Math.abs(expected.doubleValue() - actual.doubleValue());
        double size = Math.max(Math.abs(expected.doubleValue()), Math.abs(actual.doubleValue()));
        differences += difference;
        sizes += Math.max(size, 1);
        if (learned || difference <= Math.max(size * SAME_DOUBLE, ZERO)) {
          return;
        }
        largest = Math.max(largest, difference / size);
      } else if (expected != null && expected.equals(actual)) {
        return;
      }
      if (differing++ == 0) {
        example = key + ": " + expected + " is now " + actual;
      }
    }

    private static boolean isFloating(JsonNode node) {
      return node != null && node.isFloatingPointNumber();
    }

    void tell(List<String> told, String column, int rows) {
      if (differences > LEARNED_ON_AVERAGE * sizes && learned) {
        told.add(
            String.format(
                Locale.ROOT,
                "%s differs by %.2g of itself on average",
                column,
                differences / sizes));
      }
      if (differing > (learned ? LEARNED_TEXTS * rows : 0)) {
        told.add(
            String.format(
                Locale.ROOT,
                "%s differs in %,d rows%s, such as %s",
                column,
                differing,
                largest > 0 ? String.format(Locale.ROOT, " by up to %.2g of itself", largest) : "",
                example));
      }
    }
  }
}
