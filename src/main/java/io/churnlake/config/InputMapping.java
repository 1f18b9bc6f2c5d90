package io.churnlake.config;

import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * How one optional input is read, one row a record; a section of {@code source.inputs}. A shop has
 * an input if the mapping names its columns.
 *
 * @param kind which input
 * @param path of its folder or of its one file, below the input folder or absolute
 * @param pattern glob on the names of the folder's files
 * @param encoding character set
 * @param delimiter between fields
 * @param header whether the first line of a file names the columns
 * @param datePatterns of its dates and times, tried in order
 * @param columns column (header name or 1-based position) of each mapped field
 * @param attributes column of each further text, by its name; of customers only
 */
public record InputMapping(
    Kind kind,
    String path,
    String pattern,
    String encoding,
    char delimiter,
    boolean header,
    List<String> datePatterns,
    Map<String, String> columns,
    Map<String, String> attributes) {

  private static final int MOST_ATTRIBUTES = 20;

  /** The inputs, with the fields that a mapping has to name and those that it may. */
  public enum Kind {
    CUSTOMERS("customers", "customer-id", "signed-up channel referrer-id birth-year consent"),
    PRODUCTS("products", "product-code", "category unit-cost"),
    MARKETING_COSTS("marketing-costs", "date purpose amount", "channel"),
    SURVEYS("surveys", "date nps", "customer-id reason"),
    ENGAGEMENT("engagement", "time customer-id kind", ""),
    TICKETS("tickets", "opened customer-id", "category closed"),
    CONTACTS("contacts", "date customer-id measure group", "cost");

    private final String key;
    private final String required;
    private final String optional;

    Kind(String key, String required, String optional) {
      this.key = key;
      this.required = required;
      this.optional = optional;
    }

    /** Its section's name. */
    public String key() {
      return key;
    }

    /** The names of all its fields. */
    public List<String> fields() {
      return words(required + " " + optional);
    }

    private List<String> required() {
      return words(required);
    }

    private static List<String> words(String text) {
      return List.of(text.strip().split(" "));
    }

    private boolean hasDates() {
      return this != PRODUCTS;
    }
  }

  /** Whether the shop has this input. */
  public boolean isPresent() {
    return !columns.isEmpty();
  }

  /** All inputs; encoding and delimiter are the orders' where a section has none of its own. */
  static List<InputMapping> load(
      Settings s, String encoding, char delimiter, String zone, String timeZone) {
    String times = timeZone.isEmpty() ? zone : timeZone;
    return Arrays.stream(Kind.values())
        .map(kind -> load(s, kind, encoding, delimiter, times))
        .toList();
  }

  private static InputMapping load(
      Settings s, Kind kind, String encoding, char delimiter, String timeZone) {
    String section = "source.inputs." + kind.key() + ".";
    boolean header = s.flag(section + "header");
    Map<String, String> columns = columns(s, section + "columns", kind, header);
    return new InputMapping(
        kind,
        path(s, section + "path"),
        pattern(s, section + "pattern"),
        encoding(s, section + "encoding", encoding),
        delimiter(s, section + "delimiter", delimiter),
        header,
        kind.hasDates() ? datePatterns(s, section + "date-patterns", timeZone) : List.of(),
        columns,
        kind == Kind.CUSTOMERS ? attributes(s, section + "attributes", columns, header) : Map.of());
  }

  private static Map<String, String> columns(
      Settings s, String section, Kind kind, boolean header) {
    Map<String, String> columns = new TreeMap<>();
    for (String field : kind.fields()) {
      String key = section + "." + field;
      String column = s.string(key);
      SourceMapping.checkColumn(s, key, column, header);
      if (!column.isEmpty()) {
        columns.put(field, column);
      }
    }
    for (String field : kind.required()) {
      if (!columns.isEmpty() && !columns.containsKey(field)) {
        s.problem(section + "." + field, "is required where another column is given");
      }
    }
    return Map.copyOf(columns);
  }

  /** Raw ids are hashed or nowhere, so no attribute may be one. */
  private static Map<String, String> attributes(
      Settings s, String section, Map<String, String> columns, boolean header) {
    Map<String, String> attributes = new TreeMap<>();
    List<String> ids =
        Stream.of("customer-id", "referrer-id").map(key -> columns.getOrDefault(key, "")).toList();
    s.texts(section)
        .forEach(
            (name, column) -> {
              String key = section + "." + name;
              if (!name.matches("[a-z][a-z0-9_]{0,39}")) {
                s.problem(key, "must be named by a letter and at most 39 of a-z, 0-9 and _");
              }
              SourceMapping.checkColumn(s, key, column, header);
              if (!column.isEmpty() && ids.contains(column)) {
                s.problem(key, "is a column of customers' ids, which are kept as hashes only");
              }
              if (!column.isEmpty()) {
                attributes.put(name, column);
              }
            });
    if (attributes.size() > MOST_ATTRIBUTES) {
      s.problem(section, "names " + attributes.size() + ", at most " + MOST_ATTRIBUTES + " can be");
    }
    if (!attributes.isEmpty() && columns.isEmpty()) {
      s.problem(section, "needs columns.customer-id");
    }
    return Map.copyOf(attributes);
  }

  private static String path(Settings s, String key) {
    String path = s.string(key);
    if (path.isEmpty() || List.of(path.split("/")).contains("..")) {
      s.problem(key, "is \"" + path + "\", must be a folder or file, below --input or absolute");
    }
    return path;
  }

  private static String pattern(Settings s, String key) {
    String glob = s.string(key);
    try {
      var unused = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      if (glob.contains("/")) {
        s.problem(key, "is \"" + glob + "\", must be of names without /");
      }
    } catch (PatternSyntaxException e) {
      s.problem(key, "is \"" + glob + "\", no pattern of names: " + e.getDescription());
    }
    return glob;
  }

  private static String encoding(Settings s, String key, String ofOrders) {
    String value = s.string(key);
    if (value.isEmpty()) {
      return ofOrders;
    }
    try {
      return Charset.forName(value).name();
    } catch (IllegalArgumentException e) {
      s.problem(key, "is \"" + value + "\", not a known character set");
      return value;
    }
  }

  private static char delimiter(Settings s, String key, char ofOrders) {
    String value = s.verbatim(key);
    if (value.length() > 1) {
      s.problem(key, "must be one character, or empty for the orders'");
    }
    return value.isEmpty() ? ofOrders : value.charAt(0);
  }

  private static List<String> datePatterns(Settings s, String key, String timeZone) {
    List<String> patterns = s.strings(key);
    if (patterns.isEmpty()) {
      s.problem(key, "needs at least one pattern");
    }
    for (String pattern : patterns) {
      for (String what : TimePattern.problems(pattern, timeZone)) {
        s.problem(key, "\"" + pattern + "\" " + what);
      }
    }
    return patterns;
  }
}
