package io.churnlake.retention;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.NamedPeriod;
import io.churnlake.quality.Period;
import io.churnlake.quality.RatioColumns;
import io.churnlake.quality.WilsonColumns;
import io.churnlake.table.Cohorts;
import io.churnlake.table.KpiCells;
import io.churnlake.table.Kpis;
import io.churnlake.table.Retention;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * gold.kpis: who is active, bound, lapsed and won back, period by period, and what they buy.
 *
 * <p>Customers who bought in a period speak for the ends of periods from this one up to their next;
 * they are active at those that their last occasion still reaches. gold.kpi_cells holds these runs
 * of period ends by shape, and only the shapes are unrolled.
 */
public final class PeriodKpis {
  private static final String ACTIVE_UNTIL = "active_until";
  private static final String AT = "at";
  private static final String FIRST_SEEN = "first_seen";
  private static final String HAS_CATEGORIES = "has_categories";
  private static final String HAS_DISCOUNTS = "has_discounts";

  private static final String[] JOINED = {Kpis.SPLIT, Kpis.SPLIT_VALUE, Kpis.PERIOD, AT};

  /** Sums of the period itself, beside those of counts. */
  private static final List<String> OWN =
      List.of(
          Kpis.BUYERS,
          Kpis.REPEAT_BUYERS,
          KpiCells.LEFT_TRUNCATED,
          Kpis.ORDERS,
          Kpis.LINES,
          Kpis.FULL_PRICE_LINES,
          Kpis.CATEGORIES,
          Kpis.REVENUE,
          Kpis.NET_REVENUE,
          KpiCells.ORDERS_ORDERS,
          KpiCells.ORDERS_REVENUE,
          KpiCells.REVENUE_REVENUE,
          KpiCells.LINES_LINES,
          KpiCells.LINES_FULL_PRICE,
          KpiCells.FULL_PRICE_FULL_PRICE,
          KpiCells.CATEGORIES_CATEGORIES);

  private PeriodKpis() {}

  /**
   * gold.kpi_cells: all that something falls into.
   *
   * @param logs see {@link io.churnlake.customer.CustomerLogs#of}
   * @param splits names of the splits, 'all' first
   * @param splitPeriods periods for the splits but the first
   * @param windowDays length of the activity window
   */
  public static Dataset<Row> cells(
      Dataset<Row> logs,
      List<String> splits,
      List<Period> periods,
      List<Period> splitPeriods,
      int windowDays) {
    return Cells.added(
        KpiCells.TABLE,
        logs.mapPartitions(
            Tally.over(() -> new KpiTally(splits, periods, splitPeriods, windowDays)),
            Encoders.row(KpiCells.TABLE.schema())));
  }

  /**
   * One row a period of each kind from that of {@code logStart} to that of {@code asOf}, of each
   * part, on basis gross.
   *
   * @param cells as gold.kpi_cells
   * @param windowDays length of the activity window
   * @param logStart the log's first day; a window that begins before it is not observed
   */
  public static Dataset<Row> of(
      Dataset<Row> cells, LocalDate asOf, int windowDays, LocalDate logStart) {
    Dataset<Row> calendar =
        cells
            .select(Kpis.SPLIT, Kpis.SPLIT_VALUE, Kpis.PERIOD)
            .distinct()
            .withColumn(AT, explode(sequence(number(lit(logStart)), number(lit(asOf)))));
    Dataset<Row> inLog =
        cells
            .filter(col(Kpis.SPLIT).equalTo(Cohorts.ALL))
            .agg(
                coalesce(max(col(Kpis.CATEGORIES).gt(0)), lit(false)).as(HAS_CATEGORIES),
                coalesce(max(col(Kpis.LINES).gt(col(Kpis.FULL_PRICE_LINES))), lit(false))
                    .as(HAS_DISCOUNTS));
    Dataset<Row> counted = calendar.join(unrolled(cells, asOf), JOINED, "left").na().fill(0);
    return rates(levels(counted).crossJoin(broadcast(inLog)), asOf, windowDays, logStart);
  }

  private static Column number(Column date) {
    return NamedPeriod.index(col(Kpis.PERIOD), date);
  }

