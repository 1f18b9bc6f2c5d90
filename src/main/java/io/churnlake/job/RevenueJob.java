package io.churnlake.job;

import io.churnlake.history.Histories;
import io.churnlake.history.KnownHistory;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.quality.Period;
import io.churnlake.retention.RevenueRows;
import io.churnlake.retention.RevenueTally;
import io.churnlake.step.Check;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerAttributes;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Returns;
import io.churnlake.table.RevenueRetention;
import io.churnlake.table.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;

/** What is kept of revenue, and where new revenue comes from. */
public final class RevenueJob implements Job {
  private static final int BASES = 2;

  @Override
  public String name() {
    return "revenue";
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE, Customers.TABLE, Returns.TABLE, CustomerAttributes.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(RevenueRetention.TABLE);
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
    Histories histories = Histories.of(context);
    KnownHistory history = histories.known();
    List<Row> rows =
        RevenueRows.of(histories.sum(new RevenueTally(asOf), name()), asOf, history.firstDay());
    Written parts = lake.replaceSlice(RevenueRetention.TABLE, asOf, rows);
    return new Outcome(
        history.occasions(),
        0,
        List.of(parts),
        checks(rows, history.revenue(), histories.returned()),
        "Revenue of " + rows.size() / BASES + " periods in its parts as of " + asOf + ".");
  }

  /** The parts of each period are its revenue, and the periods' revenue is that of the log. */
  private static List<Check> checks(List<Row> rows, BigDecimal gross, BigDecimal returned) {
    BigDecimal net = gross.subtract(returned);
    long wrong =
        rows.stream()
            .filter(row -> parts(row).compareTo(amount(row, RevenueRetention.REVENUE)) != 0)
            .count();
    return List.of(
        Check.equal("periods whose parts are not their revenue", 0, wrong),
        equal("gross revenue of all months", gross, total(rows, Period.MONTH, Cohorts.GROSS)),
        equal("net revenue of all months", net, total(rows, Period.MONTH, Cohorts.NET)),
        equal("gross revenue of all quarters", gross, total(rows, Period.QUARTER, Cohorts.GROSS)),
        equal("net revenue of all quarters", net, total(rows, Period.QUARTER, Cohorts.NET)));
  }

  private static BigDecimal parts(Row row) {
    return amount(row, RevenueRetention.START_REVENUE)
        .subtract(amount(row, RevenueRetention.CHURNED_REVENUE))
        .subtract(amount(row, RevenueRetention.CONTRACTION))
        .add(amount(row, RevenueRetention.EXPANSION))
        .add(amount(row, RevenueRetention.NEW_REVENUE))
        .add(amount(row, RevenueRetention.RESURRECTED_REVENUE))
        .add(amount(row, RevenueRetention.ADJUSTMENT));
  }

  private static BigDecimal total(List<Row> rows, Period period, String basis) {
    return rows.stream()
        .filter(
            row ->
                period.value().equals(row.get(place(RevenueRetention.PERIOD)))
                    && basis.equals(row.get(place(RevenueRetention.BASIS))))
        .map(row -> amount(row, RevenueRetention.REVENUE))
        .reduce(BigDecimal.ZERO.setScale(4), BigDecimal::add);
  }

  private static BigDecimal amount(Row row, String name) {
    return row.getDecimal(place(name));
  }

  private static int place(String name) {
    return RevenueRetention.TABLE.columnNames().indexOf(name);
  }

  private static Check equal(String name, BigDecimal expected, BigDecimal actual) {
    return new Check(name, expected.toPlainString(), actual.toPlainString(), Check.Severity.FATAL);
  }
}
