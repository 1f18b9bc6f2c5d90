package io.churnlake.history;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.CustomerLogs;
import io.churnlake.customer.LogTally;
import io.churnlake.customer.NetDays;
import io.churnlake.customer.PackedLog;
import io.churnlake.customer.SplitCounts;
import io.churnlake.customer.SplitView;
import io.churnlake.customer.Splits;
import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.retention.ProductSums;
import io.churnlake.step.JobContext;
import io.churnlake.step.Shared;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Returns;
import io.churnlake.table.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.storage.StorageLevel;

/**
 * Customers' histories up to a business date. silver.customer_days is read and shuffled once; the
 * histories are kept, packed, for all steps of a run, and counted without a query.
 */
public final class Histories implements AutoCloseable {
  /** What Spark's list of what it keeps calls them. */
  public static final String NAME = "customers' histories";

  /** What they are made of. */
  public static final List<Table> ARE_OF =
      List.of(CustomerDays.TABLE, Returns.TABLE, Customers.TABLE, CustomerAttributes.TABLE);

  static final Shared.Key<Histories> KEY = new Shared.Key<>(Histories.class, ARE_OF);

  private static final int MONEY_SCALE = 4;

  private final JavaRDD<byte[]> logs;
  private final List<String> splits;
  private final LocalDate asOf;
  private final Overview overview;
  private final Dataset<Row> days;

  private Histories(
      JavaRDD<byte[]> logs,
      List<String> splits,
      LocalDate asOf,
      Overview overview,
      Dataset<Row> days) {
    this.logs = logs;
    this.splits = splits;
    this.asOf = asOf;
    this.overview = overview;
    this.days = days;
  }

  /** What is known of all of them, looked up while they are made. */
  private static final class Overview implements Serializable {

    private int firstDay = Integer.MAX_VALUE;
    private int firstOccasion = Integer.MAX_VALUE;
    private int lastDay = Integer.MIN_VALUE;
    private long occasions;
    private long revenue;
    private long netRevenue;
    private SplitCounts counts = new SplitCounts();

    private Overview plus(byte[] packed) {
      CustomerLog log = PackedLog.log(packed);
      firstDay = Math.min(firstDay, PackedLog.firstDay(packed));
      for (CustomerLog.Day day : log.days()) {
        if (day.isOccasion(false)) {
          occasions++;
          firstOccasion = Math.min(firstOccasion, day.date());
          lastDay = Math.max(lastDay, day.date());
        }
        revenue = Math.addExact(revenue, day.revenue());
        netRevenue = Math.addExact(netRevenue, day.netRevenue());
      }
      counts = Tallies.counted(counts, log);
      return this;
    }

    private Overview plus(Overview other) {
      firstDay = Math.min(firstDay, other.firstDay);
      firstOccasion = Math.min(firstOccasion, other.firstOccasion);
      lastDay = Math.max(lastDay, other.lastDay);
      occasions += other.occasions;
      revenue = Math.addExact(revenue, other.revenue);
      netRevenue = Math.addExact(netRevenue, other.netRevenue);
      counts = Tallies.together(counts, other.counts);
      return this;
    }
  }

  /**
   * Those that the steps of the run share.
   *
   * @throws io.churnlake.error.UserException if they have more values than one machine should hold
   */
  public static Histories of(JobContext context) {
    return context
        .shared()
        .get(context, KEY, () -> read(context.lake(), context.asOf(), splits(context)));
  }

  /** All splits that some step of a night looks at, beside 'all'. */
  private static List<String> splits(JobContext context) {
    Set<String> splits = new LinkedHashSet<>(context.configuration().retention().splits());
    splits.addAll(ProductSums.SPLITS);
    return List.copyOf(splits);
  }

  private static Histories read(Lake lake, LocalDate asOf, List<String> splits) {
    Dataset<Row> days = lake.read(CustomerDays.TABLE);
    Dataset<Row> members =
        Splits.of(lake.read(Customers.TABLE), lake.read(CustomerAttributes.TABLE), splits, asOf);
    Dataset<Row> takenBack =
        NetDays.takenBack(lake.read(Returns.TABLE).filter(col(Returns.RETURNED_ON).leq(lit(asOf))));
    JavaRDD<byte[]> logs =
        CustomerLogs.ofDays(days, takenBack, members, splits.size(), asOf)
            .javaRDD()
            .map(PackedLog::of)
            .setName(NAME)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Overview overview =
          logs.treeAggregate(new Overview(), Overview::plus, Overview::plus, Tallies.DEPTH);
      if (overview.counts.cells() > Tallies.MOST_CELLS) {
        throw Errors.tooManyValues(splits, Tallies.MOST_CELLS);
      }
      return new Histories(logs, CustomerLogs.names(splits), asOf, overview, days);
    } catch (RuntimeException e) {
      logs.unpersist();
      throw e;
    }
  }

  /**
   * How far they reach.
   *
   * @throws io.churnlake.error.UserException if no counting order is dated up to the date
   */
  public KnownHistory known() {
    return overview.occasions == 0
        ? KnownHistory.upTo(asOf, days)
        : new KnownHistory(
            LocalDate.ofEpochDay(overview.firstDay),
            overview.occasions,
            BigDecimal.valueOf(overview.revenue, MONEY_SCALE),
            lastDay());
  }

  /** The first day with an occasion of anybody; the date itself if there is none. */
  public LocalDate firstOccasion() {
    return overview.occasions == 0 ? asOf : LocalDate.ofEpochDay(overview.firstOccasion);
  }

  /** The last day with an occasion of anybody; the date itself if there is none. */
  public LocalDate lastDay() {
    return overview.occasions == 0 ? asOf : LocalDate.ofEpochDay(overview.lastDay);
  }

  /** Customers with a counting order. */
  public long customers() {
    return overview.counts.customers();
  }

  /** What came back by the date, of days up to it. */
  public BigDecimal returned() {
    return BigDecimal.valueOf(
        Math.subtractExact(overview.revenue, overview.netRevenue), MONEY_SCALE);
  }

  /** Some of the splits, with a part for each value. */
  public SplitView splits(List<String> wanted) {
    return SplitView.of(splits, wanted);
  }

  /** Some of the splits, with parts for the most frequent values. */
  public SplitView splits(List<String> wanted, int most) {
    return splits(wanted).limited(overview.counts, most);
  }

  /** The histories, a packed one a customer; see {@link PackedLog}. */
  public JavaRDD<byte[]> packed() {
    return logs;
  }

  /** The histories by customer, to be joined: customer_key, {@link PackedLog#COLUMN}. */
  public Dataset<Row> byCustomer() {
    return days.sparkSession()
        .createDataFrame(
            logs.map(log -> RowFactory.create(PackedLog.key(log), log)), PackedLog.SCHEMA);
  }

  /**
   * Counts all customers.
   *
   * @param none the tally of nobody
   * @param job for messages
   * @throws io.churnlake.error.UserException if it has more cells than one machine should hold
   */
  public <T extends LogTally<T>> T sum(T none, String job) {
    return Tallies.sum(logs, PackedLog::log, none, job);
  }

  @Override
  public void close() {
    logs.unpersist();
  }
}
