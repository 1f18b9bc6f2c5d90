package io.churnlake.lake;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** Hadoop's settings as the session has them, file system credentials included. */
final class Hadoop {
  private Hadoop() {}

  /** The same settings before there is a session: those that spark-submit gave. */
  static Configuration confWithoutSession() {
    return new SparkHadoopUtil().newConfiguration(new SparkConf());
  }

  static Configuration conf(SparkSession spark) {
    return spark.sparkContext().hadoopConfiguration();
  }
}