  private static Dataset<Row> unrolled(Dataset<Row> cells, LocalDate asOf) {
    Column newest = number(lit(asOf));
    Column leaves = col(KpiCells.LEAVES_ON);
    Column reaches = when(leaves.gt(lit(asOf)), newest).otherwise(number(leaves).minus(1));
    Column untilNext =
        when(col(KpiCells.NEXT_NUMBER).notEqual(KpiCells.NONE), col(KpiCells.NEXT_NUMBER).minus(1))
            .otherwise(newest);
    Column index = col(KpiCells.PERIOD_NUMBER);
    Column own = col(AT).equalTo(index);
    Column active = col(AT).leq(col(ACTIVE_UNTIL));
    Column carriedOn = col(KpiCells.CARRIED_ON);
    Column before = not(own).or(carriedOn);
    Column isFirst = col(KpiCells.IS_FIRST);
    Column customers = col(Kpis.BUYERS);
    List<Column> sums = new ArrayList<>();
    sums.add(sum(when(active.and(before), customers)).as(Kpis.RETAINED));
    sums.add(sum(when(own.and(not(isFirst)).and(not(carriedOn)), customers)).as(Kpis.REACTIVATED));
    sums.add(sum(when(own.and(isFirst), customers)).as(FIRST_SEEN));
    sums.add(sum(when(own, col(KpiCells.BOUND_HERE))).as(Kpis.BOUND_CUSTOMERS));
    OWN.forEach(name -> sums.add(sum(when(own, col(name))).as(name)));
    return cells
        .withColumn(ACTIVE_UNTIL, least(reaches, untilNext))
        .withColumn(AT, explode(sequence(index, greatest(index, col(ACTIVE_UNTIL)))))
        .groupBy(Cells.columns(JOINED))
        .agg(sum(when(active, customers)).as(Kpis.ACTIVE_AT_END), sums.toArray(Column[]::new));
  }

  /** Flows summed to levels; the window runs over the periods, of which there are few. */
  private static Dataset<Row> levels(Dataset<Row> counted) {
    WindowSpec time = Window.partitionBy(Kpis.SPLIT, Kpis.SPLIT_VALUE, Kpis.PERIOD).orderBy(AT);
    WindowSpec soFar = time.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    return counted
        .withColumn(Kpis.ACTIVE_AT_START, coalesce(lag(Kpis.ACTIVE_AT_END, 1).over(time), lit(0L)))
        .withColumn(Kpis.LAPSED, col(Kpis.ACTIVE_AT_START).minus(col(Kpis.RETAINED)))
        .withColumn(Kpis.NEW_CUSTOMERS, col(FIRST_SEEN).minus(col(Kpis.LEFT_TRUNCATED)))
        .withColumn(Kpis.CUSTOMERS_TO_DATE, sum(FIRST_SEEN).over(soFar))
        .withColumn(Kpis.REPEAT_CUSTOMERS_TO_DATE, sum(Kpis.BOUND_CUSTOMERS).over(soFar));
  }

  private static Dataset<Row> rates(
      Dataset<Row> levels, LocalDate asOf, int windowDays, LocalDate logStart) {
    Column period = col(Kpis.PERIOD);
    Column end = NamedPeriod.end(period, col(AT));
    Column complete = end.leq(lit(asOf));
    Column start = NamedPeriod.start(period, col(AT));
    Column observed = date_sub(start, windowDays).geq(lit(logStart));
    Column notEnded = when(not(complete), lit(Retention.PERIOD_NOT_ENDED));
    Column noWindow = notEnded.when(not(observed), lit(Kpis.WINDOW_NOT_OBSERVED));
    Column atStart = col(Kpis.ACTIVE_AT_START);
    List<Column> row = new ArrayList<>();
    row.add(lit(asOf).as(Kpis.AS_OF));
    row.add(period);
    row.add(lit(Cohorts.GROSS).as(Kpis.BASIS));
    row.add(col(Kpis.SPLIT));
    row.add(col(Kpis.SPLIT_VALUE));
    row.add(start.as(Kpis.PERIOD_START));
    row.add(NamedPeriod.label(period, start).as(Kpis.LABEL));
    row.add(least(end, lit(asOf)).as(Kpis.OBSERVED_TO));
    row.add(complete.as(Kpis.IS_COMPLETE));
    row.add(lit(windowDays).as(Kpis.WINDOW_DAYS));
    for (String count :
        List.of(
            Kpis.ACTIVE_AT_START,
            Kpis.ACTIVE_AT_END,
            Kpis.RETAINED,
            Kpis.LAPSED,
            Kpis.REACTIVATED,
            Kpis.NEW_CUSTOMERS,
            Kpis.LEFT_TRUNCATED,
            Kpis.BOUND_CUSTOMERS,
            Kpis.BUYERS,
            Kpis.REPEAT_BUYERS,
            Kpis.CUSTOMERS_TO_DATE,
            Kpis.REPEAT_CUSTOMERS_TO_DATE,
            Kpis.ORDERS,
            Kpis.LINES,
            Kpis.FULL_PRICE_LINES,
            Kpis.CATEGORIES)) {
      row.add(col(count));
    }
    row.add(Cells.money(col(Kpis.REVENUE)).as(Kpis.REVENUE));
    row.add(Cells.money(col(Kpis.NET_REVENUE)).as(Kpis.NET_REVENUE));
    share(row, Kpis.CUSTOMER_RETENTION_RATE, col(Kpis.RETAINED), atStart, noWindow);
    share(row, Kpis.CHURN_RATE, col(Kpis.LAPSED), atStart, noWindow);
    Column kept = col(Kpis.ACTIVE_AT_END).minus(col(FIRST_SEEN));
    rate(row, Kpis.CRR_TEXTBOOK, kept, atStart, noWindow);
    share(row, Kpis.REPEAT_PURCHASE_RATE, col(Kpis.REPEAT_BUYERS), col(Kpis.BUYERS), notEnded);
    share(
        row,
        Kpis.REPEAT_PURCHASE_RATE_LIFETIME,
        col(Kpis.REPEAT_CUSTOMERS_TO_DATE),
        col(Kpis.CUSTOMERS_TO_DATE),
        notEnded);
    means(row, notEnded);
    return levels.select(row.toArray(Column[]::new));
  }

