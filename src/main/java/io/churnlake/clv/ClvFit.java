package io.churnlake.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.table.Types;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Both models fitted to the customers of one as_of.
 *
 * <p>Customers are counted to weighted distinct rows in Spark, kept there as blocks of primitive
 * arrays, and every evaluation of a likelihood is a job over these blocks: what reaches the driver
 * is a few sums a partition. The number of partitions is fixed and their sums are added in order,
 * so that a rerun gives the same digits.
 */
public record ClvFit(Fit<BgNbd> bgNbd, Fit<GammaGamma> gammaGamma) {
  /** Enough for some cores; a likelihood's rows are few, as customers share them. */
  public static final int PARTITIONS = 8;

  /**
   * Fits BG/NBD to all customers and Gamma-Gamma to those with x > 0 and a mean spend above 0. Runs
   * Spark jobs, reading the summaries a few times: persist them if they are costly.
   *
   * @param summaries as of {@link CustomerSummaries#of}
   * @param unitDays days in the models' unit of time
   */
  public static ClvFit of(Dataset<Row> summaries, double unitDays) {
    Parameters.requirePositive("unitDays", unitDays);
    return new ClvFit(bgNbd(summaries, unitDays), gammaGamma(summaries));
  }

  private static Fit<BgNbd> bgNbd(Dataset<Row> summaries, double unitDays) {
    JavaRDD<LikelihoodBlock> blocks =
        LikelihoodBlocks.bgNbd(summaries, unitDays, PARTITIONS)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return BgNbdEstimator.fit(
          new PartitionedLikelihood(BgNbdBlock.empty(unitDays), blocks), unitDays);
    } finally {
      blocks.unpersist(false);
    }
  }

  private static Fit<GammaGamma> gammaGamma(Dataset<Row> summaries) {
    JavaRDD<LikelihoodBlock> blocks =
        LikelihoodBlocks.gammaGamma(summaries, PARTITIONS).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return GammaGammaEstimator.fit(
          new PartitionedLikelihood(GammaGammaBlock.empty(), blocks),
          () -> meanOccasionRevenue(summaries));
    } finally {
      blocks.unpersist(false);
    }
  }

  private static double meanOccasionRevenue(Dataset<Row> summaries) {
    Row totals =
        summaries
            .agg(
                sum(col(CustomerSummaries.HISTORIC_REVENUE)).cast(Types.DOUBLE),
                sum(col(CustomerSummaries.X).plus(lit(1))).cast(Types.DOUBLE))
            .first();
    return totals.isNullAt(0) ? 0 : totals.getDouble(0) / totals.getDouble(1);
  }
}
