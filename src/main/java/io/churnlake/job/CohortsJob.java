package io.churnlake.job;

import io.churnlake.clv.Margin;
import io.churnlake.config.Configuration;
import io.churnlake.customer.BothTallies;
import io.churnlake.customer.SplitView;
import io.churnlake.history.Histories;
import io.churnlake.history.KnownHistory;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.quality.Period;
import io.churnlake.retention.CohortGrid;
import io.churnlake.retention.CohortRows;
import io.churnlake.retention.CohortTally;
import io.churnlake.retention.KpiRows;
import io.churnlake.retention.KpiTally;
import io.churnlake.retention.RetentionRows;
import io.churnlake.retention.RetentionSummaryRows;
import io.churnlake.step.Check;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Kpis;
import io.churnlake.table.Retention;
import io.churnlake.table.RetentionSummary;
import io.churnlake.table.Returns;
import io.churnlake.table.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Cohorts, their retention, and the rates of each period. */
public final class CohortsJob implements Job {
  private static final int BASES = 2;
  private static final int MONEY_SCALE = 4;

  /** So many rows of gold.retention are made on the driver; more are made by tasks. */
  private static final long MOST_ROWS = 200_000;

  @Override
  public String name() {
    return "cohorts";
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE, Customers.TABLE, Returns.TABLE, CustomerAttributes.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(Retention.TABLE, RetentionSummary.TABLE, Cohorts.TABLE, Kpis.TABLE);
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    lake.require(CustomerDays.TABLE, name());
    lake.require(Customers.TABLE, name());
    Configuration.Retention settings = context.configuration().retention();
    int windowDays = context.configuration().activity().windowDays();
    Histories histories = Histories.of(context);
    KnownHistory history = histories.known();

    BothTallies<CohortTally, KpiTally> sums =
        histories.sum(tallies(histories, settings, asOf, windowDays), name());
    List<CohortGrid> grids = sums.first().grids();
    double marginRate =
        Margin.of(
                RowFactory.create(CohortGrid.costs(grids).toArray()),
                context.configuration().clv().marginRate())
            .rate();
    List<Row> cohortRows = all(grids, grid -> CohortRows.of(grid, asOf));
    List<Written> written =
        List.of(
            lake.replaceSlices(
                Retention.TABLE,
                List.of(asOf),
                retention(lake, grids, asOf, marginRate, MOST_ROWS)),
            lake.replaceSlice(
                RetentionSummary.TABLE,
                asOf,
                all(grids, grid -> RetentionSummaryRows.of(grid, asOf))),
            lake.replaceSlice(Cohorts.TABLE, asOf, cohortRows),
            lake.replaceSlice(
                Kpis.TABLE, asOf, KpiRows.of(sums.second(), asOf, windowDays, history.firstDay())));
    return new Outcome(
        history.occasions(),
        0,
        written,
        revenueChecks(grids, history.revenue()),
        cohortRows.size() / BASES
            + " cohorts by "
            + String.join(", ", settings.periods())
            + " as of "
            + asOf
            + ".");
  }

  private static BothTallies<CohortTally, KpiTally> tallies(
      Histories histories, Configuration.Retention settings, LocalDate asOf, int windowDays) {
    SplitView splits = histories.splits(settings.splits(), settings.splitValues());
    List<Period> periods = periods(settings.periods());
    List<Period> splitPeriods = periods(settings.splitPeriods());
    return new BothTallies<>(
        new CohortTally(splits, periods, splitPeriods),
        new KpiTally(splits, periods, splitPeriods, asOf, windowDays));
  }

  private static List<Period> periods(List<String> names) {
    return names.stream().map(Period::named).toList();
  }

  private static List<Row> all(List<CohortGrid> grids, Function<CohortGrid, List<Row>> rows) {
    return grids.stream().flatMap(grid -> rows.apply(grid).stream()).toList();
  }

  /**
   * Rows of gold.retention. Those of many years and parts are made where they are written, so that
   * the driver keeps the sums alone.
   *
   * @param most rows that the driver makes
   */
  static Dataset<Row> retention(
      Lake lake, List<CohortGrid> grids, LocalDate asOf, double marginRate, long most) {
    long rows = grids.stream().mapToLong(grid -> RetentionRows.count(grid, asOf)).sum();
    if (rows <= most) {
      return lake.spark()
          .createDataFrame(
              all(grids, grid -> RetentionRows.of(grid, asOf, marginRate)),
              Retention.TABLE.schema());
    }
    return lake.spark()
        .createDataFrame(
            JavaSparkContext.fromSparkContext(lake.spark().sparkContext())
                .parallelize(grids)
                .flatMap(grid -> RetentionRows.of(grid, asOf, marginRate).iterator()),
            Retention.TABLE.schema());
  }

  /** The cohorts of each split must have brought all that was sold. */
  private static List<Check> revenueChecks(List<CohortGrid> grids, BigDecimal expected) {
    Map<String, BigDecimal> found = new TreeMap<>();
    for (CohortGrid grid : grids) {
      if (!grid.part().net()) {
        found.merge(
            grid.part().period().value() + ", split " + grid.part().split(),
            grid.revenue().movePointLeft(MONEY_SCALE),
            BigDecimal::add);
      }
    }
    List<Check> checks = new ArrayList<>();
    found.forEach(
        (part, revenue) ->
            checks.add(
                new Check(
                    "revenue of all cohorts by " + part,
                    expected.toPlainString(),
                    revenue.toPlainString(),
                    Check.Severity.FATAL)));
    return checks;
  }
}
