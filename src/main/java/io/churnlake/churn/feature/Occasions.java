package io.churnlake.churn.feature;

import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.CustomerLog.Day;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * The days of one customer up to a cut-off.
 *
 * @param days those with an order or a return, in order of date
 * @param occasions of these, those with a counting line; at least one
 * @param cutOff days since 1970-01-01
 */
record Occasions(List<Day> days, List<Day> occasions, int cutOff) {

  /** Those in (cut-off - history, cut-off]; empty if there is no occasion. */
  static Optional<Occasions> upTo(int cutOff, CustomerLog log, int historyDays) {
    List<Day> days =
        log.days().stream()
            .filter(day -> day.date() <= cutOff && day.date() > cutOff - historyDays)
            .toList();
    List<Day> occasions = days.stream().filter(day -> day.isOccasion(false)).toList();
    return occasions.isEmpty()
        ? Optional.empty()
        : Optional.of(new Occasions(days, occasions, cutOff));
  }

  /** The same, but empty if there is none in (cut-off - lookback, cut-off]. */
  static Optional<Occasions> upTo(int cutOff, CustomerLog log, int historyDays, int lookbackDays) {
    return upTo(cutOff, log, historyDays).filter(all -> all.last().date() > cutOff - lookbackDays);
  }

  Day first() {
    return occasions.get(0);
  }

  Day last() {
    return occasions.get(occasions.size() - 1);
  }

  int number() {
    return occasions.size();
  }

  /** Occasions in (cut-off - from, cut-off - to], counted back from the cut-off. */
  int number(int from, int to) {
    int number = 0;
    for (Day day : occasions) {
      number += day.date() > cutOff - from && day.date() <= cutOff - to ? 1 : 0;
    }
    return number;
  }

  /** The same window's sum over all days. */
  long sum(ToLongFunction<Day> what, int from, int to) {
    long sum = 0;
    for (Day day : days) {
      if (day.date() > cutOff - from && day.date() <= cutOff - to) {
        sum += what.applyAsLong(day);
      }
    }
    return sum;
  }

  /** The sum over all days. */
  long sum(ToLongFunction<Day> what) {
    return days.stream().mapToLong(what).sum();
  }

  /** Days between occasions; one less than there are occasions. */
  int[] gaps() {
    int[] gaps = new int[occasions.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = occasions.get(i + 1).date() - occasions.get(i).date();
    }
    return gaps;
  }

  PurchaseForecast.History history() {
    return new PurchaseForecast.History(
        number() - 1, last().date() - first().date(), cutOff - first().date());
  }
}
