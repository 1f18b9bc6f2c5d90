package io.churnlake.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.churnlake.cohort.CohortMembers;
import io.churnlake.cohort.CohortTotals;
import io.churnlake.customer.NetDays;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.quality.Period;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Cohorts, their retention, and the rates of each period. */
public final class CohortsJob implements Job {
  private static final Period PERIOD = Period.MONTH;
  private static final int BASES = 2;

  @Override
  public String name() {
    return "cohorts";
  }

  @Override
  public String summary() {
    return "Groups customers by the month of their first order and follows who comes back.";
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
    Dataset<Row> members = CohortMembers.of(customers, PERIOD, asOf);

    Dataset<Row> netDays = NetDays.of(days, lake.read(Returns.TABLE), asOf);
    Written retention =
        lake.replaceSlices(
            Retention.TABLE,
            slice,
            RetentionGrid.of(days, members, Cohorts.GROSS, PERIOD, asOf)
                .unionByName(RetentionGrid.of(netDays, members, Cohorts.NET, PERIOD, asOf)));
    Dataset<Row> grid =
        lake.read(Retention.TABLE, retention.version())
            .filter(col(Retention.AS_OF).equalTo(lit(asOf)));
    Written summary = lake.replaceSlices(RetentionSummary.TABLE, slice, RetentionAverages.of(grid));
    Written cohorts =
        lake.replaceSlices(
            Cohorts.TABLE,
            slice,
            CohortTotals.of(members, grid, Cohorts.GROSS, PERIOD, asOf)
                .unionByName(CohortTotals.of(members, grid, Cohorts.NET, PERIOD, asOf)));
    Written kpis =
        lake.replaceSlices(
            Kpis.TABLE,
            slice,
            PeriodKpis.of(
                days,
                netDays,
                customers,
                PERIOD,
                asOf,
                context.configuration().activity().windowDays(),
                history.firstDay()));
    return new Outcome(
        history.occasions(),
        0,
        List.of(retention, summary, cohorts, kpis),
        List.of(
            new Check(
                "revenue of all cohorts",
                history.revenue().toPlainString(),
                revenue(grid).toPlainString(),
                Check.Severity.FATAL)),
        cohorts.rows() / BASES + " monthly cohorts as of " + asOf + ".");
  }

  private static BigDecimal revenue(Dataset<Row> grid) {
    return grid.filter(
            col(Retention.KIND)
                .equalTo(Retention.ON)
                .and(col(Retention.BASIS).equalTo(Cohorts.GROSS)))
        .agg(coalesce(sum(Retention.REVENUE), lit(0)).cast(Types.MONEY))
        .first()
        .getDecimal(0);
  }
}
