package io.churnlake.testing;

import org.apache.spark.sql.SparkSession;

/**
 * While open, the tests' session compiles all that it computes, as a user's does. Otherwise it
 * interprets what lies outside of whole stages, which is quicker for a few rows and many times
 * slower for hundreds of thousands: Delta's statistics alone look at every value that is written.
 */
public final class ManyRows implements AutoCloseable {
  private static final String FACTORY = "spark.sql.codegen.factoryMode";

  private final SparkSession spark;
  private final String before;

  private ManyRows(SparkSession spark) {
    this.spark = spark;
    this.before = spark.conf().get(FACTORY, "FALLBACK");
    spark.conf().set(FACTORY, "FALLBACK");
  }

  /** To be closed at the end of the test. */
  public static ManyRows in(SparkSession spark) {
    return new ManyRows(spark);
  }

  @Override
  public void close() {
    spark.conf().set(FACTORY, before);
  }
}
