package io.churnlake.config;

import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;

/**
 * How a shop's contracts are read, one a row; section contracts of a source mapping.
 *
 * @param file below the input folder; empty if the shop has no contracts
 * @param encoding character set
 * @param delimiter between fields
 * @param header whether the first line names the columns
 * @param customerId column (header name or 1-based position) of the customer
 * @param start column of the first day
 * @param cancelled column of the day the contract was cancelled or ended
 * @param amount column of the amount a period, or empty
 * @param datePattern of both dates
 * @param periodMonths from one renewal to the next
 */
public record ContractMapping(
    String file,
    String encoding,
    char delimiter,
    boolean header,
    String customerId,
    String start,
    String cancelled,
    String amount,
    String datePattern,
    int periodMonths) {
  private static final String SECTION = "source.contracts.";
  private static final int MOST_MONTHS = 120;

  /** Whether the shop has contracts. */
  public boolean isPresent() {
    return !file.isEmpty();
  }

  /**
   * The section; encoding and delimiter are the orders' where it has none of its own.
   *
   * @param folder of the order files
   * @param glob of the order files' names
   */
  static ContractMapping load(
      Settings s, String encoding, char delimiter, String folder, String glob) {
    boolean header = s.flag(SECTION + "header");
    ContractMapping mapping =
        new ContractMapping(
            s.string(SECTION + "file"),
            encoding(s, encoding),
            delimiter(s, delimiter),
            header,
            column(s, "customer-id", header),
            column(s, "start", header),
            column(s, "cancelled", header),
            column(s, "amount", header),
            datePattern(s),
            s.whole(SECTION + "period-months", 1, MOST_MONTHS));
    if (mapping.isPresent()) {
      mapping.checkFile(s, folder, glob);
      mapping.checkColumns(s);
    }
    return mapping;
  }

  private void checkFile(Settings s, String folder, String glob) {
    if (file.startsWith("/") || file.contains(":") || List.of(file.split("/")).contains("..")) {
      s.problem(SECTION + "file", "is \"" + file + "\", must be a path below --input");
    } else if (file.matches(".*[*?\\[\\]{}\\\\].*")) {
      s.problem(SECTION + "file", "is \"" + file + "\", must be one file's path, no pattern");
    } else if (isOrderFile(folder, glob)) {
      s.problem(
          SECTION + "file",
          "is \""
              + file
              + "\", which source.files takes for an order file; keep it in a folder of its own");
    }
  }

  private boolean isOrderFile(String folder, String glob) {
    Path path = Path.of(".", file).normalize();
    Path name = path.getFileName();
    try {
      return path.equals(Path.of(folder).resolve(name).normalize())
          && FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(name);
    } catch (IllegalArgumentException badGlob) {
      return false;
    }
  }

  private void checkColumns(Settings s) {
    required(s, "customer-id", customerId);
    required(s, "start", start);
    required(s, "cancelled", cancelled);
  }

  private static void required(Settings s, String key, String column) {
    if (column.isEmpty()) {
      s.problem(SECTION + "columns." + key, "is required where contracts.file is given");
    }
  }

  private static String column(Settings s, String name, boolean header) {
    String key = SECTION + "columns." + name;
    String column = s.string(key);
    SourceMapping.checkColumn(s, key, column, header);
    return column;
  }

  private static String encoding(Settings s, String ofOrders) {
    String value = s.string(SECTION + "encoding");
    if (value.isEmpty()) {
      return ofOrders;
    }
    try {
      return Charset.forName(value).name();
    } catch (IllegalArgumentException e) {
      s.problem(SECTION + "encoding", "is \"" + value + "\", not a known character set");
      return value;
    }
  }

  private static char delimiter(Settings s, char ofOrders) {
    String value = s.verbatim(SECTION + "delimiter");
    if (value.length() > 1) {
      s.problem(SECTION + "delimiter", "must be one character, or empty for the orders'");
    }
    return value.isEmpty() ? ofOrders : value.charAt(0);
  }

  /** A date has no zone here: a pattern with an offset could move it to another day. */
  private static String datePattern(Settings s) {
    String key = SECTION + "date-pattern";
    String pattern = s.string(key);
    for (String what : TimePattern.problems(pattern, "UTC")) {
      s.problem(key, "\"" + pattern + "\" " + what);
    }
    if (pattern.isEmpty() || pattern.replaceAll("'[^']*'", "").matches(".*[XxZzVO].*")) {
      s.problem(key, "is \"" + pattern + "\", must be a pattern of dates without an offset");
    }
    return pattern;
  }
}
