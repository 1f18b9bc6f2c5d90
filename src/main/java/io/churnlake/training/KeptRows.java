package io.churnlake.training;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows that a learner passes over many times, kept until this is closed.
 *
 * <p>MLlib's learners run hundreds of small jobs, and with each Spark ships how the rows came
 * about. On one machine that lineage is cut: a third of the CPU time of the demo's training. A
 * cluster keeps it, since a lost worker's rows have to be made again.
 */
record KeptRows(Dataset<Row> rows) implements AutoCloseable {

  static KeptRows of(SparkSession spark, Dataset<Row> made) {
    return new KeptRows(
        spark.sparkContext().isLocal()
            ? made.localCheckpoint(true, StorageLevel.MEMORY_AND_DISK())
            : made.persist(StorageLevel.MEMORY_AND_DISK()));
  }

  @Override
  public void close() {
    rows.unpersist();
    // A local checkpoint is none of the cached queries that Spark looks through for that.
    if (rows instanceof org.apache.spark.sql.classic.Dataset<Row> made
        && made.logicalPlan() instanceof LogicalRDD kept) {
      kept.rdd().unpersist(false);
    }
  }
}
