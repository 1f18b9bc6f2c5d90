package io.churnlake.testing;

import io.churnlake.lake.Sparks;
import org.apache.spark.sql.SparkSession;

/** The one Spark session of all tests in this JVM; made on first use, ended with the JVM. */
public final class SparkTest {
  private static final class Holder {
    static final SparkSession SPARK = Sparks.open(2);
  }

  private SparkTest() {}

  public static SparkSession spark() {
    return Holder.SPARK;
  }
}
