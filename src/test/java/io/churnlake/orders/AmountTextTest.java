package io.churnlake.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts as print has them, and what is none. */
@Tag("fast")
class AmountTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$1,234.50|USD|1234.50",
        "US $12.00|USD|12.00",
        "-$12.00|USD|-12.00",
        "$-12.00|USD|-12.00",
        "($12.00)|USD|-12.00",
        "$(12.00)|USD|-12.00",
        "(12.00)|EUR|-12.00",
        "12.00-|EUR|-12.00",
        "\u221212.00|EUR|-12.00",
        "12.00 EUR|EUR|12.00",
        "EUR\u00A012.00|EUR|12.00",
        "+12|EUR|12",
        ".5|EUR|.5",
        "A$ 7.00|AUD|7.00"
      })
  void formsOfPrintWithPointsAreRead(String text, String currency, String amount) {
    assertThat(new AmountText(".", ",").plain(text, currency)).isEqualTo(amount);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.234,50 €|EUR|1234.50",
        "1.234,50\u00A0€|EUR|1234.50",
        "12,00-|EUR|-12.00",
        "12,00- €|EUR|-12.00",
        "€ -12,00|EUR|-12.00",
        "12,00 kr|SEK|12.00"
      })
  void formsOfPrintWithCommasAreRead(String text, String currency, String amount) {
    assertThat(new AmountText(",", ".").plain(text, currency)).isEqualTo(amount);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "£12.00",
        "$",
        "",
        "--12",
        "-12-",
        "(-12)",
        "€€12",
        "12 12",
        "1,23",
        "12.00 pieces",
        "()"
      })
  void whatMayMeanAnotherAmountIsNone(String text) {
    assertThat(new AmountText(".", ",").plain(text, "EUR")).isNull();
  }

  @Test
  void piecesHaveNoCurrency() {
    assertThat(new AmountText(".", "").plain("€2", null)).isNull();
    assertThat(new AmountText(".", "").plain("(2)", null)).isEqualTo("-2");
  }

  @Test
  void aSignOfSeveralCurrenciesIsTheShopsOwnOrNone() {
    assertThat(CurrencySigns.codes("CAD")).containsEntry("$", "CAD").containsEntry("€", "EUR");
    assertThat(CurrencySigns.codes("EUR")).doesNotContainKey("$").containsEntry("£", "GBP");
  }
}
