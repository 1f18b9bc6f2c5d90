package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.config.Configuration;
import io.churnlake.lake.Lake;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Layout;
import io.churnlake.table.TouchedCustomers;
import io.churnlake.table.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The jobs that keep tables of sums, over a simulated base: a night that follows the customers of
 * one more day, and the same night made anew. Writes into a lake of its own that holds nothing
 * else.
 */
public final class GoldBenchmark {
  /** In the order of a night. */
  public static final List<Job> JOBS = List.of(new TimingJob(), new ProductsJob());

  private static final Configuration ALWAYS_FOLLOW =
      Configuration.of("churnlake.retention.whole-below-customers = 0");

  private static final LocalDate LAST = BenchmarkDays.LAST;
  private static final int CHANNELS = 6;
  private static final int COUNTRIES = 20;
  private static final int PRODUCTS = 5_000;
  private static final int CATEGORIES = 20;

  private final Lake lake;
  private final Dataset<Row> all;
  private final long since;
  private final Clock clock;

  private GoldBenchmark(Lake lake, Dataset<Row> all, long since, Clock clock) {
    this.clock = clock;
    this.lake = lake;
    this.all = all;
    this.since = since;
  }

  /**
   * Writes silver up to the last day but one; what the tables held before is replaced.
   *
   * @param lake a scratch lake
   * @param seed of the base; the same seed gives the same rows
   */
  public static GoldBenchmark write(Lake lake, long customers, long seed, Clock clock) {
    Dataset<Row> all = BenchmarkDays.of(lake.spark(), customers, seed);
    JOBS.forEach(job -> loseTrack(lake, job));
    Dataset<Row> before = all.filter(col(CustomerDays.ORDER_DATE).lt(lit(LAST)));
    long version = lake.replace(CustomerDays.TABLE, before).version();
    lake.replace(Customers.TABLE, customers(lake));
    note(lake, version, version);
    return new GoldBenchmark(lake, all, version, clock);
  }

  /** The last day comes in. */
  public void addLastDay() {
    long version = lake.replace(CustomerDays.TABLE, all).version();
    lake.replace(Customers.TABLE, customers(lake));
    note(lake, since, version);
  }

  /** Customers of whom conform would say that their days are other ones. */
  private static void note(Lake lake, long since, long version) {
    Dataset<Row> touched =
        lake.read(CustomerDays.TABLE)
            .filter(col(CustomerDays.ORDER_DATE).equalTo(lit(LAST)))
            .select(
                col(CustomerDays.CUSTOMER_KEY).as(TouchedCustomers.CUSTOMER_KEY),
                lit(version).as(TouchedCustomers.DAYS_VERSION));
    lake.replace(TouchedCustomers.TABLE, touched, new TouchedNote(since, version).note());
  }

  private static Dataset<Row> customers(Lake lake) {
    Column key = col(CustomerDays.CUSTOMER_KEY);
    return lake.read(CustomerDays.TABLE)
        .groupBy(key)
        .agg(
            min(CustomerDays.ORDER_DATE).as(Customers.FIRST_ORDER_DATE),
            max(CustomerDays.ORDER_DATE).as(Customers.LAST_ORDER_DATE),
            count(lit(1)).cast(Types.INT).as(Customers.OCCASIONS),
            count(lit(1)).cast(Types.INT).as(Customers.ORDERS),
            sum(CustomerDays.REVENUE).cast(Types.MONEY).as(Customers.REVENUE))
        .withColumn(Customers.FIRST_CHANNEL, BenchmarkDays.oneOf(CHANNELS, key))
        .withColumn(Customers.FIRST_COUNTRY, BenchmarkDays.oneOf(COUNTRIES, key, lit(1)))
        .withColumn(Customers.FIRST_PRODUCT, BenchmarkDays.oneOf(PRODUCTS, key, lit(2)))
        .withColumn(Customers.FIRST_CATEGORY, BenchmarkDays.oneOf(CATEGORIES, key, lit(3)))
        .withColumn(Customers.FIRST_DISCOUNTED, lit(null).cast(Types.BOOLEAN))
        .withColumn(Customers.LEFT_TRUNCATED, lit(false));
  }

  /** A night of the job on the last day but one. */
  public void runBefore(Job job) {
    run(job, LAST.minusDays(1));
  }

  /**
   * A night of the job on the last day.
   *
   * @return how the sums came about: how many customers changed, or that they were made anew
   */
  public String run(Job job) {
    String note = run(job, LAST).note();
    return note.substring(note.lastIndexOf(", ") + 2, note.length() - 1);
  }

  private Outcome run(Job job, LocalDate asOf) {
    JobContext context = new JobContext(lake, ALWAYS_FOLLOW, null, asOf, "benchmark", clock);
    Outcome outcome = job.run(context);
    if (!outcome.checks().stream().allMatch(Check::passed)) {
      throw new IllegalStateException(job.name() + ": " + outcome.checks());
    }
    return outcome;
  }

  /** The job's sums are gone, so that its next night makes them anew. */
  public void loseTrack(Job job) {
    loseTrack(lake, job);
  }

  private static void loseTrack(Lake lake, Job job) {
    job.writes().stream()
        .filter(table -> table.layout() == Layout.REPLACED)
        .forEach(
            table -> lake.replace(table, lake.spark().createDataFrame(List.of(), table.schema())));
  }

  /** Rows of silver.customer_days. */
  public long rows() {
    return lake.read(CustomerDays.TABLE).count();
  }
}
