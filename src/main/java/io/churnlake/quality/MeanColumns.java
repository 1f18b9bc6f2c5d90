package io.churnlake.quality;

import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * A mean over customers with 95 % bounds by the normal approximation, from sums that are exact, so
 * that the order of rows changes no digit.
 *
 * @param sum of the values
 * @param squares sum of their squares
 * @param n customers
 */
public record MeanColumns(Column sum, Column squares, Column n) {

  /** NULL without customers. */
  public Column mean() {
    return when(n.gt(0), sum.cast("double").divide(n));
  }

  /** NULL for fewer than two customers. */
  public Column low() {
    return when(n.gt(1), mean().minus(spread()));
  }

  /** NULL for fewer than two customers. */
  public Column high() {
    return when(n.gt(1), mean().plus(spread()));
  }

  private Column spread() {
    Column residuals = squares.cast("double").minus(mean().multiply(sum.cast("double")));
    // Rounding must not take the root of less than nothing.
    Column variance = when(n.gt(1), greatest(lit(0.0), residuals).divide(n.minus(1)));
    return lit(Wilson.Z).multiply(sqrt(variance.divide(n)));
  }
}
