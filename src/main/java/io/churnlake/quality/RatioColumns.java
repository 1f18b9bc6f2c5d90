package io.churnlake.quality;

import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * A ratio of two sums over customers, neither below zero, with 95 % bounds by the delta method
 * (Cochran, "Sampling Techniques", 3rd ed. 1977, section 6.4): the variance of {@code a / b} is
 * {@code n / (n - 1) sum((a_i - ratio b_i)^2) / b^2}. For shares of customers {@link WilsonColumns}
 * is right: this one has no width where all customers are alike.
 *
 * @param a sum of {@code a_i} over the customers
 * @param b sum of {@code b_i}
 * @param aa sum of {@code a_i a_i}, as double
 * @param ab sum of {@code a_i b_i}
 * @param bb sum of {@code b_i b_i}
 * @param n customers
 */
public record RatioColumns(Column a, Column b, Column aa, Column ab, Column bb, Column n) {

  /** {@code a / b}; NULL where b is 0. */
  public Column ratio() {
    return when(b.notEqual(0), a.cast("double").divide(b.cast("double")));
  }

  /** The lower bound, at least 0; NULL where b is 0 or there are fewer than two customers. */
  public Column low() {
    return when(n.gt(1).and(b.notEqual(0)), greatest(lit(0.0), ratio().minus(spread())));
  }

  /** The upper bound; NULL where the lower one is. */
  public Column high() {
    return when(n.gt(1), ratio().plus(spread()));
  }

  /** A figure of a part of something. NULL stays NULL, which Spark's {@code least} would skip. */
  public static Column atMostOne(Column figure) {
    return when(figure.gt(1), lit(1.0)).otherwise(figure);
  }

  private Column spread() {
    Column squares =
        aa.minus(lit(2.0).multiply(ratio()).multiply(ab))
            .plus(ratio().multiply(ratio()).multiply(bb));
    // Rounding must not take the root of less than nothing.
    Column residuals = when(n.gt(1), greatest(lit(0.0), squares).multiply(n).divide(n.minus(1)));
    return when(b.notEqual(0), lit(Wilson.Z).multiply(sqrt(residuals)).divide(b.cast("double")));
  }
}
