package io.churnlake.lake;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark sessions, set the same way on a laptop, a cluster and in tests. */
public final class Sparks {
  private Sparks() {}

  /**
   * The session of this process: spark-submit's if it started us, else one on all cores of this
   * machine. The session zone is UTC, Delta is on, Hive is off.
   *
   * @param shufflePartitions 0 to choose: four per core on one machine, Spark's own on a cluster
   */
  public static SparkSession open(int shufflePartitions) {
    return session(shufflePartitions)
        .config("spark.sql.catalogImplementation", "in-memory")
        // The schemas of the views in SQL get a folder each, though nothing is ever in them.
        .config(
            "spark.sql.warehouse.dir",
            Path.of(System.getProperty("java.io.tmpdir"), "churnlake-schemas").toUri().toString())
        .getOrCreate();
  }

  /** The same beside a Hive metastore, which is told of the tables' columns, too. */
  static SparkSession openWithMetastore(int shufflePartitions) {
    return session(shufflePartitions)
        .config("spark.sql.catalogImplementation", "hive")
        .config("spark.databricks.delta.catalog.update.enabled", "true")
        .getOrCreate();
  }

  private static SparkSession.Builder session(int shufflePartitions) {
    SparkConf submitted = new SparkConf();
    String master = submitted.get("spark.master", "local[*]");
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("churnlake")
            .master(master)
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.ansi.enabled", "true")
            .config("spark.sql.adaptive.enabled", "true")
            .config("spark.sql.sources.partitionOverwriteMode", "static")
            // The JVM never compiles a method above 8,000 bytes of bytecode; Spark then does better
            // without whole-stage code (scoring: twice as fast).
            .config("spark.sql.codegen.hugeMethodLimit", "8000")
            // A night has some thousand pieces of generated code; Spark keeps 100, and would
            // compile
            // the same ones again each night, and several times in one.
            .config("spark.sql.codegen.cache.maxEntries", "4096")
            // Few rows that are sent around may be what is left of very many, which takes its time.
            .config("spark.sql.broadcastTimeout", "36000")
            // What is kept is read within seconds: packing it costs more than its room. Conform's
            // lines took half the time.
            .config("spark.sql.inMemoryColumnarStorage.compressed", "false")
            // East or west of UTC, Delta reads the whole state of a log after each commit, to
            // verify
            // timestamps among partition values; ours are dates.
            .config(
                "spark.databricks.delta.allFilesInCrc.verificationMode.forceOnNonUTC.enabled",
                "false")
            // A checksum file lists up to 50 files; a table of slices has more after as many
            // nights,
            // and each of a night's writes would read the state of its log. 250 bytes a file.
            .config("spark.databricks.delta.allFilesInCrc.thresholdNumFiles", "128")
            // Delta refuses a version for the age of its commit, though its files are there long
            // after a newer one has replaced them. A table that changes once a year would be
            // refused to readers while a run writes it, and could not be restored afterwards.
            .config(
                "spark.databricks.delta.vacuum.enforceTimeTravelWithinDeletedFileRetentionDuration",
                "false")
            // A commit is put on the condition that its version is not there; a log is listed from
            // the
            // version on that is looked for.
            .config("spark.delta.logStore.s3a.impl", S3LogStore.class.getName())
            .config(
                "spark.hadoop." + S3LogStore.LIST_FROM,
                submitted.get("spark.hadoop." + S3LogStore.LIST_FROM, "true"))
            // Writes are binned to few files; gold stays readable for clients without newer
            // features.
            .config("spark.databricks.delta.optimizeWrite.enabled", "true")
            .config("spark.databricks.delta.properties.defaults.enableDeletionVectors", "false");
    if (Noise.isUnchosen() && !submitted.contains("spark.log.level")) {
      builder.config("spark.log.level", "WARN");
    }
    if (isLocal(master)) {
      int cores = Runtime.getRuntime().availableProcessors();
      builder
          .config("spark.ui.enabled", submitted.get("spark.ui.enabled", "false"))
          .config("spark.driver.host", "localhost")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", 4L * cores)
          // Spark takes a page of up to 64 MB for each sort and hash table, however few its rows.
          .config("spark.buffer.pageSize", submitted.get("spark.buffer.pageSize", "2m"))
          // A file of a million customers would be one task, to write and to read.
          .config("spark.databricks.delta.optimizeWrite.binSize", "16m")
          // Nobody looks at the plans that Spark writes down in full for its own pages.
          .config("spark.sql.ui.explainMode", "simple")
          // Delta keeps 50 partitions for the state of its log; a laptop's logs are small, and each
          // task spends more on generating the code for it than on its rows.
          .config("spark.databricks.delta.snapshotPartitions", 1);
    }
    LocalFiles.settings(submitted)
        .forEach((name, value) -> builder.config("spark.hadoop." + name, value));
    if (shufflePartitions > 0) {
      builder.config("spark.sql.shuffle.partitions", shufflePartitions);
    }
    return builder;
  }

  /** Whether driver and executors share this machine and process. */
  public static boolean isLocal(SparkSession spark) {
    return isLocal(spark.sparkContext().master());
  }

  /** Whether that master's driver and executors share this machine and process. */
  static boolean isLocal(String master) {
    return master.startsWith("local") && !master.startsWith("local-cluster");
  }
}
