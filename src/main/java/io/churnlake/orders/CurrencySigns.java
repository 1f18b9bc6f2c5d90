package io.churnlake.orders;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signs that stand for currencies (Unicode's CLDR, and what marketplaces write). A sign that
 * several currencies share stands for the shop's own if that is one of them, and else for none: a
 * guess would be another amount of money.
 */
public final class CurrencySigns {
  private static final Map<String, List<String>> SIGNS = new LinkedHashMap<>();

  static {
    put("USD", "$", "US$", "US $");
    put("EUR", "€");
    put("GBP", "£");
    put("JPY", "¥", "￥", "円");
    put("CNY", "¥", "￥", "CN¥", "元");
    put("CAD", "$", "C$", "CA$", "C $");
    put("AUD", "$", "A$", "AU$", "AU $");
    put("NZD", "$", "NZ$", "NZ $");
    put("SGD", "$", "S$");
    put("HKD", "$", "HK$");
    put("MXN", "$", "MX$");
    put("BRL", "R$");
    put("CHF", "Fr.", "SFr.");
    put("SEK", "kr", "kr.");
    put("NOK", "kr", "kr.");
    put("DKK", "kr", "kr.");
    put("ISK", "kr", "kr.");
    put("PLN", "zł");
    put("CZK", "Kč");
    put("HUF", "Ft");
    put("INR", "₹", "Rs.");
    put("KRW", "₩");
    put("ILS", "₪");
    put("TRY", "₺");
    put("RUB", "₽");
    put("UAH", "₴");
    put("VND", "₫");
    put("PHP", "₱");
    put("THB", "฿");
  }

  private CurrencySigns() {}

  private static void put(String currency, String... signs) {
    SIGNS.put(currency, List.of(signs));
  }

  /** What may stand beside an amount in that currency: its code and its signs, longest first. */
  public static List<String> of(String currency) {
    List<String> signs = new ArrayList<>(SIGNS.getOrDefault(currency, List.of()));
    signs.add(currency);
    signs.sort((a, b) -> b.length() - a.length());
    return List.copyOf(signs);
  }

  /** Codes by the signs that mean one currency in a shop of that one. */
  public static Map<String, String> codes(String shop) {
    Map<String, List<String>> bySign = new LinkedHashMap<>();
    SIGNS.forEach(
        (currency, signs) ->
            signs.forEach(
                sign -> bySign.computeIfAbsent(sign, any -> new ArrayList<>()).add(currency)));
    Map<String, String> codes = new LinkedHashMap<>();
    bySign.forEach(
        (sign, currencies) -> {
          if (currencies.contains(shop)) {
            codes.put(sign, shop);
          } else if (currencies.size() == 1) {
            codes.put(sign, currencies.get(0));
          }
        });
    return codes;
  }
}
