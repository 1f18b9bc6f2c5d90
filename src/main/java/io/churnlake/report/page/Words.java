package io.churnlake.report.page;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The report's language: its texts, from {@code churnlake/report}, and how it writes numbers, dates
 * and amounts. Plain Java; not thread-safe.
 */
public final class Words {
  private static final String BUNDLE = "churnlake.report.report";

  /** What stands where there is no figure. */
  public static final String NO_FIGURE = "–";

  private final Locale locale;
  private final ResourceBundle texts;
  private final String currency;
  private final DateTimeFormatter dates;
  private final DateTimeFormatter months;

  /**
   * The words of a language.
   *
   * @param language English or German
   * @param currency of the amounts, ISO 4217
   */
  public Words(Locale language, String currency) {
    boolean isGerman = language.getLanguage().equals(Locale.GERMAN.getLanguage());
    this.locale = isGerman ? Locale.GERMANY : Locale.UK;
    this.texts =
        ResourceBundle.getBundle(
            BUNDLE,
            isGerman ? Locale.GERMAN : Locale.ENGLISH,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    this.currency = currency;
    this.dates = DateTimeFormatter.ofPattern(texts.getString("format.date"), locale);
    this.months = DateTimeFormatter.ofPattern(texts.getString("format.month"), locale);
  }

  /** The tag of the language, for the page and its script. */
  public String tag() {
    return locale.toLanguageTag();
  }

  public String currency() {
    return currency;
  }

  /**
   * The text of a key.
   *
   * @param values put in place of {0}, {1}, ..., as they are
   * @throws MissingResourceException if the language has no such text
   */
  public String text(String key, Object... values) {
    return new MessageFormat(texts.getString(key), locale).format(values);
  }

  /** The text of a word that the tables use, such as a reason; the word itself if it has none. */
  public String named(String group, String word) {
    String key = group + "." + word;
    return texts.containsKey(key) ? text(key) : word;
  }

  public String count(long number) {
    return number(number, 0);
  }

  public String number(@Nullable Double number, int digits) {
    if (number == null) {
      return NO_FIGURE;
    }
    DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(locale));
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return signed(format.format(number));
  }

  private String number(long number, int digits) {
    return number(Double.valueOf((double) number), digits);
  }

  /** A share in percent with one digit. */
  public String share(@Nullable Double share) {
    return share == null
        ? NO_FIGURE
        : text("format.percent", number(Double.valueOf(100 * share), 1));
  }

  /** An amount; in whole units from a thousand on. */
  public String money(@Nullable Double amount) {
    if (amount == null) {
      return NO_FIGURE;
    }
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    int digits = Math.abs(amount) >= 1000 ? 0 : 2;
    try {
      format.setCurrency(Currency.getInstance(currency));
    } catch (IllegalArgumentException unknown) {
      return number(amount, digits) + " " + currency;
    }
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return signed(format.format(amount));
  }

  /** A hyphen is no minus. */
  private static String signed(String number) {
    return number.replace('-', '\u2212');
  }

  public String date(LocalDate date) {
    return dates.format(date);
  }

  /** The month that the date lies in. */
  public String month(LocalDate date) {
    return months.format(date);
  }
}
