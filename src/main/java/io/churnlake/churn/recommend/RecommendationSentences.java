package io.churnlake.churn.recommend;

import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/**
 * Why a product is recommended, in words. The sentences are in {@code churnlake/reasons}. Plain
 * Java; not thread-safe.
 */
public final class RecommendationSentences {
  private static final String BUNDLE = "churnlake.reasons.recommendations";

  private final Map<RecommendationModel, MessageFormat> patterns =
      new EnumMap<>(RecommendationModel.class);

  /** Sentences in English or German. */
  public RecommendationSentences(Locale locale) {
    ResourceBundle sentences =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    for (RecommendationModel model : RecommendationModel.values()) {
      patterns.put(model, new MessageFormat(sentences.getString(model.label()), locale));
    }
  }

  /** The sentence. */
  public String of(Recommendation recommendation) {
    MessageFormat pattern = patterns.get(recommendation.model());
    if (pattern == null) {
      throw new IllegalStateException("every model has a sentence");
    }
    return pattern.format(new Object[] {recommendation.because(), recommendation.place()});
  }
}
