package io.churnlake.economics;

import static org.apache.spark.sql.functions.lit;

import io.churnlake.quality.Period;
import io.churnlake.table.Kpis;
import io.churnlake.table.Retention;
import java.io.Serializable;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * What a business date knows.
 *
 * @param asOf what is dated later is not looked at
 * @param logStart the log's first day
 * @param windowDays length of the activity window, as in gold.kpis
 * @param answerDays how long after an answer a purchase is looked for
 */
public record Scope(LocalDate asOf, LocalDate logStart, int windowDays, int answerDays)
    implements Serializable {
  static final Period MONTH = Period.MONTH;

  /** Number of the month that holds the business date. */
  int newest() {
    return MONTH.index(asOf);
  }

  /** Number of the last month that has ended by the business date. */
  int lastEnded() {
    return MONTH.index(asOf.plusDays(1)) - 1;
  }

  /** Number of the month of a day from 1970-01-01. */
  static int month(int day) {
    return MONTH.index(LocalDate.ofEpochDay(day));
  }

  Column known(Column date) {
    return date.leq(lit(asOf));
  }

  boolean hasEnded(int month) {
    return month <= lastEnded();
  }

  /** The reason of a month that goes on. */
  @Nullable String notEnded(int month) {
    return hasEnded(month) ? null : Retention.PERIOD_NOT_ENDED;
  }

  /** The reason where the log does not reach back to who was active on the day before the month. */
  @Nullable String startNotObserved(int month) {
    return observed(MONTH.start(month).minusDays(windowDays));
  }

  /** The same for the last day of the month. */
  @Nullable String endNotObserved(int month) {
    return observed(MONTH.end(month).minusDays(windowDays - 1L));
  }

  /** The reason of a month that begins before the log does. */
  @Nullable String notInLog(int month) {
    return observed(MONTH.start(month));
  }

  private @Nullable String observed(LocalDate from) {
    return from.isBefore(logStart) ? Kpis.WINDOW_NOT_OBSERVED : null;
  }
}
