package io.churnlake.churn.reason;

import io.churnlake.table.Feature;
import io.churnlake.table.Types;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.util.EnumMap;
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
  private final Map<Feature, MessageFormat> patterns = new EnumMap<>(Feature.class);
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
    if (Double.isNaN(value)) {
      String own = feature.column() + UNKNOWN;
      return sentences.containsKey(own)
          ? sentences.getString(own)
          : MessageFormat.format(sentences.getString(ANY_UNKNOWN), feature.column());
    }
    MessageFormat pattern =
        patterns.computeIfAbsent(
            feature, name -> new MessageFormat(sentences.getString(name.column()), locale));
    return pattern.format(new Object[] {shown(feature, value)});
  }

  private String shown(Feature feature, double value) {
    if (feature.type().equals(Types.BOOLEAN)) {
      boolean isGerman = locale.getLanguage().equals(Locale.GERMAN.getLanguage());
      return value > 0 ? (isGerman ? "ja" : "yes") : (isGerman ? "nein" : "no");
    }
    return numbers.format(value);
  }
}
