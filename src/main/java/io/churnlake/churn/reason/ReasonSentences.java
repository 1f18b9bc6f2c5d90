package io.churnlake.churn.reason;

import io.churnlake.table.Feature;
import io.churnlake.table.Types;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * Reasons in words: what a feature's value says of the customer, whichever way it speaks. The
 * sentences are in {@code churnlake/reasons}. Plain Java; not thread-safe.
 */
public final class ReasonSentences {
  private static final String BUNDLE = "churnlake.reasons.reasons";
  private static final String UNKNOWN = ".unknown";

  /** Of a feature that is mostly known, with its column. */
  private static final String ANY_UNKNOWN = "any" + UNKNOWN;

  /** A contract's feature that is a share. */
  private static final String RENEWALS_NOT_MADE = "non_renewal_by_age";

  private final ResourceBundle sentences;
  private final String currency;
  private final DecimalFormat numbers;
  private final DecimalFormat money;
  private final NumberFormat percent;
  private final Map<String, MessageFormat> patterns = new HashMap<>();
  private final Locale locale;

  /** Sentences in English or German, amounts without a currency. */
  public ReasonSentences(Locale locale) {
    this(locale, "");
  }

  /**
   * Sentences in English or German.
   *
   * @param currency of amounts; empty if it is not known
   */
  public ReasonSentences(Locale locale, String currency) {
    this.currency = currency;
    money = new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(locale));
    percent = NumberFormat.getPercentInstance(locale);
    this.locale = locale;
    ResourceBundle.Control alone =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    sentences = ResourceBundle.getBundle(BUNDLE, locale, alone);
    numbers = new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(locale));
  }

  /**
   * The sentence.
   *
   * @param value as of FeatureValues; NaN: not known
   * @throws java.util.MissingResourceException if a feature whose value is known has no sentence
   */
  public String of(Feature feature, double value) {
    return sentence(feature.column(), value, shown(feature, value));
  }

  /** The sentence of a feature by its name; of one that is a number. */
  public String of(String column, double value) {
    return sentence(
        column,
        value,
        column.equals(RENEWALS_NOT_MADE) ? percent(value, true) : numbers.format(value));
  }

  private String sentence(String column, double value, String shown) {
    if (Double.isNaN(value)) {
      String own = column + UNKNOWN;
      return sentences.containsKey(own)
          ? sentences.getString(own)
          : MessageFormat.format(sentences.getString(ANY_UNKNOWN), column);
    }
    return patterns
        .computeIfAbsent(column, name -> new MessageFormat(sentences.getString(name), locale))
        .format(new Object[] {shown});
  }

  private String shown(Feature feature, double value) {
    if (feature.type().equals(Types.BOOLEAN)) {
      return yesOrNo(value);
    }
    boolean isTrend = feature == Feature.REVENUE_TREND_90;
    return switch (feature.unit()) {
      case "probability" -> percent(value, true);
      case "share" -> isTrend ? numbers.format(value) : percent(value, false);
      case "currency" -> money.format(value) + (currency.isEmpty() ? "" : " " + currency);
      default -> feature == Feature.RETURN_SHARE ? percent(value, false) : numbers.format(value);
    };
  }

  /** An estimate is never certain, and what is near an end is not at it. */
  private String percent(double share, boolean isEstimate) {
    boolean isGerman = isGerman();
    if (share < 0.01 && (isEstimate || share > 0)) {
      return (isGerman ? "weniger als " : "less than ") + percent.format(0.01);
    }
    if (share > 0.99 && (isEstimate || share < 1)) {
      return (isGerman ? "mehr als " : "more than ") + percent.format(0.99);
    }
    return percent.format(share);
  }

  private boolean isGerman() {
    return locale.getLanguage().equals(Locale.GERMAN.getLanguage());
  }

  private String yesOrNo(double value) {
    boolean isGerman = isGerman();
    return value > 0 ? (isGerman ? "ja" : "yes") : (isGerman ? "nein" : "no");
  }
}
