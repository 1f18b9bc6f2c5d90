package io.churnlake.clv;

import io.churnlake.clv.model.Design;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.model.PurchaseEstimator;
import io.churnlake.clv.model.PurchaseFamily;
import io.churnlake.clv.model.PurchaseRows;
import io.churnlake.clv.optimize.Fit;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The purchase histories of one as_of, counted to weighted distinct rows (group, x, t_x, T), to
 * which purchase models are fitted.
 *
 * <p>Where the distinct rows are few enough they are brought to the driver, whose cores evaluate a
 * likelihood in milliseconds. Otherwise they stay in Spark's partitions as blocks of primitive
 * arrays, and every evaluation is a job over these blocks: what reaches the driver is a few sums a
 * partition. Either way the number of parts is fixed and their sums are added in order, so that a
 * rerun gives the same digits.
 */
public final class PurchaseHistories implements AutoCloseable {
  /** Partitions of rows that stay distributed; millions of rows, tens of milliseconds each. */
  private static final int PARTITIONS = 32;

  /** Rows of 24 bytes each on the driver: 50 MB. */
  private static final long MOST_ON_DRIVER = 2_000_000;

  private final JavaRDD<PurchaseRows> blocks;
  private final Optional<PurchaseRows> local;
  private final long distinctRows;

  private PurchaseHistories(
      JavaRDD<PurchaseRows> blocks, Optional<PurchaseRows> local, long distinctRows) {
    this.blocks = blocks;
    this.local = local;
    this.distinctRows = distinctRows;
  }

  /**
   * Counts the distinct rows; runs Spark jobs.
   *
   * @param grouped summaries as of {@link CustomerSummaries#of} with {@link CustomerGroups#assign}
   */
  public static PurchaseHistories of(Dataset<Row> grouped) {
    return of(grouped, MOST_ON_DRIVER);
  }

  static PurchaseHistories of(Dataset<Row> grouped, long mostOnDriver) {
    JavaRDD<PurchaseRows> blocks =
        LikelihoodBlocks.purchases(grouped, PARTITIONS).persist(StorageLevel.MEMORY_AND_DISK());
    long rows = 0;
    for (int size : blocks.map(PurchaseRows::size).collect()) {
      rows += size;
    }
    if (rows > mostOnDriver) {
      return new PurchaseHistories(blocks, Optional.empty(), rows);
    }
    PurchaseRows all = PurchaseRows.merged(blocks.collect());
    blocks.unpersist(false);
    return new PurchaseHistories(blocks, Optional.of(all), rows);
  }

  /** Distinct (group, x, t_x, T). */
  public long distinctRows() {
    return distinctRows;
  }

  /**
   * Fits a model to all customers.
   *
   * @param design covariates of the groups, or {@link Design#NONE}
   * @param unitDays days in a model unit
   * @param logGapDays see {@link CustomerSummaries#logGapDays}; NaN if not known
   */
  public Fit<GroupedModel> fit(
      PurchaseFamily family, Design design, double unitDays, double logGapDays) {
    PurchaseEstimator estimator = new PurchaseEstimator(family, design, unitDays);
    return local.isPresent()
        ? estimator.fit(local.get(), logGapDays)
        : estimator.fit(distributed(blocks, family, design, unitDays), logGapDays);
  }

  /** Fits a model to the customers of one group. */
  public Fit<GroupedModel> fitGroup(
      int group, PurchaseFamily family, double unitDays, double logGapDays) {
    PurchaseEstimator estimator = new PurchaseEstimator(family, Design.NONE, unitDays);
    if (local.isPresent()) {
      return estimator.fit(local.get().only(group), logGapDays);
    }
    JavaRDD<PurchaseRows> own =
        blocks.map(rows -> rows.only(group)).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return estimator.fit(distributed(own, family, Design.NONE, unitDays), logGapDays);
    } finally {
      own.unpersist(false);
    }
  }

  private static PartitionedLikelihood distributed(
      JavaRDD<PurchaseRows> rows, PurchaseFamily family, Design design, double unitDays) {
    return new PartitionedLikelihood(
        PurchaseRows.empty().likelihood(family, design, unitDays),
        rows.map(block -> block.likelihood(family, design, unitDays)));
  }

  @Override
  public void close() {
    blocks.unpersist(false);
  }
}
