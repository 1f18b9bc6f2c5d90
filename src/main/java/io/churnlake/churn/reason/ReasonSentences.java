package io.churnlake.churn.reason;

import io.churnlake.table.Feature;
import io.churnlake.table.Types;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
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

  private final ResourceBundle sentences;
  private final DecimalFormat numbers;
  private final Map<String, MessageFormat> patterns = new HashMap<>();
  private final Locale locale;

  /** Sentences in English or German. */
  public ReasonSentences(Locale locale) {
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
    return sentence(
        feature.column(),
        value,
        feature.type().equals(Types.BOOLEAN) ? yesOrNo(value) : numbers.format(value));
  }

  /** The sentence of a feature by its name; of one that is a number. */
  public String of(String column, double value) {
    return sentence(column, value, numbers.format(value));
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

  private String yesOrNo(double value) {
    boolean isGerman = locale.getLanguage().equals(Locale.GERMAN.getLanguage());
    return value > 0 ? (isGerman ? "ja" : "yes") : (isGerman ? "nein" : "no");
  }
}
