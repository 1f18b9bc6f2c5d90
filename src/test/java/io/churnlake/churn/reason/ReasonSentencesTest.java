package io.churnlake.churn.reason;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.churn.model.ModelInputs;
import io.churnlake.table.Feature;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ReasonSentencesTest {
  private static final List<Feature> INPUTS =
      Feature.all().stream().filter(f -> f.scale() != Feature.Scale.NO_INPUT).toList();

  @Test
  void everyInputHasASentenceInBothLanguages() {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
      ReasonSentences sentences = new ReasonSentences(locale);
      for (Feature feature : INPUTS) {
        assertThat(sentences.of(feature, 4321.5)).as(feature.column()).doesNotContain("{");
        boolean maybeUnknown =
            new ModelInputs(List.of(feature)).size() == 2
                || feature.source() != Feature.Source.ORDERS;
        if (maybeUnknown) {
          assertThat(sentences.of(feature, Double.NaN)).as(feature.column()).isNotBlank();
        }
      }
    }
  }

  @Test
  void numbersAreWrittenAsTheLanguageDoes() {
    assertThat(new ReasonSentences(Locale.ENGLISH).of(Feature.LAST_REVENUE, 1234.5))
        .isEqualTo("Last purchase was worth 1,234.50");
    ReasonSentences german = new ReasonSentences(Locale.GERMAN);
    assertThat(german.of(Feature.LAST_REVENUE, 1234.5))
        .isEqualTo("Wert des letzten Kaufs: 1.234,50");
    assertThat(new ReasonSentences(Locale.GERMAN, "EUR").of(Feature.LAST_REVENUE, 0.5))
        .isEqualTo("Wert des letzten Kaufs: 0,50 EUR");
    assertThat(german.of(Feature.FIRST_DISCOUNTED, 1)).isEqualTo("Erster Kauf mit Rabatt: ja");
    assertThat(german.of(Feature.SD_GAP_DAYS, Double.NaN))
        .isEqualTo("Zu wenige Käufe, um ihre Regelmäßigkeit zu kennen");
  }

  /** 99.6 % rounded to 100 would say that somebody is lost for sure. */
  @Test
  void noForecastIsCertainAndSharesArePercent() {
    ReasonSentences english = new ReasonSentences(Locale.ENGLISH);
    ReasonSentences german = new ReasonSentences(Locale.GERMAN);
    assertThat(english.of(Feature.P_NO_PURCHASE, 0.996)).endsWith(": more than 99%");
    assertThat(english.of(Feature.P_NO_PURCHASE, 1)).endsWith(": more than 99%");
    assertThat(english.of(Feature.P_ALIVE, 0)).endsWith(": less than 1%");
    assertThat(german.of(Feature.P_NO_PURCHASE, 0.996)).endsWith(": mehr als 99\u00a0%");
    assertThat(english.of(Feature.DISCOUNT_SHARE, 0.124)).endsWith(": 12%");
    assertThat(english.of(Feature.DISCOUNT_SHARE, 0)).endsWith(": 0%");
    assertThat(english.of(Feature.RETURN_SHARE, 1.5)).endsWith(": 150%");
    assertThat(english.of(Feature.REVENUE_TREND_90, -0.5)).endsWith(": -0.5");
  }
}