  private static void means(List<Column> row, Column notEnded) {
    Column buyers = col(Kpis.BUYERS);
    Column orders = col(Kpis.ORDERS);
    Column revenue = col(Kpis.REVENUE);
    ratio(
        row,
        Kpis.ORDERS_PER_CUSTOMER,
        mean(orders, KpiCells.ORDERS_ORDERS),
        notEnded,
        column -> column);
    ratio(
        row,
        Kpis.REVENUE_PER_CUSTOMER,
        mean(revenue, KpiCells.REVENUE_REVENUE),
        notEnded,
        Cells::moneyOfMean);
    ratio(
        row,
        Kpis.AVERAGE_ORDER_VALUE,
        new RatioColumns(
            revenue,
            orders,
            number(KpiCells.REVENUE_REVENUE),
            number(KpiCells.ORDERS_REVENUE),
            number(KpiCells.ORDERS_ORDERS),
            buyers),
        notEnded,
        Cells::moneyOfMean);
    ratio(
        row,
        Kpis.CATEGORIES_PER_CUSTOMER,
        mean(col(Kpis.CATEGORIES), KpiCells.CATEGORIES_CATEGORIES),
        coalesce(notEnded, when(not(col(HAS_CATEGORIES)), lit(Kpis.NOT_IN_LOG))),
        column -> column);
    ratio(
        row,
        Kpis.FULL_PRICE_SHARE,
        new RatioColumns(
            col(Kpis.FULL_PRICE_LINES),
            col(Kpis.LINES),
            number(KpiCells.FULL_PRICE_FULL_PRICE),
            number(KpiCells.LINES_FULL_PRICE),
            number(KpiCells.LINES_LINES),
            buyers),
        coalesce(notEnded, when(not(col(HAS_DISCOUNTS)), lit(Kpis.NOT_IN_LOG))),
        RatioColumns::atMostOne);
  }

  /** What one buyer has of it. */
  private static RatioColumns mean(Column sum, String squares) {
    Column buyers = col(Kpis.BUYERS);
    return new RatioColumns(sum, buyers, number(squares), sum, buyers, buyers);
  }

  private static void ratio(
      List<Column> row,
      String name,
      RatioColumns ratio,
      Column unknown,
      UnaryOperator<Column> shown) {
    Column reason = reason(ratio.b(), unknown);
    Column known = reason.isNull();
    row.add(when(known, shown.apply(ratio.ratio())).as(name));
    row.add(reason.as(Kpis.nullReason(name)));
    row.add(when(known, shown.apply(ratio.low())).as(Kpis.low(name)));
    row.add(when(known, shown.apply(ratio.high())).as(Kpis.high(name)));
  }

  private static Column number(String name) {
    return col(name).cast("double");
  }

  private static void share(List<Column> row, String name, Column hits, Column n, Column unknown) {
    rate(row, name, hits, n, unknown);
    Column known = reason(n, unknown).isNull();
    row.add(when(known, WilsonColumns.low(hits, n)).as(Kpis.low(name)));
    row.add(when(known, WilsonColumns.high(hits, n)).as(Kpis.high(name)));
  }

  private static void rate(List<Column> row, String name, Column hits, Column n, Column unknown) {
    Column reason = reason(n, unknown);
    row.add(when(reason.isNull(), WilsonColumns.share(hits, n)).as(name));
    row.add(reason.as(Kpis.nullReason(name)));
  }

  private static Column reason(Column n, Column unknown) {
    return coalesce(unknown, when(n.equalTo(0), lit(Kpis.DENOMINATOR_ZERO)));
  }
}
