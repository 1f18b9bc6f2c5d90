package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.clv.Margin;
import io.churnlake.cohort.CohortTotals;
import io.churnlake.config.Configuration;
import io.churnlake.customer.CustomerLogs;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.quality.Period;
import io.churnlake.retention.CohortSums;
import io.churnlake.retention.PeriodKpis;
import io.churnlake.retention.RetentionAverages;
import io.churnlake.retention.RetentionGrid;
import io.churnlake.table.CohortCells;
import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.KpiCells;
import io.churnlake.table.Kpis;
import io.churnlake.table.Retention;
import io.churnlake.table.RetentionSummary;
import io.churnlake.table.Returns;
import io.churnlake.table.Table;
import io.churnlake.table.TouchedCustomers;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Cohorts, their retention, and the rates of each period. */
public final class CohortsJob implements Job {
  private static final int BASES = 2;

  @Override
  public String name() {
    return "cohorts";
  }

  @Override
  public String summary() {
    return "Groups customers by the period of their first order and follows who comes back.";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        CustomerDays.TABLE,
        Customers.TABLE,
        Returns.TABLE,
        CustomerAttributes.TABLE,
        TouchedCustomers.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(
        CohortCells.TABLE,
        KpiCells.TABLE,
        Retention.TABLE,
        RetentionSummary.TABLE,
        Cohorts.TABLE,
        Kpis.TABLE);
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    List<LocalDate> slice = List.of(asOf);
    Dataset<Row> days = lake.require(CustomerDays.TABLE, name());
    lake.require(Customers.TABLE, name());
    KnownHistory history = KnownHistory.upTo(asOf, days);
    Configuration.Retention settings = context.configuration().retention();
    List<Period> periods = periods(settings.periods());
    List<Period> splitPeriods = periods(settings.splitPeriods());
    List<String> splits = CustomerLogs.names(settings.splits());
    int windowDays = context.configuration().activity().windowDays();

    Sums sums = sums(context);
    Dataset<Row> cells = sums.update(CohortCells.TABLE, tally(settings));
    Dataset<Row> kpiCells =
        sums.update(
            KpiCells.TABLE,
            logs -> PeriodKpis.cells(logs, splits, periods, splitPeriods, windowDays));
    Margin margin =
        Margin.of(CohortSums.costs(cells).first(), context.configuration().clv().marginRate());
    Written retention =
        lake.replaceSlices(Retention.TABLE, slice, RetentionGrid.of(cells, asOf, margin.rate()));
    Dataset<Row> grid =
        lake.read(Retention.TABLE, retention.version())
            .filter(col(Retention.AS_OF).equalTo(lit(asOf)));
    Written summary = lake.replaceSlices(RetentionSummary.TABLE, slice, RetentionAverages.of(grid));
    Written cohorts = lake.replaceSlices(Cohorts.TABLE, slice, CohortTotals.of(cells, grid, asOf));
    Written kpis =
        lake.replaceSlices(
            Kpis.TABLE, slice, PeriodKpis.of(kpiCells, asOf, windowDays, history.firstDay()));
    List<Written> written = new ArrayList<>(sums.written());
    written.addAll(List.of(retention, summary, cohorts, kpis));
    return new Outcome(
        history.occasions(),
        0,
        written,
        revenueChecks(grid, history.revenue()),
        cohorts.rows() / BASES
            + " cohorts by "
            + String.join(", ", settings.periods())
            + " as of "
            + asOf
            + ", "
            + sums.note()
            + ".");
  }

  private static Sums sums(JobContext context) {
    Configuration.Retention settings = context.configuration().retention();
    return new Sums(
        context,
        settings.splits(),
        settings.splitValues(),
        settings.periods()
            + " "
            + settings.splitPeriods()
            + " "
            + context.configuration().activity().windowDays(),
        List.of(CohortCells.TABLE, KpiCells.TABLE));
  }

  private static UnaryOperator<Dataset<Row>> tally(Configuration.Retention settings) {
    List<String> splits = CustomerLogs.names(settings.splits());
    List<Period> periods = periods(settings.periods());
    List<Period> splitPeriods = periods(settings.splitPeriods());
    return logs -> CohortSums.of(logs, splits, periods, splitPeriods);
  }

  private static List<Period> periods(List<String> names) {
    return names.stream().map(Period::named).toList();
  }

  /** The cohorts of each split must have brought all that was sold. */
  private static List<Check> revenueChecks(Dataset<Row> grid, BigDecimal expected) {
    List<Row> found =
        grid.filter(
                col(Retention.KIND)
                    .equalTo(Retention.ON)
                    .and(col(Retention.BASIS).equalTo(Cohorts.GROSS)))
            .groupBy(Retention.PERIOD, Retention.SPLIT)
            .agg(sum(Retention.REVENUE).cast(Types.MONEY))
            .orderBy(Retention.PERIOD, Retention.SPLIT)
            .collectAsList();
    List<Check> checks = new ArrayList<>();
    for (Row row : found) {
      checks.add(
          new Check(
              "revenue of all cohorts by " + row.getString(0) + ", split " + row.getString(1),
              expected.toPlainString(),
              row.getDecimal(2).toPlainString(),
              Check.Severity.FATAL));
    }
    return checks;
  }
}
