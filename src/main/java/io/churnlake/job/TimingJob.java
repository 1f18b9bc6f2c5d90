package io.churnlake.job;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.config.Configuration;
import io.churnlake.history.Histories;
import io.churnlake.history.KnownHistory;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.retention.LapseCurves;
import io.churnlake.retention.NextOrders;
import io.churnlake.retention.OrderWaits;
import io.churnlake.retention.TimingSums;
import io.churnlake.retention.TimingTally;
import io.churnlake.step.Check;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.NextOrder;
import io.churnlake.table.OrderTiming;
import io.churnlake.table.Returns;
import io.churnlake.table.Survival;
import io.churnlake.table.SurvivalParts;
import io.churnlake.table.SurvivalTests;
import io.churnlake.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** When customers come again, and when they stop. */
public final class TimingJob implements Job {
  private static final String NAME = "timing";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE, Customers.TABLE, Returns.TABLE, CustomerAttributes.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(
        OrderTiming.TABLE,
        NextOrder.TABLE,
        Survival.TABLE,
        SurvivalParts.TABLE,
        SurvivalTests.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    Dataset<Row> days = lake.require(CustomerDays.TABLE, name());
    lake.require(Customers.TABLE, name());
    Histories histories = Histories.of(context);
    KnownHistory history = histories.known();
    TimingSums sums = sums(context, histories);
    List<Row> timing = OrderWaits.of(sums, asOf);
    LapseCurves lapses =
        new LapseCurves(sums, asOf, context.configuration().activity().windowDays());
    List<Row> parts = lapses.parts();
    List<Check> checks = new ArrayList<>(List.of(partsAreAll(parts)));
    List<Written> written = new ArrayList<>();
    written.add(lake.replaceSlice(OrderTiming.TABLE, asOf, timing));
    written.add(nextOrders(context, days, timing, history, checks));
    written.add(lake.replaceSlice(Survival.TABLE, asOf, lapses.curves()));
    written.add(lake.replaceSlice(SurvivalParts.TABLE, asOf, parts));
    written.add(lake.replaceSlice(SurvivalTests.TABLE, asOf, lapses.tests()));
    return new Outcome(
        history.occasions(),
        0,
        written,
        checks,
        written.get(1).rows()
            + " customers' next orders, "
            + parts.size()
            + " parts of splits as of "
            + asOf
            + ".");
  }

  private static TimingSums sums(JobContext context, Histories histories) {
    Configuration.Retention settings = context.configuration().retention();
    TimingTally none =
        new TimingTally(
            histories.splits(settings.splits(), settings.splitValues()),
            settings.timingOrders(),
            context.configuration().activity().windowDays(),
            context.asOf());
    return histories.sum(none, NAME).sums();
  }

  /** What is written is counted on the way, so that nothing is read back. */
  private static Written nextOrders(
      JobContext context,
      Dataset<Row> days,
      List<Row> timing,
      KnownHistory history,
      List<Check> checks) {
    Observation written = new Observation("next orders");
    Dataset<Row> rows =
        NextOrders.of(days, timing, context.asOf())
            .observe(written, coalesce(sum(NextOrder.OCCASIONS), lit(0L)).as(NextOrder.OCCASIONS));
    Written write = context.lake().replaceSlices(NextOrder.TABLE, List.of(context.asOf()), rows);
    checks.add(
        Check.equal(
            "occasions of all customers of gold.next_order",
            history.occasions(),
            occasions(written)));
    return write;
  }

  /** Of a write that has succeeded; before that, this would wait for ever. */
  private static long occasions(Observation written) {
    try {
      return ((Number) requireNonNull(written.getAsJava().get(NextOrder.OCCASIONS))).longValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the counts", e);
    }
  }

  /** Each split has the customers of 'all'. */
  private static Check partsAreAll(List<Row> parts) {
    Map<String, Long> totals = new HashMap<>();
    parts.forEach(
        row ->
            totals.merge(
                row.getAs(SurvivalParts.SPLIT), row.getAs(SurvivalParts.CUSTOMERS), Long::sum));
    long all = totals.getOrDefault(Cohorts.ALL, 0L);
    return Check.equal(
        "splits whose parts have not all customers between them",
        0,
        totals.values().stream().filter(total -> total != all).count());
  }
}
