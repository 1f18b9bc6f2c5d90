package io.churnlake.config;

import com.typesafe.config.Config;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How one kind of order log is read; conf/source-reference.conf explains each key. */
public record SourceMapping(
    String name,
    String folder,
    String pattern,
    Format format,
    String encoding,
    boolean header,
    char delimiter,
    char quote,
    String zone,
    String currency,
    List<String> timePatterns,
    String timeZone,
    Map<Field, String> columns,
    Map<Field, String> remove,
    String cancelledColumn,
    String cancelledPattern,
    List<String> noProductCodes,
    Counting counting,
    boolean keepRepeats,
    Restatement restatement,
    ContractMapping contracts,
    List<InputMapping> inputs,
    String canonical) {

  public enum Format {
    CSV,
    WHITESPACE
  }

  /** What it means that an order id is delivered again. */
  public enum Restatement {
    /** Its lines are added; those that are there already count once. */
    APPEND,
    /** The latest delivery replaces all lines of the order. */
    REPLACE_ORDER
  }

  /** The fields a log may have, with their keys in the mapping. */
  public enum Field {
    TIME("time"),
    CUSTOMER_ID("customer-id"),
    ORDER_ID("order-id"),
    LINE_ID("line-id"),
    PRODUCT_CODE("product-code"),
    PRODUCT_NAME("product-name"),
    CATEGORY("category"),
    QUANTITY("quantity"),
    UNIT_PRICE("unit-price"),
    DISCOUNT("discount"),
    AMOUNT("amount"),
    UNIT_COST("unit-cost"),
    CHANNEL("channel"),
    COUNTRY("country"),
    REFERS_TO_ORDER("refers-to-order");

    private final String key;

    Field(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  /** Which lines count on basis gross. */
  public record Counting(
      boolean cancelledLines,
      boolean positiveQuantity,
      boolean positivePrice,
      boolean noProductCodes) {}

  /** The column (header name or 1-based position) of a field; empty if the log has none. */
  public String column(Field field) {
    return columns.getOrDefault(field, "");
  }

  /**
   * What must stay the same while a lake lives, since lines that were read otherwise would be other
   * lines and other customers: how ids are cleaned, which zone times are in, what cancels.
   */
  public String identity() {
    return String.join(
        "\n", new TreeMap<>(remove).toString(), timeZone, cancelledColumn, cancelledPattern);
  }

  public boolean has(Field field) {
    return !column(field).isEmpty();
  }

  /**
   * Reads a mapping file.
   *
   * @throws io.churnlake.error.UserException naming every problem at once
   */
  public static SourceMapping load(Path file) {
    return load(file.toString(), Settings.file(file));
  }

  /** A mapping that the program carries, one of conf/sources. */
  public static SourceMapping bundled(String name) {
    String file = "conf/sources/" + name + ".conf";
    return load(file, Settings.resource("/churnlake/" + file));
  }

  static SourceMapping load(String origin, Config text) {
    Settings s = Settings.over("/churnlake/conf/source-reference.conf", origin, text);
    String name = s.string("source.name");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9-]*")) {
      s.problem("source.name", "is \"" + name + "\", must be letters, digits and dashes");
    }
    boolean header = s.flag("source.header");
    String format = s.oneOf("source.format", List.of("csv", "whitespace"));
    String zone = s.zone("source.zone", Settings.Presence.REQUIRED);
    String timeZone = s.zone("source.time.zone", Settings.Presence.OPTIONAL);
    Map<Field, String> columns = columns(s, header);
    String cancelledColumn = s.string("source.cancelled.column");
    checkColumn(s, "source.cancelled.column", cancelledColumn, header);
    String cancelledPattern = regex(s, "source.cancelled.pattern");
    if (cancelledColumn.isEmpty() != cancelledPattern.isEmpty()) {
      s.problem("source.cancelled", "needs both column and pattern, or neither");
    }
    String folder = s.string("source.files.folder");
    String glob = glob(s);
    String encoding = encoding(s);
    char delimiter = character(s, "source.delimiter");
    SourceMapping mapping =
        new SourceMapping(
            name,
            folder,
            glob,
            format.equals("whitespace") ? Format.WHITESPACE : Format.CSV,
            encoding,
            header,
            delimiter,
            character(s, "source.quote"),
            zone,
            s.currency("source.currency", Settings.Presence.REQUIRED),
            timePatterns(s, timeZone.isEmpty() ? zone : timeZone),
            timeZone.isEmpty() ? zone : timeZone,
            columns,
            removals(s),
            cancelledColumn,
            cancelledPattern,
            s.strings("source.no-product-codes"),
            new Counting(
                s.flag("source.counting.cancelled-lines"),
                s.flag("source.counting.positive-quantity"),
                s.flag("source.counting.positive-price"),
                s.flag("source.counting.no-product-codes")),
            s.oneOf("source.repeats", List.of("keep", "drop")).equals("keep"),
            s.oneOf("source.restatement", List.of("append", "replace_order"))
                    .equals("replace_order")
                ? Restatement.REPLACE_ORDER
                : Restatement.APPEND,
            ContractMapping.load(s, encoding, delimiter, folder, glob),
            InputMapping.load(s, encoding, delimiter, zone, timeZone),
            s.canonical());
    s.check();
    return mapping;
  }

  private static Map<Field, String> columns(Settings s, boolean header) {
    Map<Field, String> columns = new TreeMap<>();
    for (Field field : Field.values()) {
      String key = "source.columns." + field.key();
      String column = s.string(key);
      if (!column.isEmpty()) {
        checkColumn(s, key, column, header);
        columns.put(field, column);
      }
    }
    for (Field required : List.of(Field.TIME, Field.CUSTOMER_ID)) {
      if (!columns.containsKey(required)) {
        s.problem("source.columns." + required.key(), "is required");
      }
    }
    if (columns.containsKey(Field.AMOUNT) == columns.containsKey(Field.UNIT_PRICE)) {
      s.problem("source.columns", "needs exactly one of unit-price and amount");
    }
    if (columns.containsKey(Field.DISCOUNT) && !columns.containsKey(Field.UNIT_PRICE)) {
      s.problem("source.columns.discount", "goes with unit-price; an amount is after discount");
    }
    return Map.copyOf(columns);
  }

  /** Without a header columns are positions. */
  static void checkColumn(Settings s, String key, String column, boolean header) {
    if (!header && !column.isEmpty() && !column.matches("[1-9][0-9]{0,3}")) {
      s.problem(key, "is \"" + column + "\", must be a position 1, 2, ... since header = false");
    }
  }

  private static Map<Field, String> removals(Settings s) {
    Map<Field, String> removals = new TreeMap<>();
    for (Field field : List.of(Field.CUSTOMER_ID, Field.ORDER_ID, Field.PRODUCT_CODE)) {
      String regex = regex(s, "source.remove." + field.key());
      if (!regex.isEmpty()) {
        removals.put(field, regex);
      }
    }
    return Map.copyOf(removals);
  }

  private static String regex(Settings s, String key) {
    String text = s.verbatim(key);
    try {
      Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      s.problem(key, "is no regular expression: " + e.getDescription());
    }
    return text;
  }

  private static String glob(Settings s) {
    String key = "source.files.pattern";
    String glob = s.string(key);
    if (glob.contains("/")) {
      s.problem(key, "is \"" + glob + "\", must be of names without /; see source.files.folder");
    }
    try {
      var unused = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      s.problem(key, "is \"" + glob + "\", no pattern of names: " + e.getDescription());
    }
    return glob;
  }

  private static String encoding(Settings s) {
    String value = s.string("source.encoding");
    try {
      return Charset.forName(value).name();
    } catch (IllegalArgumentException e) {
      s.problem("source.encoding", "is \"" + value + "\", not a known character set");
      return value;
    }
  }

  private static char character(Settings s, String key) {
    String value = s.verbatim(key);
    if (value.length() != 1) {
      s.problem(key, "must be one character");
      return ' ';
    }
    return value.charAt(0);
  }

  private static List<String> timePatterns(Settings s, String timeZone) {
    List<String> patterns = s.strings("source.time.patterns");
    if (patterns.isEmpty()) {
      s.problem("source.time.patterns", "needs at least one pattern");
    }
    for (String pattern : patterns) {
      for (String what : TimePattern.problems(pattern, timeZone)) {
        s.problem("source.time.patterns", "\"" + pattern + "\" " + what);
      }
    }
    return patterns;
  }
}
