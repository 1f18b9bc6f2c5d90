package io.churnlake.benchmark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.xxhash64;

import io.churnlake.clv.ClvModel;
import io.churnlake.clv.ClvScores;
import io.churnlake.clv.ClvSettings;
import io.churnlake.clv.CustomerGroups;
import io.churnlake.clv.CustomerSummaries;
import io.churnlake.clv.PurchaseHistories;
import io.churnlake.clv.SpendHistories;
import io.churnlake.clv.model.BgNbd;
import io.churnlake.clv.model.Design;
import io.churnlake.clv.model.GammaGamma;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.table.CustomerDays;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The steps from silver.customer_days to scored customers, one after the other, so that each can be
 * timed: write, fit, score, distinct rows. Writes into a lake of its own that holds nothing else.
 */
final class ClvBenchmark implements AutoCloseable {
  private static final LocalDate AS_OF = BenchmarkDays.LAST;
  private static final double UNIT_DAYS = 7;
  private static final ClvSettings SETTINGS = new ClvSettings(365, .1, .3, UNIT_DAYS);

  private final long rows;
  private final Dataset<Row> summaries;

  private ClvBenchmark(long rows, Dataset<Row> summaries) {
    this.rows = rows;
    this.summaries = summaries;
  }

  /**
   * Writes silver.customer_days of a simulated base of two years, about 2.3 rows a customer; what
   * the table held before is replaced.
   *
   * @param lake a scratch lake
   * @param seed of the base; the same seed gives the same rows
   */
  public static ClvBenchmark write(Lake lake, long customers, long seed) {
    Written written =
        lake.replace(CustomerDays.TABLE, BenchmarkDays.of(lake.spark(), customers, seed));
    return new ClvBenchmark(
        written.rows(),
        CustomerSummaries.of(lake.read(CustomerDays.TABLE), AS_OF)
            .persist(StorageLevel.MEMORY_AND_DISK()));
  }

  /** The rows of silver.customer_days. */
  public long rows() {
    return rows;
  }

  /** From silver.customer_days to BG/NBD's parameters: summaries, distinct rows, fit. */
  public Purchases fitPurchases() {
    try (PurchaseHistories histories = PurchaseHistories.of(grouped())) {
      return new Purchases(
          histories.fit(BgNbd.FAMILY, Design.NONE, UNIT_DAYS, Double.NaN),
          histories.distinctRows());
    }
  }

  /** A fit, and how many distinct (x, t_x, T) it was made to. */
  public record Purchases(Fit<GroupedModel> fit, long distinctRows) {}

  /** Gamma-Gamma from the summaries. */
  public SpendHistories fitSpend() {
    return SpendHistories.fit(summaries);
  }

  /**
   * Scores every customer from its summary, with all columns and intervals of gold.clv, and keeps a
   * hash only.
   *
   * @return how many were scored
   */
  public long score(Fit<GroupedModel> purchases, Fit<GammaGamma> spend) {
    Dataset<Row> scores =
        ClvScores.of(
            grouped(),
            ClvModel.of(List.of(purchases), spend),
            SETTINGS,
            new ClvScores.Origin(
                AS_OF, "bg_nbd", List.of("all"), List.of(), ClvScores.Origin.Noted.NO));
    Column[] all = Arrays.stream(scores.columns()).map(name -> col(name)).toArray(Column[]::new);
    // A column that nobody asks for would not be made.
    return scores.agg(count(lit(1)), max(xxhash64(all))).first().getLong(0);
  }

  private Dataset<Row> grouped() {
    return CustomerGroups.ONE.assign(summaries);
  }

  /** Forgets the summaries; the table stays. */
  @Override
  public void close() {
    summaries.unpersist();
  }
}
