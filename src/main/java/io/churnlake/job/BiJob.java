package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Written;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.Actions;
import io.churnlake.table.BiTables;
import io.churnlake.table.ChurnScores;
import io.churnlake.table.Clv;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Customers;
import io.churnlake.table.Kpis;
import io.churnlake.table.NextOrder;
import io.churnlake.table.Retention;
import io.churnlake.table.RevenueRetention;
import io.churnlake.table.Rfm;
import io.churnlake.table.Table;
import io.churnlake.table.UnitEconomics;
import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** The flat tables of area bi, from the slices of the newest date. */
public final class BiJob implements Job {
  private static final String MONTHLY = "month";

  /** Days so far ahead can be expected; see gold.clv. */
  private static final int YEARS_AHEAD = 10;

  @Override
  public String name() {
    return BiTables.WRITER;
  }

  @Override
  public List<Table> reads() {
    return List.of(
        Rfm.TABLE,
        Customers.TABLE,
        NextOrder.TABLE,
        Clv.TABLE,
        ChurnScores.TABLE,
        Actions.TABLE,
        Retention.TABLE,
        Kpis.TABLE,
        RevenueRetention.TABLE,
        UnitEconomics.TABLE);
  }

  @Override
  public List<Table> writes() {
    return BiTables.all();
  }

  @Override
  public boolean followsFromTables() {
    return true;
  }

