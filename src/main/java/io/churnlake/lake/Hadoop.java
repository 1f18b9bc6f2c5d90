package io.churnlake.lake;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** Hadoop's settings as the session has them, file system credentials included. */
final class Hadoop {
  private Hadoop() {}

  static Configuration conf(SparkSession spark) {
    return spark.sparkContext().hadoopConfiguration();
  }
}
