package io.churnlake.quality;

import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.quarter;
import static org.apache.spark.sql.functions.year;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.apache.spark.sql.Column;

/**
 * A calendar period of the shop's dates. Periods of a kind are numbered without gaps, so that a
 * difference of numbers counts calendar periods. Dates and columns of dates get the same numbers.
 */
public enum Period {
  /** ISO weeks, Monday to Sunday. */
  WEEK,
  MONTH,
  QUARTER;

  private static final LocalDate EPOCH = LocalDate.EPOCH;
  private static final LocalDate MONDAY_BEFORE_EPOCH = LocalDate.of(1969, 12, 29);

  /** Its name in tables, such as {@code month}. */
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The period of that {@link #value}. */
  public static Period named(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }

  /** The number of the period that holds the date; number 0 holds 1970-01-01. */
  public int index(LocalDate date) {
    long index =
        switch (this) {
          case WEEK -> Math.floorDiv(ChronoUnit.DAYS.between(MONDAY_BEFORE_EPOCH, date), 7L);
          case MONTH -> months(date);
          case QUARTER -> Math.floorDiv(months(date), 3L);
        };
    return Math.toIntExact(index);
  }

  /** {@link #index(LocalDate)} of a column of dates, an int. */
  public Column index(Column date) {
    return switch (this) {
      case WEEK -> floor(datediff(date, lit(MONDAY_BEFORE_EPOCH)).divide(7)).cast("int");
      case MONTH -> year(date).minus(1970).multiply(12).plus(month(date)).minus(1);
      case QUARTER -> year(date).minus(1970).multiply(4).plus(quarter(date)).minus(1);
    };
  }

  /** The first day of the period with that number. */
  public LocalDate start(int index) {
    return switch (this) {
      case WEEK -> MONDAY_BEFORE_EPOCH.plusWeeks(index);
      case MONTH -> EPOCH.plusMonths(index);
      case QUARTER -> EPOCH.plusMonths(3L * index);
    };
  }

  /** The last day of the period with that number. */
  public LocalDate end(int index) {
    return start(index + 1).minusDays(1);
  }

  /** What people call the period that holds the date: 2010-12, 2010-Q4, 2010-W52. */
  public String label(LocalDate date) {
    return switch (this) {
      case WEEK ->
          "%d-W%02d"
              .formatted(
                  date.get(IsoFields.WEEK_BASED_YEAR), date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTH -> "%04d-%02d".formatted(date.getYear(), date.getMonthValue());
      case QUARTER -> "%d-Q%d".formatted(date.getYear(), date.get(IsoFields.QUARTER_OF_YEAR));
    };
  }

  private static long months(LocalDate date) {
    return (date.getYear() - 1970) * 12L + date.getMonthValue() - 1;
  }
}
