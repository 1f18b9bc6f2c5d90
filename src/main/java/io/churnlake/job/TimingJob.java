package io.churnlake.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.config.Configuration;
import io.churnlake.customer.CustomerLogs;
import io.churnlake.customer.Splits;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.retention.FrequentParts;
import io.churnlake.retention.LapseCurves;
import io.churnlake.retention.NextOrders;
import io.churnlake.retention.OrderWaits;
import io.churnlake.retention.TimingTally;
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
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** When customers come again, and when they stop. */
public final class TimingJob implements Job {
  @Override
  public String name() {
    return "timing";
  }

  @Override
  public String summary() {
    return "Estimates the time to the next order and to the first lapse, and compares splits.";
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE, Customers.TABLE, CustomerAttributes.TABLE, Returns.TABLE);
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
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    Dataset<Row> days = lake.require(CustomerDays.TABLE, name());
    KnownHistory history = KnownHistory.upTo(asOf, days);
    Dataset<Row> tally = tally(context, days).persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> parts =
        FrequentParts.of(tally, context.configuration().retention().splitValues())
            .persist(StorageLevel.MEMORY_AND_DISK());
    List<Written> written = new ArrayList<>();
    try {
      written.add(lake.replaceSlices(OrderTiming.TABLE, List.of(asOf), OrderWaits.of(parts, asOf)));
      written.add(
          lake.replaceSlices(
              NextOrder.TABLE,
              List.of(asOf),
              NextOrders.of(days, slice(lake, written.get(0), asOf), asOf)));
      written.addAll(survival(context, parts));
    } finally {
      parts.unpersist();
      tally.unpersist();
    }
    List<Check> checks = new ArrayList<>();
    checks.add(partsAreAll(slice(lake, written.get(3), asOf)));
    checks.add(
        Check.equal(
            "occasions of all customers of gold.next_order",
            history.occasions(),
            slice(lake, written.get(1), asOf)
                .agg(coalesce(sum(NextOrder.OCCASIONS), lit(0L)))
                .first()
                .getLong(0)));
    return new Outcome(
        history.occasions(),
        0,
        written,
        checks,
        written.get(1).rows()
            + " customers' next orders, "
            + written.get(3).rows()
            + " parts of splits as of "
            + asOf
            + ".");
  }

  private Dataset<Row> tally(JobContext context, Dataset<Row> days) {
    Lake lake = context.lake();
    Configuration.Retention retention = context.configuration().retention();
    Dataset<Row> members =
        Splits.of(
            lake.require(Customers.TABLE, name()),
            lake.read(CustomerAttributes.TABLE),
            retention.splits(),
            context.asOf());
    // Basis gross: what came back does not matter.
    Dataset<Row> noReturns = lake.read(Returns.TABLE).filter(lit(false));
    return TimingTally.of(
        CustomerLogs.of(days, noReturns, members, retention.splits().size(), context.asOf()),
        CustomerLogs.names(retention.splits()),
        retention.timingOrders(),
        context.configuration().activity().windowDays());
  }

  private static List<Written> survival(JobContext context, Dataset<Row> parts) {
    Lake lake = context.lake();
    List<LocalDate> slice = List.of(context.asOf());
    int window = context.configuration().activity().windowDays();
    Dataset<Row> durations =
        LapseCurves.durations(parts, context.asOf(), window)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return List.of(
          lake.replaceSlices(
              Survival.TABLE, slice, LapseCurves.curves(durations, context.asOf(), window)),
          lake.replaceSlices(
              SurvivalParts.TABLE, slice, LapseCurves.parts(durations, context.asOf(), window)),
          lake.replaceSlices(
              SurvivalTests.TABLE, slice, LapseCurves.tests(durations, context.asOf(), window)));
    } finally {
      durations.unpersist();
    }
  }

  /** Each split has the customers of 'all'. */
  private static Check partsAreAll(Dataset<Row> parts) {
    Dataset<Row> totals =
        parts
            .groupBy(SurvivalParts.SPLIT)
            .agg(sum(SurvivalParts.CUSTOMERS).as(SurvivalParts.CUSTOMERS));
    Row found =
        totals
            .crossJoin(
                totals.agg(
                    max(when(
                            col(SurvivalParts.SPLIT).equalTo(Cohorts.ALL),
                            col(SurvivalParts.CUSTOMERS)))
                        .as(Cohorts.ALL)))
            .agg(count_if(col(SurvivalParts.CUSTOMERS).notEqual(col(Cohorts.ALL))))
            .first();
    return Check.equal(
        "splits whose parts have not all customers between them", 0, found.getLong(0));
  }

  private static Dataset<Row> slice(Lake lake, Written write, LocalDate asOf) {
    return lake.read(write.table(), write.version()).filter(col(Table.AS_OF).equalTo(lit(asOf)));
  }
}
