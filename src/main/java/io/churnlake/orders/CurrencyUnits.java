package io.churnlake.orders;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.Currency;
import org.apache.spark.sql.Column;

/** Smallest units of currencies: cents, and what is none, as ISO 4217 counts their digits. */
final class CurrencyUnits {
  private static final int USUAL = 2;

  /** More digits than any currency has. */
  private static final int MOST = 4;

  private CurrencyUnits() {}

  /** What one of the smallest units is worth: 0.01 of a euro, 1 of a yen, 0.001 of a dinar. */
  static Column worth(Column currency) {
    Column worth = lit(unit(USUAL));
    for (int digits = 0; digits <= MOST; digits++) {
      Object[] codes = codes(digits);
      if (digits != USUAL && codes.length > 0) {
        worth = when(currency.isin(codes), lit(unit(digits))).otherwise(worth);
      }
    }
    return worth;
  }

  private static BigDecimal unit(int digits) {
    return BigDecimal.ONE.movePointLeft(digits).setScale(MOST);
  }

  private static Object[] codes(int digits) {
    return Currency.getAvailableCurrencies().stream()
        .filter(currency -> currency.getDefaultFractionDigits() == digits)
        .map(Currency::getCurrencyCode)
        .sorted()
        .toArray();
  }
}
