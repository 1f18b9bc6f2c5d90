package io.churnlake.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.clv.model.BgNbd;
import io.churnlake.clv.model.Design;
import io.churnlake.clv.model.GammaGamma;
import io.churnlake.clv.model.GammaGammaBlock;
import io.churnlake.clv.model.GammaGammaEstimator;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.model.LikelihoodBlock;
import io.churnlake.clv.model.Parameters;
import io.churnlake.clv.model.PurchaseEstimator;
import io.churnlake.clv.model.PurchaseRows;
import io.churnlake.clv.optimize.Fit;
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
    JavaRDD<PurchaseRows> rows =
        LikelihoodBlocks.purchases(summaries, PARTITIONS).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Fit<GroupedModel> fit =
          new PurchaseEstimator(BgNbd.FAMILY, Design.NONE, unitDays)
              .fit(
                  new PartitionedLikelihood(
                      PurchaseRows.empty().likelihood(BgNbd.FAMILY, Design.NONE, unitDays),
                      rows.map(r -> r.likelihood(BgNbd.FAMILY, Design.NONE, unitDays))),
                  Double.NaN);
      return fit.with((BgNbd) fit.model().of(0));
    } finally {
      rows.unpersist(false);
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
