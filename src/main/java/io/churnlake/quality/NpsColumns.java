package io.churnlake.quality;

import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * Share of promoters less share of detractors, with 95 % bounds by the normal approximation. The
 * variance of the difference of two multinomial shares is {@code (p + d - (p - d)^2) / n}.
 *
 * @param promoters answers of 9 and 10
 * @param detractors answers of 0 to 6
 * @param n all answers
 */
public record NpsColumns(Column promoters, Column detractors, Column n) {

  /** From -1 to 1; NULL without answers. */
  public Column score() {
    return when(n.gt(0), promoters.minus(detractors).cast("double").divide(n));
  }

  /** NULL for fewer than two answers. */
  public Column low() {
    return when(n.gt(1), greatest(lit(-1.0), score().minus(spread())));
  }

  /** NULL for fewer than two answers. */
  public Column high() {
    return when(n.gt(1), least(lit(1.0), score().plus(spread())));
  }

  private Column spread() {
    Column outspoken = promoters.plus(detractors).cast("double").divide(n);
    // Rounding must not take the root of less than nothing.
    Column variance = when(n.gt(0), greatest(lit(0.0), outspoken.minus(score().multiply(score()))));
    return lit(Wilson.Z).multiply(sqrt(variance.divide(n)));
  }
}
