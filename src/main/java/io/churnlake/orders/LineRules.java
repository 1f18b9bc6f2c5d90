package io.churnlake.orders;

import io.churnlake.parse.IdRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How delivered fields become a typed line, and which lines count.
 *
 * @param source name of the source
 * @param fields position in the record's fields of each mapped column, from 0; keys are column
 *     names of bronze.order_lines, or {@link LineParsing#CUSTOMER_ID}, {@link LineParsing#TIME},
 *     {@link LineParsing#ORDER_AMOUNT}, {@link LineParsing#ORDER_DISCOUNT}, {@link
 *     LineParsing#REFUNDED_AMOUNT}, {@link LineParsing#CANCELLED_BY}, {@link
 *     LineParsing#RETURNED_BY}
 * @param timePatterns date patterns, tried in order
 * @param timeZone zone the times are written in
 * @param shopZone zone of order dates
 * @param currency currency of the amounts
 * @param remove text to remove from a field, by the same keys
 * @param cancelledPattern regular expression on {@link LineParsing#CANCELLED_BY}
 * @param decimal decimal point of numbers
 * @param grouping between groups of three digits, or empty
 * @param options what few sources need
 */
public record LineRules(
    String source,
    Map<String, Integer> fields,
    List<String> timePatterns,
    String timeZone,
    String shopZone,
    String currency,
    Map<String, String> remove,
    String cancelledPattern,
    String decimal,
    String grouping,
    Options options) {

  /**
   * What few sources need.
   *
   * @param customers how customer ids are read
   * @param discountsAsWritten a discount below zero makes the line dearer; else a discount lowers
   *     the line whatever its sign
   * @param wholeOfDiscounts what discounts call the whole line, 1 or 100; 0 if they are money
   * @param returned regular expression on {@link LineParsing#RETURNED_BY}: the line takes back,
   *     whatever its sign; or empty
   * @param counting regular expression on {@link LineParsing#CANCELLED_BY} of statuses that count,
   *     where all others but the cancelled ones are unknown; or empty
   * @param minorUnits money is in the currency's smallest unit
   * @param vouchers codes of lines below zero with which an order is paid in part
   * @param noProducts codes of lines that are not paid so, since they do not count
   * @param plus positions of fields whose money is added to the line's amount, or to its order's
   * @param minus positions of those whose money is taken off it
   * @param orderPrefix stands before order ids, to tell them from those of other sources; or empty
   */
  public record Options(
      IdRules customers,
      boolean discountsAsWritten,
      int wholeOfDiscounts,
      String returned,
      String counting,
      boolean minorUnits,
      List<String> vouchers,
      List<String> noProducts,
      List<Integer> plus,
      List<Integer> minus,
      String orderPrefix) {
    /** Ids as they stand, and no further columns. */
    static final Options NONE =
        new Options(
            IdRules.asWritten(""),
            false,
            0,
            "",
            "",
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "");

    boolean hasAmountsBeside() {
      return !(plus.isEmpty() && minus.isEmpty());
    }
  }

  /** The same for a source whose orders are not those of the lake's own. */
  public LineRules withOrderPrefix(String prefix) {
    return new LineRules(
        source,
        fields,
        timePatterns,
        timeZone,
        shopZone,
        currency,
        remove,
        cancelledPattern,
        decimal,
        grouping,
        new Options(
            options.customers(),
            options.discountsAsWritten(),
            options.wholeOfDiscounts(),
            options.returned(),
            options.counting(),
            options.minorUnits(),
            options.vouchers(),
            options.noProducts(),
            options.plus(),
            options.minus(),
            prefix));
  }

  /** Whether the log has the field. */
  public boolean has(String field) {
    return fields.containsKey(field);
  }

  /** The same with the fields of {@code other}, whose positions are of another file. */
  public LineRules with(LineRules other) {
    Map<String, Integer> both = new HashMap<>(other.fields);
    both.putAll(fields);
    return new LineRules(
        source,
        Map.copyOf(both),
        timePatterns,
        timeZone,
        shopZone,
        currency,
        remove,
        cancelledPattern,
        decimal,
        grouping,
        options);
  }
}
