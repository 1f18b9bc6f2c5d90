package io.churnlake.clv;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.covar_pop;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.var_pop;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * Pearson's correlation of two quantities, from centred sums. Where either has one value only, or
 * there are fewer than two rows, it is not defined: NULL, where Spark's {@code corr} divides by
 * zero.
 *
 * @param x double, NULL in rows that do not count; then y is NULL too
 * @param y double
 */
record Correlation(Column x, Column y) {
  /**
   * Values whose range is less than this share of the largest are one value: three times 19.90 over
   * three is not the double 19.90, and rounding must not correlate with anything.
   */
  static final double ONE_VALUE = 1e-12;

  /** An aggregate, within -1 and 1. */
  Column column() {
    // The roots before the product, which may be too small or too large for a double.
    Column quotient = covar_pop(x, y).divide(sqrt(var_pop(x)).multiply(sqrt(var_pop(y))));
    return when(varies(x).and(varies(y)), greatest(lit(-1.0), least(lit(1.0), quotient)));
  }

  private static Column varies(Column value) {
    return max(value).minus(min(value)).gt(max(abs(value)).multiply(ONE_VALUE));
  }
}
