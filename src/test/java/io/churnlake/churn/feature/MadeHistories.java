package io.churnlake.churn.feature;

import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.CustomerLog.Day;
import io.churnlake.table.Feature.Source;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Histories for tests, by hand. */
public final class MadeHistories {
  private static final long UNITS = 10_000;

  private MadeHistories() {}

  /** An occasion with two lines and no discount. */
  public static Day bought(String date, int revenue) {
    return day(date, 2, revenue, 0, 0);
  }

  /** A day on which something came back and nothing was bought. */
  public static Day returned(String date, int amount) {
    return day(date, 0, 0, 0, amount);
  }

  static Day day(String date, int lines, int revenue, int discount, int back) {
    int orders = lines > 0 ? 1 : 0;
    return new Day(
        Math.toIntExact(LocalDate.parse(date).toEpochDay()),
        orders,
        lines,
        discount > 0 ? 0 : lines,
        revenue * UNITS,
        0,
        0,
        List.of(),
        orders,
        lines,
        revenue * UNITS,
        lines,
        discount * UNITS,
        back * UNITS);
  }

  /** A customer with these days, in order of date. */
  public static Past past(String key, OtherEvents others, Day... days) {
    return new Past(
        key, new CustomerLog(days[0].date(), true, List.of("all"), List.of(days)), others);
  }

  /**
   * A cut-off with a lookback of 366 days and a horizon of 90, at which orders and these sources
   * have long been recorded.
   */
  public static FeatureDate at(String date, Source... known) {
    PurchaseForecast forecast =
        PurchaseForecast.fit(
            List.of(
                new PurchaseForecast.History(3, 100, 200),
                new PurchaseForecast.History(1, 30, 150),
                new PurchaseForecast.History(0, 0, 300),
                new PurchaseForecast.History(0, 0, 20)));
    LocalDate longAgo = LocalDate.parse("2000-01-01");
    Map<Source, LocalDate> from = new EnumMap<>(Source.class);
    from.put(Source.ORDERS, longAgo);
    for (Source source : known) {
      from.put(source, longAgo);
    }
    return new FeatureDate(
        LocalDate.parse(date),
        forecast,
        new RecordedFrom(from),
        FeatureDate.WHOLE_HISTORY,
        366,
        90);
  }
}
