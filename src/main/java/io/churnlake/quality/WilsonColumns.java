package io.churnlake.quality;

import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * {@link Wilson} as expressions over columns of counts. NULL where n is 0; {@code hits} must lie in
 * 0..n.
 */
public final class WilsonColumns {
  private static final Column SQUARED = lit(Wilson.Z * Wilson.Z);

  private WilsonColumns() {}

  /** The share {@code hits / n}, a double. */
  public static Column share(Column hits, Column n) {
    return when(n.gt(0), hits.cast("double").divide(n));
  }

  /** The lower 95 % bound. */
  public static Column low(Column hits, Column n) {
    Column bound = centre(hits).minus(spread(hits, n)).divide(scale(n));
    return when(n.gt(0), greatest(lit(0.0), least(share(hits, n), bound)));
  }

  /** The upper 95 % bound. */
  public static Column high(Column hits, Column n) {
    Column bound = centre(hits).plus(spread(hits, n)).divide(scale(n));
    return when(n.gt(0), least(lit(1.0), greatest(share(hits, n), bound)));
  }

  private static Column centre(Column hits) {
    return lit(2.0).multiply(hits).plus(SQUARED);
  }

  private static Column spread(Column hits, Column n) {
    Column variance = lit(4.0).multiply(hits).multiply(lit(1.0).minus(share(hits, n)));
    return lit(Wilson.Z).multiply(sqrt(SQUARED.plus(variance)));
  }

  private static Column scale(Column n) {
    return lit(2.0).multiply(n.plus(SQUARED));
  }
}
