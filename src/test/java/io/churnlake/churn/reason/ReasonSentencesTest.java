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
        .isEqualTo("Last purchase was worth 1,234.5");
    ReasonSentences german = new ReasonSentences(Locale.GERMAN);
    assertThat(german.of(Feature.LAST_REVENUE, 1234.5))
        .isEqualTo("Wert des letzten Kaufs: 1.234,5");
    assertThat(german.of(Feature.FIRST_DISCOUNTED, 1)).isEqualTo("Erster Kauf mit Rabatt: ja");
    assertThat(german.of(Feature.SD_GAP_DAYS, Double.NaN))
        .isEqualTo("Zu wenige Käufe, um ihre Regelmäßigkeit zu kennen");
  }
}