  /**
   * Overwrites the four tables, unless a newer date stands.
   *
   * @throws io.churnlake.error.UserException if there is nothing of the date
   */
  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf();
    NavigableSet<LocalDate> dates = lake.slices(Rfm.TABLE);
    if (!dates.contains(asOf)) {
      throw Errors.dataRefused(
          "There is nothing to lay out flat as of " + asOf + ".",
          "gold.rfm has no rows of that date.",
          "Run `churnlake nightly` for that date, or choose another --as-of.");
    }
    if (dates.last().isAfter(asOf)) {
      return Outcome.of(0, "the tables of " + dates.last() + " stay");
    }
    List<Row> rates = rates(lake, asOf).collectAsList();
    LocalDate first =
        rates.stream()
            .map(row -> row.<Date>getAs(BiTables.MONTH).toLocalDate())
            .min(LocalDate::compareTo)
            .orElse(asOf);
    Written customers = lake.replace(BiTables.CUSTOMERS, customers(lake, asOf));
    return Outcome.of(
        customers.rows(),
        customers.rows() + " customers as of " + asOf,
        customers,
        lake.replaceByFew(BiTables.COHORTS_BY_MONTH, cohorts(lake, asOf), ""),
        lake.replaceByFew(BiTables.RATES_BY_MONTH, rates, ""),
        lake.replaceByFew(BiTables.CALENDAR, days(first, asOf), ""));
  }

  // ---- customers -------------------------------------------------------------------------------

  private static Dataset<Row> customers(Lake lake, LocalDate asOf) {
    Dataset<Row> customers =
        lake.slice(Rfm.TABLE, asOf).withColumnRenamed(Rfm.MONETARY, Kpis.REVENUE);
    Dataset<Row> known = lake.read(Customers.TABLE);
    customers =
        with(
                customers,
                known,
                Customers.FIRST_ORDER_DATE,
                Customers.FIRST_CHANNEL,
                Customers.FIRST_COUNTRY,
                Customers.FIRST_SOURCE,
                Customers.FIRST_CATEGORY)
            .withColumn(BiTables.COHORT_MONTH, month(col(Customers.FIRST_ORDER_DATE)));
    customers =
        with(
            customers,
            lake.slice(NextOrder.TABLE, asOf),
            NextOrder.LAST_ORDER_DATE,
            NextOrder.EXPECTED_BY,
            NextOrder.DAYS_OVERDUE);
    customers =
        with(
            customers,
            lake.slice(Clv.TABLE, asOf),
            Clv.HISTORIC_CLV,
            Clv.EXPECTED_CLV,
            Clv.EXPECTED_ORDERS,
            Clv.P_ALIVE,
            Clv.NEXT_ORDER_DATE,
            Clv.HORIZON_DAYS);
    customers =
        with(
            customers,
            lake.slice(ChurnScores.TABLE, asOf),
            ChurnScores.CHURN_PROBABILITY,
            ChurnScores.RISK_BAND,
            ChurnScores.RISK_RANK,
            ChurnScores.VALUE_AT_RISK);
    return with(
        customers,
        lake.slice(Actions.TABLE, asOf),
        Actions.MEASURE,
        Actions.IS_CONTROL,
        Actions.EXPECTED_WORTH,
        Actions.COST);
  }

  private static Dataset<Row> with(Dataset<Row> customers, Dataset<Row> more, String... columns) {
    Column[] wanted =
        Stream.concat(Stream.of(Customers.CUSTOMER_KEY), Stream.of(columns))
            .map(functions::col)
            .toArray(Column[]::new);
    return customers.join(more.select(wanted), new String[] {Customers.CUSTOMER_KEY}, "left_outer");
  }

  private static Column month(Column date) {
    return date_trunc(MONTHLY, date).cast(DataTypes.DateType);
  }

  // ---- months ----------------------------------------------------------------------------------

  private static Column undivided() {
    return col(Cohorts.PERIOD)
        .equalTo(lit(MONTHLY))
        .and(col(Cohorts.SPLIT).equalTo(lit(Cohorts.ALL)));
  }

  private static Column isOf(String basis) {
    return col(Cohorts.BASIS).equalTo(lit(basis));
  }

  private static Dataset<Row> cohorts(Lake lake, LocalDate asOf) {
    Column cohort = col(Retention.COHORT).as(BiTables.COHORT_MONTH);
    Column size = first(when(isOf(Cohorts.GROSS), col(Retention.COHORT_SIZE)), true);
    return lake.slice(Retention.TABLE, asOf)
        .filter(undivided().and(col(Retention.KIND).equalTo(lit(Retention.ON))))
        .groupBy(
            cohort,
            col(Retention.PERIOD_START).as(BiTables.MONTH),
            col(Table.AS_OF),
            col(Retention.PERIOD_INDEX).as(BiTables.MONTHS_SINCE),
            col(Retention.IS_COMPLETE))
        .agg(
            size.as(BiTables.COHORT_CUSTOMERS),
            of(Cohorts.GROSS, Retention.ACTIVE_CUSTOMERS).as(Retention.ACTIVE_CUSTOMERS),
            of(Cohorts.GROSS, Retention.ORDERS).as(Retention.ORDERS),
            money(of(Cohorts.GROSS, Retention.REVENUE)).as(Retention.REVENUE),
            money(of(Cohorts.NET, Retention.REVENUE)).as(Kpis.NET_REVENUE),
            money(of(Cohorts.GROSS, Retention.MARGIN)).as(Retention.MARGIN))
        .withColumn(
            "customers",
            when(col(BiTables.MONTHS_SINCE).equalTo(lit(0)), col(BiTables.COHORT_CUSTOMERS))
                .otherwise(lit(0L)));
  }

  private static Column of(String basis, String column) {
    return sum(when(isOf(basis), col(column)));
  }

  private static Column money(Column sum) {
    return sum.cast(io.churnlake.table.Types.MONEY);
  }

  private static Dataset<Row> rates(Lake lake, LocalDate asOf) {
    Dataset<Row> months =
        lake.slice(Kpis.TABLE, asOf)
            .filter(undivided().and(isOf(Cohorts.GROSS)))
            .withColumnRenamed(Kpis.PERIOD_START, BiTables.MONTH);
    Dataset<Row> revenue =
        of(
            lake.slice(RevenueRetention.TABLE, asOf).filter(undivided().and(isOf(Cohorts.GROSS))),
            Stream.concat(BiTables.PARTS.stream(), BiTables.RATIOS.stream()));
    Dataset<Row> spending =
        of(
            lake.slice(UnitEconomics.TABLE, asOf)
                .filter(col(UnitEconomics.CHANNEL).equalTo(lit(UnitEconomics.ALL))),
            BiTables.SPENDING.stream());
    return months
        .join(revenue, new String[] {BiTables.MONTH}, "left_outer")
        .join(spending, new String[] {BiTables.MONTH}, "left_outer")
        .select(
            BiTables.RATES_BY_MONTH.columnNames().stream()
                .map(functions::col)
                .toArray(Column[]::new));
  }

  private static Dataset<Row> of(Dataset<Row> months, Stream<String> columns) {
    return months.select(
        Stream.concat(
                Stream.of(col(Kpis.PERIOD_START).as(BiTables.MONTH)), columns.map(functions::col))
            .toArray(Column[]::new));
  }

  // ---- days ------------------------------------------------------------------------------------

  /** Whole years, so that functions over periods find all days of each. */
  private static List<Row> days(LocalDate first, LocalDate asOf) {
    List<Row> days = new ArrayList<>();
    LocalDate last = LocalDate.of(asOf.getYear() + YEARS_AHEAD, 12, 31);
    for (LocalDate day = first.withDayOfYear(1); !day.isAfter(last); day = day.plusDays(1)) {
      int quarter = day.get(IsoFields.QUARTER_OF_YEAR);
      days.add(
          RowFactory.create(
              Date.valueOf(day),
              day.getYear(),
              day.getYear() + "-Q" + quarter,
              Date.valueOf(LocalDate.of(day.getYear(), 3 * quarter - 2, 1)),
              Date.valueOf(day.withDayOfMonth(1)),
              String.format(Locale.ROOT, "%d-%02d", day.getYear(), day.getMonthValue()),
              day.getMonthValue(),
              String.format(
                  Locale.ROOT,
                  "%d-W%02d",
                  day.get(IsoFields.WEEK_BASED_YEAR),
                  day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)),
              Date.valueOf(day.minusDays(day.getDayOfWeek().getValue() - 1L)),
              day.getDayOfMonth(),
              day.getDayOfWeek().getValue(),
              !day.isAfter(asOf)));
    }
    return days;
  }
}
