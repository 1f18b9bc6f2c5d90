package io.churnlake.orders;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.api.java.UDF2;
import org.jspecify.annotations.Nullable;

/**
 * Amounts in the forms of print: {@code $1,234.50}, {@code 1.234,50 €}, {@code (12.00)}, {@code
 * 12,00-}, and a minus that is no hyphen. Digits are read as strictly as {@link Numbers} does; what
 * stands around them is a currency's sign, once, and what makes them negative, once.
 */
public final class AmountText implements UDF2<String, String, String> {
  private static final long serialVersionUID = 1L;

  /** Minus, small and full width hyphen-minus, and the dashes that stand for one. */
  private static final String MINUSES = "\u2212\uFE63\uFF0D\u2010\u2011\u2012\u2013";

  private final String decimal;
  private final String grouping;
  private transient @Nullable Pattern digits;

  /**
   * Amounts of a source.
   *
   * @param decimal the decimal point
   * @param grouping between groups of three digits, or empty
   */
  public AmountText(String decimal, String grouping) {
    this.decimal = decimal;
    this.grouping = grouping;
  }

  @Override
  @SuppressWarnings("NullAway") // UDF2 is not annotated; Spark passes and takes NULL.
  public String call(String text, String currency) {
    return text == null ? null : plain(text, currency);
  }

  /**
   * The number as {@code -1234.50}; null if the text is none.
   *
   * @param currency whose sign may stand beside it; null where none may
   */
  public @Nullable String plain(String text, @Nullable String currency) {
    List<String> signs = currency == null ? List.of() : CurrencySigns.of(currency);
    String rest = text.strip();
    boolean hasSign = false;
    boolean hasMark = false;
    boolean negative = false;
    while (!rest.isEmpty()) {
      String before = rest;
      char first = rest.charAt(0);
      char last = rest.charAt(rest.length() - 1);
      if (!hasMark && first == '(' && last == ')') {
        hasMark = true;
        negative = true;
        rest = rest.substring(1, rest.length() - 1);
      } else if (!hasMark && (isMinus(first) || first == '+')) {
        hasMark = true;
        negative = first != '+';
        rest = rest.substring(1);
      } else if (!hasMark && isMinus(last)) {
        hasMark = true;
        negative = true;
        rest = rest.substring(0, rest.length() - 1);
      } else if (!hasSign) {
        rest = withoutSign(rest, signs);
        hasSign = !rest.equals(before);
      }
      rest = stripped(rest);
      if (rest.equals(before)) {
        break;
      }
    }
    if (!digits().matcher(rest).matches()) {
      return null;
    }
    String ungrouped = grouping.isEmpty() ? rest : rest.replaceAll(Numbers.separator(grouping), "");
    return (negative ? "-" : "") + ungrouped.replace(decimal, ".");
  }

  private static String withoutSign(String text, List<String> signs) {
    for (String sign : signs) {
      int length = sign.length();
      if (text.regionMatches(true, 0, sign, 0, length)) {
        return text.substring(length);
      }
      if (text.regionMatches(true, text.length() - length, sign, 0, length)) {
        return text.substring(0, text.length() - length);
      }
    }
    return text;
  }

  private static boolean isMinus(char c) {
    return c == '-' || MINUSES.indexOf(c) >= 0;
  }

  /** Also without blanks that do not break the line. */
  private static String stripped(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private Pattern digits() {
    Pattern made = digits;
    if (made == null) {
      made = Pattern.compile(Numbers.unsigned(decimal, grouping));
      digits = made;
    }
    return made;
  }
}
