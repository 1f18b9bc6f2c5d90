package io.churnlake.clv;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.clv.model.GammaGamma;
import io.churnlake.clv.model.GammaGammaBlock;
import io.churnlake.clv.model.GammaGammaEstimator;
import io.churnlake.clv.model.LikelihoodBlock;
import io.churnlake.clv.model.WeightedLikelihood;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.table.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The spend model fitted to the repeat buyers of one as_of with a mean spend above 0.
 *
 * @param fit of the model
 * @param correlation Pearson's of x and mean spend over the same customers, which the model takes
 *     to be 0; NaN where it is not defined: all have the same x or the same mean spend, as in
 *     {@link Correlation}
 */
public record SpendHistories(Fit<GammaGamma> fit, double correlation, long distinctRows) {
  /** Partitions of rows that stay distributed. */
  private static final int PARTITIONS = 32;

  /** Rows of 20 bytes each on the driver: 40 MB. */
  private static final long MOST_ON_DRIVER = 2_000_000;

  /** From here the independence of frequency and spend is doubtful. */
  public static final double DOUBTFUL_CORRELATION = 0.15;

  /**
   * Fits the model; runs Spark jobs.
   *
   * @param summaries as of {@link CustomerSummaries#of}, read several times: persist them
   */
  public static SpendHistories fit(Dataset<Row> summaries) {
    return fit(summaries, MOST_ON_DRIVER);
  }

  static SpendHistories fit(Dataset<Row> summaries, long mostOnDriver) {
    Row moments = moments(summaries);
    double meanRevenue = moments.isNullAt(0) ? 0 : moments.getDouble(0) / moments.getDouble(1);
    double correlation = moments.isNullAt(2) ? Double.NaN : moments.getDouble(2);
    JavaRDD<LikelihoodBlock> blocks =
        LikelihoodBlocks.gammaGamma(summaries, PARTITIONS).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      long rows = 0;
      for (int size : blocks.map(block -> ((GammaGammaBlock) block).size()).collect()) {
        rows += size;
      }
      Fit<GammaGamma> fit =
          GammaGammaEstimator.fit(
              rows > mostOnDriver
                  ? new PartitionedLikelihood(GammaGammaBlock.empty(), blocks)
                  : local(blocks),
              () -> meanRevenue);
      return new SpendHistories(
          isDoubtful(correlation) ? fit.noting(doubt(correlation)) : fit, correlation, rows);
    } finally {
      blocks.unpersist(false);
    }
  }

  private static WeightedLikelihood local(JavaRDD<LikelihoodBlock> blocks) {
    List<LikelihoodBlock> local = new ArrayList<>(blocks.collect());
    if (local.isEmpty()) {
      local.add(GammaGammaBlock.empty());
    }
    return WeightedLikelihood.parallel(local);
  }

  private static Row moments(Dataset<Row> summaries) {
    Column spends = col(CustomerSummaries.X).gt(0).and(col(CustomerSummaries.MEAN_SPEND).gt(0));
    return summaries
        .agg(
            sum(col(CustomerSummaries.HISTORIC_REVENUE)).cast(Types.DOUBLE),
            sum(col(CustomerSummaries.X).plus(lit(1))).cast(Types.DOUBLE),
            new Correlation(
                    when(spends, col(CustomerSummaries.X).cast(Types.DOUBLE)),
                    when(spends, col(CustomerSummaries.MEAN_SPEND)))
                .column())
        .first();
  }

  private static String doubt(double correlation) {
    return String.format(
        Locale.ROOT,
        "frequency and spend correlate with %.3f, beyond %.2f: the model takes them to be"
            + " independent, and values are biased",
        correlation,
        DOUBTFUL_CORRELATION);
  }

  /** Whether the correlation is high enough to warn of. */
  public boolean isDoubtful() {
    return isDoubtful(correlation);
  }

  private static boolean isDoubtful(double correlation) {
    return Math.abs(correlation) > DOUBTFUL_CORRELATION;
  }
}
