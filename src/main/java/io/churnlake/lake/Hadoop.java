package io.churnlake.lake;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** Hadoop's settings as the session has them, file system credentials included. */
final class Hadoop {
  private Hadoop() {}

  /**
   * The same settings before there is a session: those that spark-submit gave. Hadoop keeps the
   * file system that it is asked for first, so that it has to be the session's one already.
   */
  static Configuration confWithoutSession() {
    SparkConf submitted = new SparkConf();
    Configuration conf = new SparkHadoopUtil().newConfiguration(submitted);
    LocalFiles.settings(submitted).forEach(conf::set);
    return conf;
  }

  static Configuration conf(SparkSession spark) {
    return spark.sparkContext().hadoopConfiguration();
  }
}
