package io.churnlake.orders;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.churnlake.table.Types;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Reads numbers as a source writes them. What is written otherwise is not read at all: {@code
 * 1.234} must not become another number because a mapping forgot to say that the point groups
 * digits.
 */
final class Numbers {
  /** Longer ones do not fit; an exponent of millions would fill the memory with zeros. */
  private static final String PLAIN =
      "^[+-]?([0-9]{1,40}\\.?[0-9]{0,60}|\\.[0-9]{1,60})([eE][+-]?[0-9]{1,2})?$";

  private Numbers() {}

  /** The text as a quantity; NULL if it is none. */
  static Column quantity(Column text, LineRules rules) {
    return lenient(text, lit(null).cast(DataTypes.StringType), rules);
  }

  /**
   * The text as a sum of money; NULL if it is none, or of another currency.
   *
   * @param currency code of the line's currency, whose sign may stand beside the digits
   */
  static Column money(Column text, Column currency, LineRules rules) {
    return lenient(text, currency, rules);
  }

  /** Forms of print are asked for only where the text is no plain number. */
  private static Column lenient(Column text, Column currency, LineRules rules) {
    String decimal = rules.decimal();
    String grouping = rules.grouping();
    Column printed =
        udf(new AmountText(decimal, grouping), DataTypes.StringType).apply(text, currency);
    return when(
            text.rlike(isPlain(decimal, grouping) ? PLAIN : pattern(decimal, grouping)),
            digits(text, decimal, grouping).try_cast(Types.MONEY))
        .when(text.isNotNull(), printed.try_cast(Types.MONEY));
  }

  static Column read(Column text, String decimal, String grouping, DataType type) {
    return when(
        text.rlike(isPlain(decimal, grouping) ? PLAIN : pattern(decimal, grouping)),
        digits(text, decimal, grouping).try_cast(type));
  }

  private static boolean isPlain(String decimal, String grouping) {
    return decimal.equals(".") && grouping.isEmpty();
  }

  private static Column digits(Column text, String decimal, String grouping) {
    if (isPlain(decimal, grouping)) {
      return text;
    }
    Column ungrouped =
        grouping.isEmpty() ? text : regexp_replace(text, lit(separator(grouping)), lit(""));
    return regexp_replace(ungrouped, lit(Pattern.quote(decimal)), lit("."));
  }

  private static String pattern(String decimal, String grouping) {
    return "^[+-]?(" + unsigned(decimal, grouping) + ")$";
  }

  /** Digits as the source writes them, without a sign. */
  static String unsigned(String decimal, String grouping) {
    String point = Pattern.quote(decimal);
    String grouped =
        grouping.isEmpty() ? "" : "[0-9]{1,3}(" + separator(grouping) + "[0-9]{3}){1,13}|";
    return "(" + grouped + "[0-9]{1,40})(" + point + "[0-9]{0,60})?|" + point + "[0-9]{1,60}";
  }

  /** A blank or an apostrophe has more than one form in print. */
  static String separator(String grouping) {
    return switch (grouping) {
      case " " -> "[ \\u00A0\\u202F]";
      case "'" -> "['\\u2019]";
      default -> Pattern.quote(grouping);
    };
  }
}
