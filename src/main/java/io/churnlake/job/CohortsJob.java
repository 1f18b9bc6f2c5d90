package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.cohort.CohortMembers;
import io.churnlake.cohort.CohortTotals;
import io.churnlake.customer.NetDays;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.quality.Period;
import io.churnlake.retention.Bases;
import io.churnlake.retention.PeriodKpis;
import io.churnlake.retention.RetentionAverages;
import io.churnlake.retention.RetentionGrid;
import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Kpis;
import io.churnlake.table.Retention;
import io.churnlake.table.RetentionSummary;
import io.churnlake.table.Returns;
import io.churnlake.table.Table;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    return List.of(CustomerDays.TABLE, Customers.TABLE, Returns.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(Retention.TABLE, RetentionSummary.TABLE, Cohorts.TABLE, Kpis.TABLE);
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    List<LocalDate> slice = List.of(asOf);
    Dataset<Row> days = lake.require(CustomerDays.TABLE, name());
    Dataset<Row> customers = lake.require(Customers.TABLE, name());
    KnownHistory history = KnownHistory.upTo(asOf, days);
    Dataset<Row> members = CohortMembers.of(customers, asOf);
    List<Period> periods =
        context.configuration().retention().periods().stream().map(Period::named).toList();

    Dataset<Row> returns = lake.read(Returns.TABLE);
    Written retention =
        lake.replaceSlices(
            Retention.TABLE,
            slice,
            RetentionGrid.of(
                Bases.of(days, NetDays.of(days, returns, asOf)), members, periods, asOf));
    Dataset<Row> grid =
        lake.read(Retention.TABLE, retention.version())
            .filter(col(Retention.AS_OF).equalTo(lit(asOf)));
    Written summary = lake.replaceSlices(RetentionSummary.TABLE, slice, RetentionAverages.of(grid));
    Written cohorts =
        lake.replaceSlices(Cohorts.TABLE, slice, CohortTotals.of(members, grid, periods, asOf));
    Written kpis =
        lake.replaceSlices(
            Kpis.TABLE,
            slice,
            PeriodKpis.of(
                days,
                NetDays.parts(days, returns, asOf),
                customers,
                periods,
                asOf,
                context.configuration().activity().windowDays(),
                history.firstDay()));
    return new Outcome(
        history.occasions(),
        0,
        List.of(retention, summary, cohorts, kpis),
        revenueChecks(grid, periods, history.revenue()),
        cohorts.rows() / BASES
            + " cohorts by "
            + String.join(", ", periods.stream().map(Period::value).toList())
            + " as of "
            + asOf
            + ".");
  }

  /** Each kind of cohort must have brought all that was sold. */
  private static List<Check> revenueChecks(
      Dataset<Row> grid, List<Period> periods, BigDecimal expected) {
    Map<String, BigDecimal> found =
        grid
            .filter(
                col(Retention.KIND)
                    .equalTo(Retention.ON)
                    .and(col(Retention.BASIS).equalTo(Cohorts.GROSS)))
            .groupBy(Retention.PERIOD)
            .agg(sum(Retention.REVENUE).cast(Types.MONEY))
            .collectAsList()
            .stream()
            .collect(Collectors.toMap(row -> row.getString(0), row -> row.getDecimal(1)));
    return periods.stream()
        .map(
            period ->
                new Check(
                    "revenue of all cohorts by " + period.value(),
                    expected.toPlainString(),
                    found.getOrDefault(period.value(), BigDecimal.ZERO).toPlainString(),
                    Check.Severity.FATAL))
        .toList();
  }
}
