package io.churnlake.economics;

import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.Period;
import io.churnlake.table.Kpis;
import io.churnlake.table.Retention;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * What a business date knows.
 *
 * @param asOf what is dated later is not looked at
 * @param logStart the log's first day
 * @param windowDays length of the activity window, as in gold.kpis
 */
public record Scope(LocalDate asOf, LocalDate logStart, int windowDays) {
  static final Period MONTH = Period.MONTH;

  /** Number of the month that holds the business date. */
  int newest() {
    return MONTH.index(asOf);
  }

  /** Number of the last month that has ended by the business date. */
  int lastEnded() {
    return MONTH.index(asOf.plusDays(1)) - 1;
  }

  Column known(Column date) {
    return date.leq(lit(asOf));
  }

  Column hasEnded(Column month) {
    return MONTH.end(month).leq(lit(asOf));
  }

  /** The reason of a month that goes on, else NULL. */
  Column notEnded(Column month) {
    return when(not(hasEnded(month)), lit(Retention.PERIOD_NOT_ENDED));
  }

  /** The reason where the log does not reach back to who was active on the day before the month. */
  Column startNotObserved(Column month) {
    return when(
        date_sub(MONTH.start(month), windowDays).lt(lit(logStart)), lit(Kpis.WINDOW_NOT_OBSERVED));
  }

  /** The same for the last day of the month. */
  Column endNotObserved(Column month) {
    return when(
        date_sub(MONTH.end(month), windowDays - 1).lt(lit(logStart)),
        lit(Kpis.WINDOW_NOT_OBSERVED));
  }

  /** The reason of a month that begins before the log does. */
  Column notInLog(Column month) {
    return when(MONTH.start(month).lt(lit(logStart)), lit(Kpis.WINDOW_NOT_OBSERVED));
  }

  /** as_of, period, period_start, label, observed_to, is_complete. */
  List<Column> columns(Column month) {
    return List.of(
        lit(asOf).as(Kpis.AS_OF),
        lit(MONTH.value()).as(Kpis.PERIOD),
        MONTH.start(month).as(Kpis.PERIOD_START),
        MONTH.label(MONTH.start(month)).as(Kpis.LABEL),
        least(MONTH.end(month), lit(asOf)).as(Kpis.OBSERVED_TO),
        hasEnded(month).as(Kpis.IS_COMPLETE));
  }
}
