package io.churnlake.job;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.quality.Period;
import io.churnlake.retention.RevenueParts;
import io.churnlake.table.Cohorts;
import io.churnlake.table.CustomerDays;
import io.churnlake.table.Customers;
import io.churnlake.table.Returns;
import io.churnlake.table.RevenueCells;
import io.churnlake.table.RevenueRetention;
import io.churnlake.table.Table;
import io.churnlake.table.TouchedCustomers;
import io.churnlake.table.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What is kept of revenue, and where new revenue comes from. */
public final class RevenueJob implements Job {
  private static final int BASES = 2;

  @Override
  public String name() {
    return "revenue";
  }

  @Override
  public String summary() {
    return "Splits each period's revenue by what its customers brought in the one before.";
  }

  @Override
  public List<Table> reads() {
    return List.of(CustomerDays.TABLE, Customers.TABLE, Returns.TABLE, TouchedCustomers.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(RevenueCells.TABLE, RevenueRetention.TABLE);
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    Dataset<Row> days = lake.require(CustomerDays.TABLE, name());
    lake.require(Customers.TABLE, name());
    KnownHistory history = KnownHistory.upTo(asOf, days);
    Sums sums = new Sums(context, List.of(), 1, "", List.of(RevenueCells.TABLE));
    Dataset<Row> cells = sums.update(RevenueCells.TABLE, RevenueParts::cells);
    Written parts =
        lake.replaceSlices(
            RevenueRetention.TABLE,
            List.of(asOf),
            RevenueParts.of(cells, asOf, history.firstDay()));
    List<Written> written = new ArrayList<>(sums.written());
    written.add(parts);
    Dataset<Row> slice =
        lake.read(RevenueRetention.TABLE, parts.version())
            .filter(col(RevenueRetention.AS_OF).equalTo(lit(asOf)));
    return new Outcome(
        history.occasions(),
        0,
        written,
        checks(slice, history.revenue(), returned(lake.read(Returns.TABLE), asOf)),
        "Revenue of "
            + parts.rows() / BASES
            + " periods in its parts as of "
            + asOf
            + ", "
            + sums.note()
            + ".");
  }

  /** The parts of each period are its revenue, and the periods' revenue is that of the log. */
  private static List<Check> checks(Dataset<Row> slice, BigDecimal gross, BigDecimal returned) {
    Row found =
        slice
            .agg(
                count_if(parts().notEqual(col(RevenueRetention.REVENUE))),
                revenue(Period.MONTH, Cohorts.GROSS),
                revenue(Period.MONTH, Cohorts.NET),
                revenue(Period.QUARTER, Cohorts.GROSS),
                revenue(Period.QUARTER, Cohorts.NET))
            .first();
    BigDecimal net = gross.subtract(returned);
    return List.of(
        Check.equal("periods whose parts are not their revenue", 0, found.getLong(0)),
        equal("gross revenue of all months", gross, found.getDecimal(1)),
        equal("net revenue of all months", net, found.getDecimal(2)),
        equal("gross revenue of all quarters", gross, found.getDecimal(3)),
        equal("net revenue of all quarters", net, found.getDecimal(4)));
  }

  private static Column parts() {
    return col(RevenueRetention.START_REVENUE)
        .minus(col(RevenueRetention.CHURNED_REVENUE))
        .minus(col(RevenueRetention.CONTRACTION))
        .plus(col(RevenueRetention.EXPANSION))
        .plus(col(RevenueRetention.NEW_REVENUE))
        .plus(col(RevenueRetention.RESURRECTED_REVENUE))
        .plus(col(RevenueRetention.ADJUSTMENT));
  }

  private static Column revenue(Period period, String basis) {
    Column row =
        col(RevenueRetention.PERIOD)
            .equalTo(period.value())
            .and(col(RevenueRetention.BASIS).equalTo(basis));
    return total(when(row, col(RevenueRetention.REVENUE)));
  }

  /** Returns and credits known at the date, of days up to it. */
  private static BigDecimal returned(Dataset<Row> returns, LocalDate asOf) {
    return returns
        .filter(greatest(col(Returns.RETURNED_ON), col(Returns.ORDER_DATE)).leq(lit(asOf)))
        .agg(total(col(Returns.AMOUNT)))
        .first()
        .getDecimal(0);
  }

  private static Column total(Column amount) {
    return coalesce(sum(amount), lit(0)).cast(Types.MONEY);
  }

  private static Check equal(String name, BigDecimal expected, BigDecimal actual) {
    return new Check(name, expected.toPlainString(), actual.toPlainString(), Check.Severity.FATAL);
  }
}
