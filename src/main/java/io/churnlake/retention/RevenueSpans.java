package io.churnlake.retention;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.NamedPeriod;
import io.churnlake.quality.Period;
import io.churnlake.table.RevenueCells;
import io.churnlake.table.RevenueRetention;
import org.apache.spark.sql.Column;

/**
 * The periods of gold.revenue_retention: a number of units (one month, one quarter, twelve months)
 * up to a unit, and one for each unit, so that those of twelve months overlap.
 */
final class RevenueSpans {
  /** Which span; the column that the others look at. */
  static final String SPAN = RevenueRetention.PERIOD;

  /** Number of the unit that the period ends with. */
  static final String AT = RevenueCells.UNIT;

  private RevenueSpans() {}

  /** All spans' names as an array, to be exploded. */
  static Column all() {
    return array(
        lit(Period.MONTH.value()),
        lit(Period.QUARTER.value()),
        lit(RevenueRetention.TWELVE_MONTHS));
  }

  /** The {@link Period} that the span counts in. */
  static Column unitName() {
    return when(col(SPAN).equalTo(Period.QUARTER.value()), lit(Period.QUARTER.value()))
        .otherwise(lit(Period.MONTH.value()));
  }

  /** The number of the unit that holds the date. */
  static Column unit(Column date) {
    return NamedPeriod.index(unitName(), date);
  }

  /** Units of a period. */
  static Column length() {
    return when(col(SPAN).equalTo(RevenueRetention.TWELVE_MONTHS), 12).otherwise(1);
  }
}
