package io.churnlake.inspect;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a file writes numbers: the form that reads most of its columns whole.
 *
 * @param decimal the decimal point
 * @param grouping between groups of three digits, or empty
 * @param ambiguous whether another form reads as much, as other numbers
 */
public record NumberForm(String decimal, String grouping, boolean ambiguous) {
  static final NumberForm PLAIN = new NumberForm(".", "", false);

  private static final List<NumberForm> USUAL =
      List.of(
          PLAIN,
          new NumberForm(".", ",", false),
          new NumberForm(",", ".", false),
          new NumberForm(",", " ", false),
          new NumberForm(".", "'", false),
          new NumberForm(".", " ", false));

  /** Most of a column: some cells may be broken. */
  private static final double MOST = 0.95;

  /** Digits, and what print puts around them. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<before>[^\\d.,]{0,8}?)(?<digits>[.,]?\\d[\\d.,'\\u2019 \\u00A0\\u202F]*?)(?<after>[^\\d.,]{0,8})");

  private static final Pattern CODE = Pattern.compile("[A-Za-z]{3}");

  /** One group of three behind the only separator: 1,234 may be either. */
  private static final Pattern EITHER = Pattern.compile("[^\\d]*\\d{1,3}[.,]\\d{3}[^\\d]*");

  /** The form of a file's numbers. */
  static NumberForm of(Collection<ColumnValues> columns) {
    List<ColumnValues> numeric =
        columns.stream()
            .filter(column -> column.share(value -> NUMBER.matcher(value).matches()) >= MOST)
            .toList();
    NumberForm best = PLAIN;
    long most = -1;
    for (NumberForm form : USUAL) {
      long reads = numeric.stream().filter(form::reads).count();
      if (reads > most) {
        most = reads;
        best = form;
      }
    }
    NumberForm chosen = best;
    boolean either =
        numeric.stream()
            .filter(chosen::reads)
            .anyMatch(
                column ->
                    column.filled().stream().allMatch(value -> EITHER.matcher(value).matches()));
    return new NumberForm(chosen.decimal, chosen.grouping, either);
  }

  /** Whether the column is one of numbers. */
  boolean reads(ColumnValues column) {
    return column.share(value -> read(value).isPresent()) >= MOST;
  }

  /** The number, with whatever sign of a currency stands beside it. */
  public Optional<BigDecimal> read(String value) {
    return new MoneyTexts(decimal, grouping).read(withoutSign(value), null);
  }

  private static String withoutSign(String value) {
    String sign = sign(value);
    return sign == null ? value : value.replace(sign, "");
  }

  /** The currency's sign or code beside the digits; null if there is none. */
  static @Nullable String sign(String value) {
    Matcher matcher = NUMBER.matcher(value);
    if (!matcher.matches()) {
      return null;
    }
    String around =
        (matcher.group("before") + " " + matcher.group("after"))
            .replaceAll("[()+\\-\\u2212\\u2013\\s\\u00A0\\u202F]+", " ")
            .strip();
    boolean isSign =
        around.codePoints().anyMatch(c -> Character.getType(c) == Character.CURRENCY_SYMBOL)
            || List.of("kr", "zł", "Kč", "Ft", "Fr.").contains(around)
            || (CODE.matcher(around).matches()
                && CurrencyGuess.isCode(around.toUpperCase(Locale.ROOT)));
    return isSign && value.contains(around) ? around : null;
  }
}
