package io.churnlake.retention;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.churnlake.quality.NamedPeriod;
import io.churnlake.quality.RatioColumns;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Kpis;
import io.churnlake.table.Retention;
import io.churnlake.table.RevenueCells;
import io.churnlake.table.RevenueRetention;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The ratios of revenue parts, where they are known, and why they are not. */
final class RevenueRatios {
  private RevenueRatios() {}

  /**
   * Rows of gold.revenue_retention.
   *
   * @param sums basis, period, at, amounts in ten-thousandths, customers, sums of products
   */
  static Dataset<Row> of(Dataset<Row> sums, LocalDate asOf, LocalDate logStart) {
    Column end = NamedPeriod.end(RevenueSpans.unitName(), col(RevenueSpans.AT));
    Column start =
        NamedPeriod.start(
            RevenueSpans.unitName(), col(RevenueSpans.AT).minus(RevenueSpans.length()).plus(1));
    Column startBefore =
        NamedPeriod.start(
            RevenueSpans.unitName(),
            col(RevenueSpans.AT).minus(RevenueSpans.length().multiply(2)).plus(1));
    Column complete = end.leq(lit(asOf));
    Column unknown =
        when(not(complete), lit(Retention.PERIOD_NOT_ENDED))
            .when(startBefore.lt(lit(logStart)), lit(Kpis.WINDOW_NOT_OBSERVED));
    List<Column> row = new ArrayList<>();
    row.add(lit(asOf).as(RevenueRetention.AS_OF));
    row.add(col(RevenueSpans.SPAN));
    row.add(col(RevenueRetention.BASIS));
    row.add(lit(Cohorts.ALL).as(RevenueRetention.SPLIT));
    row.add(lit(Cohorts.ALL).as(RevenueRetention.SPLIT_VALUE));
    row.add(start.as(RevenueRetention.PERIOD_START));
    row.add(NamedPeriod.label(RevenueSpans.unitName(), end).as(RevenueRetention.LABEL));
    row.add(least(end, lit(asOf)).as(RevenueRetention.OBSERVED_TO));
    row.add(complete.as(RevenueRetention.IS_COMPLETE));
    for (String amount : RevenueCells.AMOUNTS) {
      row.add(Cells.money(col(amount)).as(amount));
    }
    for (String count : RevenueCells.COUNTS) {
      row.add(col(count));
    }
    RatioColumns grr =
        ratio(
            RevenueRetention.RETAINED_REVENUE,
            RevenueRetention.START_REVENUE,
            RevenueRetention.START_CUSTOMERS);
    add(row, RevenueRetention.GRR, grr, unknown, RatioColumns.atMostOne(grr.high()));
    RatioColumns nrr =
        ratio(
            RevenueRetention.EXPANDED_REVENUE,
            RevenueRetention.START_REVENUE,
            RevenueRetention.START_CUSTOMERS);
    add(row, RevenueRetention.NRR, nrr, unknown, nrr.high());
    RatioColumns quick =
        ratio(
            RevenueRetention.GAINED_REVENUE,
            RevenueRetention.LOST_REVENUE,
            RevenueRetention.CUSTOMERS);
    add(row, RevenueRetention.QUICK_RATIO, quick, unknown, quick.high());
    return sums.select(row.toArray(Column[]::new));
  }

  private static RatioColumns ratio(String a, String b, String n) {
    return new RatioColumns(
        col(a),
        col(b),
        col(RevenueCells.products(a, a)).cast("double"),
        col(RevenueCells.products(a, b)).cast("double"),
        col(RevenueCells.products(b, b)).cast("double"),
        col(n));
  }

  private static void add(
      List<Column> row, String name, RatioColumns ratio, Column unknown, Column high) {
    Column reason = coalesce(unknown, when(ratio.b().equalTo(0), lit(Kpis.DENOMINATOR_ZERO)));
    Column known = reason.isNull();
    row.add(when(known, ratio.ratio()).as(name));
    row.add(reason.as(Kpis.nullReason(name)));
    row.add(when(known, ratio.low()).as(Kpis.low(name)));
    row.add(when(known, high).as(Kpis.high(name)));
  }
}
