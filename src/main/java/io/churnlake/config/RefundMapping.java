package io.churnlake.config;

import io.churnlake.config.SourceMapping.Field;
import java.util.List;
import java.util.Map;

/**
 * What orders gave back, a row a refund or a line of it, in files beside those of the orders;
 * section refunds of a source mapping.
 *
 * @param folder below the input folder
 * @param pattern glob on the names of the files
 * @param columns of the fields that a refund has; order-id is the order that it is of, and line-id
 *     the refund's own number. Empty: the log has no such files
 */
public record RefundMapping(String folder, String pattern, Map<Field, String> columns) {
  private static final String SECTION = "source.refunds.";

  private static final List<Field> OF_REFUNDS =
      List.of(
          Field.ORDER_ID,
          Field.TIME,
          Field.LINE_ID,
          Field.PRODUCT_CODE,
          Field.QUANTITY,
          Field.AMOUNT,
          Field.CURRENCY);

  public boolean isPresent() {
    return !columns.isEmpty();
  }

  public boolean has(Field field) {
    return columns.containsKey(field);
  }

  /**
   * The section.
   *
   * @param ofLines the columns of the orders' files
   * @param linesFolder where these are
   * @param composed takes the fields that are made of several columns
   */
  static RefundMapping load(
      Settings s,
      boolean header,
      Map<Field, String> ofLines,
      String linesFolder,
      String linesPattern,
      Map<String, ComposedColumn> composed) {
    Map<Field, String> columns = SourceMapping.columns(s, SECTION, OF_REFUNDS, header, composed);
    String folder = s.string(SECTION + "folder");
    String pattern = SourceMapping.glob(s, SECTION + "pattern");
    RefundMapping refunds =
        new RefundMapping(
            folder.isEmpty() ? linesFolder : folder,
            pattern.isEmpty() ? linesPattern : pattern,
            columns);
    if (refunds.isPresent()) {
      refunds.check(s, ofLines, linesFolder, linesPattern);
    } else if (!(folder + pattern).isEmpty()) {
      s.problem(SECTION + "columns", "are required where there are files of refunds");
    }
    return refunds;
  }

  private void check(
      Settings s, Map<Field, String> ofLines, String linesFolder, String linesPattern) {
    if (folder.equals(linesFolder) && pattern.equals(linesPattern)) {
      s.problem(SECTION + "folder", "or pattern must be others than those of source.files");
    }
    for (Field field : List.of(Field.ORDER_ID, Field.TIME)) {
      if (!has(field)) {
        s.problem(SECTION + "columns." + field.key(), "is required");
      }
    }
    if (!has(Field.AMOUNT) && !has(Field.QUANTITY)) {
      s.problem(SECTION + "columns", "need an amount, or pieces that came back (quantity)");
    }
    if (!ofLines.containsKey(Field.ORDER_ID)) {
      s.problem("source.columns.order-id", "is required: a refund is of an order");
    }
  }
}
