package io.churnlake.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class WordsTest {
  private static final Pattern PLACE = Pattern.compile("\\{\\d+}");

  private static Properties texts(String language) throws Exception {
    Properties texts = new Properties();
    try (InputStreamReader file =
        new InputStreamReader(
            WordsTest.class.getResourceAsStream(
                "/churnlake/report/report_" + language + ".properties"),
            StandardCharsets.UTF_8)) {
      texts.load(file);
    }
    return texts;
  }

  private static Set<String> places(String text) {
    return PLACE
        .matcher(text)
        .results()
        .map(place -> place.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void bothLanguagesSayTheSameThings() throws Exception {
    Properties english = texts("en");
    Properties german = texts("de");
    assertThat(german.stringPropertyNames())
        .hasSizeGreaterThan(150)
        .isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(places(german.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
    }
  }

  /** An apostrophe quotes in a MessageFormat, and what follows is not filled in. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void noTextHasAnApostropheOrAStrayBrace(String language) throws Exception {
    texts(language)
        .forEach(
            (key, text) ->
                assertThat(PLACE.matcher((String) text).replaceAll(""))
                    .as("%s", key)
                    .isNotBlank()
                    .doesNotContain("'", "{", "}"));
  }

  @Test
  void numbersDatesAndAmountsAreThoseOfTheLanguage() {
    Words german = new Words(Locale.GERMAN, "EUR");
    Words english = new Words(Locale.ENGLISH, "EUR");
    assertThat(german.number(-1234.5, 2)).isEqualTo("\u22121.234,50");
    assertThat(english.number(-1234.5, 2)).isEqualTo("\u22121,234.50");
    assertThat(german.share(0.4567)).isEqualTo("45,7\u00a0%");
    assertThat(english.share(0.4567)).isEqualTo("45.7%");
    assertThat(german.money(999.5)).isEqualTo("999,50\u00a0€");
    assertThat(english.money(1234.5)).isEqualTo("€1,234");
    assertThat(german.date(LocalDate.of(2025, 3, 4))).isEqualTo("04.03.2025");
    assertThat(english.date(LocalDate.of(2025, 3, 4))).isEqualTo("4 March 2025");
    assertThat(german.month(LocalDate.of(2025, 3, 4))).isEqualTo("März 2025");
    assertThat(german.share(null)).isEqualTo(Words.NO_FIGURE);
  }

  @Test
  void anUnknownCurrencyIsWrittenBehindTheNumber() {
    assertThat(new Words(Locale.GERMAN, "points").money(5.0)).isEqualTo("5,00 points");
  }
}
