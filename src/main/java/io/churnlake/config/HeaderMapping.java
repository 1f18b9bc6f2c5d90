package io.churnlake.config;

import io.churnlake.config.SourceMapping.Field;
import java.util.List;
import java.util.Map;

/**
 * Orders as headers, one row an order, in files beside those of their lines; section headers of a
 * source mapping.
 *
 * @param folder below the input folder; empty if the log has no such files
 * @param pattern glob on the names of the files
 * @param columns of the fields that stand in the header
 * @param cancelled column for cancelled.pattern, or empty
 */
public record HeaderMapping(
    String folder, String pattern, Map<Field, String> columns, String cancelled) {
  private static final String SECTION = "source.headers.";

  /** What an order has, and not each of its lines. */
  private static final List<Field> OF_ORDERS =
      List.of(
          Field.ORDER_ID,
          Field.TIME,
          Field.CUSTOMER_ID,
          Field.ORDER_AMOUNT,
          Field.CURRENCY,
          Field.CHANNEL,
          Field.COUNTRY,
          Field.REFERS_TO_ORDER);

  public boolean isPresent() {
    return !folder.isEmpty();
  }

  public boolean has(Field field) {
    return columns.containsKey(field);
  }

  /**
   * The section.
   *
   * @param ofLines the columns of the lines' files
   * @param linesFolder where these are
   * @param composed takes the fields that are made of several columns
   */
  static HeaderMapping load(
      Settings s,
      boolean header,
      Map<Field, String> ofLines,
      String linesFolder,
      String linesPattern,
      Map<String, ComposedColumn> composed) {
    Map<Field, String> columns = SourceMapping.columns(s, SECTION, OF_ORDERS, header, composed);
    String pattern = SourceMapping.glob(s, SECTION + "pattern");
    String cancelled = s.string(SECTION + "columns.cancelled");
    SourceMapping.checkColumn(s, SECTION + "columns.cancelled", cancelled, header);
    HeaderMapping headers =
        new HeaderMapping(
            s.string(SECTION + "folder"),
            pattern.isEmpty() ? linesPattern : pattern,
            columns,
            cancelled);
    if (headers.isPresent()) {
      headers.check(s, ofLines, linesFolder, linesPattern);
    } else if (!columns.isEmpty()) {
      s.problem(SECTION + "folder", "is required where headers.columns are given");
    }
    return headers;
  }

  private void check(
      Settings s, Map<Field, String> ofLines, String linesFolder, String linesPattern) {
    if (folder.equals(linesFolder) && pattern.equals(linesPattern)) {
      s.problem(SECTION + "folder", "or pattern must be others than those of source.files");
    }
    for (Field field : List.of(Field.ORDER_ID, Field.TIME, Field.CUSTOMER_ID)) {
      if (!has(field)) {
        s.problem(SECTION + "columns." + field.key(), "is required where headers.folder is given");
      }
    }
    if (!ofLines.containsKey(Field.ORDER_ID)) {
      s.problem("source.columns.order-id", "is required: it leads from a line to its header");
    }
    for (Field field : columns.keySet()) {
      if (field != Field.ORDER_ID && ofLines.containsKey(field)) {
        s.problem(
            "source.columns." + field.key(), "is given in headers.columns too; only one can hold");
      }
    }
  }
}
