package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.clv.ClvFit;
import io.churnlake.clv.ClvScores;
import io.churnlake.clv.ClvSettings;
import io.churnlake.clv.CustomerSummaries;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.simulate.CustomerBase;
import io.churnlake.simulate.CustomerBaseDays;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Types;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The steps from silver.customer_days to scored customers, one after the other, so that each can be
 * timed: write, fit, score, distinct rows. Writes into a lake of its own that holds nothing else.
 */
public final class ClvBenchmark implements AutoCloseable {
  private static final LocalDate AS_OF = LocalDate.of(2025, 12, 31);
  private static final int MOST_DAYS = 730;
  private static final double UNIT_DAYS = 7;
  private static final ClvSettings SETTINGS = new ClvSettings(365, .1, .3, UNIT_DAYS);

  /** Customers that one task makes, about. */
  private static final long CUSTOMERS_A_TASK = 500_000;

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
    CustomerBase base = new CustomerBase(1, MOST_DAYS, seed);
    long bySize = (customers + CUSTOMERS_A_TASK - 1) / CUSTOMERS_A_TASK;
    int tasks = (int) Math.max(bySize, lake.spark().sparkContext().defaultParallelism());
    Written written =
        lake.replace(
            CustomerDays.TABLE,
            customerDays(CustomerBaseDays.of(lake.spark(), base, customers, tasks)));
    return new ClvBenchmark(
        written.rows(),
        CustomerSummaries.of(lake.read(CustomerDays.TABLE), AS_OF)
            .persist(StorageLevel.MEMORY_AND_DISK()));
  }

  /** The rows of silver.customer_days. */
  public long rows() {
    return rows;
  }

  /** From silver.customer_days to parameters: summaries, distinct rows, both fits. */
  public ClvFit fit() {
    return ClvFit.of(summaries, UNIT_DAYS);
  }

  /**
   * Scores every customer from its summary, and keeps the sums of the scores only.
   *
   * @return how many were scored
   */
  public long score(ClvFit fit) {
    return ClvScores.of(summaries, fit.bgNbd().model(), fit.gammaGamma().model(), SETTINGS)
        .agg(
            count(lit(1)),
            // A column that nobody asks for would not be made.
            max(col(ClvScores.CUSTOMER_KEY)),
            sum(col(ClvScores.P_ALIVE)),
            sum(col(ClvScores.EXPECTED_ORDERS)),
            sum(col(ClvScores.P_NO_PURCHASE)),
            sum(col(ClvScores.EXPECTED_SPEND)),
            sum(col(ClvScores.EXPECTED_CLV)),
            sum(col(ClvScores.HISTORIC_CLV)))
        .first()
        .getLong(0);
  }

  /** The distinct (x, t_x, T) that the purchase model is fitted to. */
  public long distinctRows() {
    return summaries
        .select(
            col(CustomerSummaries.X),
            col(CustomerSummaries.T_X_DAYS),
            col(CustomerSummaries.T_DAYS))
        .distinct()
        .count();
  }

  /** Forgets the summaries; the table stays. */
  @Override
  public void close() {
    summaries.unpersist();
  }

  /** In the order that conform leaves: a customer's days lie anywhere, not beside each other. */
  private static Dataset<Row> customerDays(Dataset<Row> made) {
    Column none = lit(0);
    Column one = lit(1);
    Column noMoney = lit(0).cast(Types.MONEY);
    return made.repartition(col(CustomerBaseDays.CUSTOMER_KEY), col(CustomerBaseDays.DAYS_AGO))
        .select(
            col(CustomerBaseDays.CUSTOMER_KEY).as(CustomerDays.CUSTOMER_KEY),
            date_sub(lit(AS_OF), col(CustomerBaseDays.DAYS_AGO)).as(CustomerDays.ORDER_DATE),
            one.as(CustomerDays.ORDERS),
            one.as(CustomerDays.LINES),
            one.cast(Types.MONEY).as(CustomerDays.PIECES),
            col(CustomerBaseDays.REVENUE).as(CustomerDays.REVENUE),
            noMoney.as(CustomerDays.DISCOUNT),
            none.as(CustomerDays.DISCOUNTED_LINES),
            one.as(CustomerDays.PRODUCTS),
            none.as(CustomerDays.RETURN_LINES),
            noMoney.as(CustomerDays.RETURN_AMOUNT));
  }
}
