package io.churnlake.inspect;

import io.churnlake.orders.CurrencySigns;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which currency a file is in.
 *
 * @param code ISO 4217
 * @param because what says so, for a person; empty if nothing does
 */
public record CurrencyGuess(String code, String because) {
  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toSet());

  /** Of currencies that share a sign, the one that is meant most often. */
  private static final List<String> USUAL =
      List.of("USD", "EUR", "GBP", "JPY", "SEK", "CNY", "CHF", "PLN", "CZK");

  public static boolean isCode(String text) {
    return CODES.contains(text);
  }

  /**
   * The currency, by what says it best.
   *
   * @param named the column that names currencies, if there is one
   * @param money columns of money
   * @param all columns of the file, whose signs are asked where those of money have none
   * @param countries ISO codes of countries in the file, the most frequent first
   */
  static CurrencyGuess of(
      Optional<ColumnValues> named,
      Collection<ColumnValues> money,
      Collection<ColumnValues> all,
      List<String> countries) {
    Optional<String> said = named.flatMap(column -> mostFrequent(column.filled()));
    if (said.isPresent()) {
      return new CurrencyGuess(
          code(said.get()), "the most frequent one in " + named.orElseThrow().name());
    }
    Optional<String> sign = mostFrequent(signs(money));
    if (sign.isPresent()) {
      return new CurrencyGuess(code(sign.get()), "amounts have the sign " + sign.get());
    }
    for (ColumnValues column : money) {
      for (String word : column.words().split("_", -1)) {
        String code = word.toUpperCase(Locale.ROOT);
        if (USUAL.contains(code)) {
          return new CurrencyGuess(code, "the name of " + column.name());
        }
      }
    }
    // In other columns, letters may be a measure's: 3 CUP.
    Optional<String> beside =
        mostFrequent(signs(all).stream().filter(text -> !isLetters(text)).toList());
    if (beside.isPresent()) {
      return new CurrencyGuess(code(beside.get()), "some columns have the sign " + beside.get());
    }
    if (!countries.isEmpty()) {
      Currency currency = Currency.getInstance(new Locale("", countries.get(0)));
      if (currency != null) {
        return new CurrencyGuess(
            currency.getCurrencyCode(), "most orders are from " + countries.get(0));
      }
    }
    return new CurrencyGuess("EUR", "");
  }

  private static boolean isLetters(String text) {
    return text.codePoints().allMatch(c -> Character.isLetter(c) || c == '.');
  }

  private static List<String> signs(Collection<ColumnValues> columns) {
    return columns.stream()
        .flatMap(column -> column.filled().stream())
        .flatMap(value -> Optional.ofNullable(NumberForm.sign(value)).stream())
        .toList();
  }

  private static String code(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (isCode(upper)) {
      return upper;
    }
    return USUAL.stream()
        .filter(code -> CurrencySigns.of(code).contains(text))
        .findFirst()
        .or(() -> CODES.stream().filter(code -> CurrencySigns.of(code).contains(text)).findFirst())
        .orElse("EUR");
  }

  private static Optional<String> mostFrequent(Collection<String> values) {
    Map<String, Integer> counts = new HashMap<>();
    values.forEach(value -> counts.merge(value, 1, Integer::sum));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }
}
