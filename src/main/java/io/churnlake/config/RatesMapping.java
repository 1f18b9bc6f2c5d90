package io.churnlake.config;

import java.util.List;

/**
 * Where exchange rates are; section rates of a source mapping. A CSV file with a header.
 *
 * @param file below the input folder, or an absolute path; empty if there are none
 * @param encoding character set
 * @param delimiter between fields
 * @param decimal point of the rates
 * @param date column of the day from which a rate holds
 * @param currency column of the currency
 * @param rate column of the rate: units of the reporting currency for one of that currency
 * @param datePattern of the dates
 * @param maxAgeDays so long a rate holds if no later one is there
 */
public record RatesMapping(
    String file,
    String encoding,
    String delimiter,
    String decimal,
    String date,
    String currency,
    String rate,
    String datePattern,
    int maxAgeDays) {
  private static final String SECTION = "source.rates.";
  private static final int MOST_DAYS = 3660;

  public boolean isPresent() {
    return !file.isEmpty();
  }

  /** The section; encoding, delimiter and decimal point are the orders' where it has none. */
  static RatesMapping load(Settings s, String encoding, String delimiter, String decimal) {
    RatesMapping rates =
        new RatesMapping(
            s.string(SECTION + "file"),
            SourceMapping.encoding(s, SECTION + "encoding", encoding),
            orElse(s.verbatim(SECTION + "delimiter"), delimiter),
            orElse(s.string(SECTION + "decimal"), decimal),
            s.string(SECTION + "columns.date"),
            s.string(SECTION + "columns.currency"),
            s.string(SECTION + "columns.rate"),
            s.string(SECTION + "date-pattern"),
            s.whole(SECTION + "max-age-days", 0, MOST_DAYS));
    rates.check(s);
    return rates;
  }

  private static String orElse(String own, String ofOrders) {
    return own.isEmpty() ? ofOrders : own;
  }

  private void check(Settings s) {
    if (List.of(file.split("/")).contains("..")) {
      s.problem(SECTION + "file", "is \"" + file + "\", must not lead out of --input by ..");
    }
    if (isPresent() && (date.isEmpty() || currency.isEmpty() || rate.isEmpty())) {
      s.problem(SECTION + "columns", "needs date, currency and rate");
    }
    if (!List.of(".", ",").contains(decimal)) {
      s.problem(SECTION + "decimal", "is \"" + decimal + "\", must be . or ,");
    }
    for (String what : TimePattern.problems(datePattern, "UTC")) {
      s.problem(SECTION + "date-pattern", "\"" + datePattern + "\" " + what);
    }
  }
}
