package io.churnlake.retention;

import io.churnlake.quality.Period;
import io.churnlake.table.RevenueRetention;
import java.time.LocalDate;

/**
 * The periods of gold.revenue_retention: a number of units up to a unit, and one for each unit, so
 * that those of twelve months overlap.
 */
enum RevenueSpan {
  MONTH(Period.MONTH.value(), Period.MONTH, 1),
  QUARTER(Period.QUARTER.value(), Period.QUARTER, 1),
  TWELVE_MONTHS(RevenueRetention.TWELVE_MONTHS, Period.MONTH, 12);

  private final String value;
  private final Period unit;
  private final int length;

  RevenueSpan(String value, Period unit, int length) {
    this.value = value;
    this.unit = unit;
    this.length = length;
  }

  /** Its name in the table. */
  String value() {
    return value;
  }

  /** What it counts in. */
  Period unit() {
    return unit;
  }

  /** Units of a period. */
  int length() {
    return length;
  }

  /** The first day of the period that ends with the unit. */
  LocalDate start(int at) {
    return unit.start(at - length + 1);
  }
}
