package io.churnlake.retention;

import io.churnlake.quality.Ratio;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Kpis;
import io.churnlake.table.Retention;
import io.churnlake.table.RevenueRetention;
import io.churnlake.table.RowBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * gold.revenue_retention: what became of the revenue of the period before, and where that of this
 * period comes from.
 */
public final class RevenueRows {
  private final RevenueTally tally;
  private final LocalDate asOf;
  private final LocalDate logStart;
  private final RowBuilder row = RowBuilder.of(RevenueRetention.TABLE);

  private RevenueRows(RevenueTally tally, LocalDate asOf, LocalDate logStart) {
    this.tally = tally;
    this.asOf = asOf;
    this.logStart = logStart;
  }

  /**
   * One row a basis and period, from that which ends with the unit of {@code logStart} to that of
   * {@code asOf}.
   *
   * @param tally of all customers as of the same date
   * @param logStart the log's first day; ratios are NULL where the period before begins earlier
   */
  public static List<Row> of(RevenueTally tally, LocalDate asOf, LocalDate logStart) {
    RevenueRows all = new RevenueRows(tally, asOf, logStart);
    List<Row> rows = new ArrayList<>();
    for (RevenueSpan span : RevenueSpan.values()) {
      for (boolean net : new boolean[] {false, true}) {
        for (int at = span.unit().index(logStart); at <= span.unit().index(asOf); at++) {
          rows.add(all.row(span, net, at));
        }
      }
    }
    return rows;
  }

  private Row row(RevenueSpan span, boolean net, int at) {
    LocalDate end = span.unit().end(at);
    boolean complete = !end.isAfter(asOf);
    boolean observed = !span.start(at - span.length()).isBefore(logStart);
    String unknown =
        !complete ? Retention.PERIOD_NOT_ENDED : observed ? null : Kpis.WINDOW_NOT_OBSERVED;
    RevenueCell cell = tally.at(net, span, at);
    row.set(RevenueRetention.AS_OF, asOf)
        .set(RevenueRetention.PERIOD, span.value())
        .set(RevenueRetention.BASIS, net ? Cohorts.NET : Cohorts.GROSS)
        .set(RevenueRetention.SPLIT, Cohorts.ALL)
        .set(RevenueRetention.SPLIT_VALUE, Cohorts.ALL)
        .set(RevenueRetention.PERIOD_START, span.start(at))
        .set(RevenueRetention.LABEL, span.unit().label(end))
        .set(RevenueRetention.OBSERVED_TO, complete ? end : asOf)
        .set(RevenueRetention.IS_COMPLETE, complete);
    for (int i = 0; i < RevenueRetention.AMOUNTS.size(); i++) {
      row.set(RevenueRetention.AMOUNTS.get(i), Money.of(cell.amount(i)));
    }
    for (int i = 0; i < RevenueRetention.COUNTS.size(); i++) {
      row.set(RevenueRetention.COUNTS.get(i), cell.count(i));
    }
    Ratio gross = cell.gross();
    // Customers keep at most what they brought; the bound of their ratio may not tell otherwise.
    Double high = gross.high();
    add(RevenueRetention.GRR, gross, high == null ? null : (Double) Math.min(1.0, high), unknown);
    add(RevenueRetention.NRR, cell.net(), cell.net().high(), unknown);
    add(RevenueRetention.QUICK_RATIO, cell.quick(), cell.quick().high(), unknown);
    return row.row();
  }

  private void add(String name, Ratio ratio, @Nullable Double high, @Nullable String unknown) {
    String reason = unknown == null && ratio.b() == 0 ? Kpis.DENOMINATOR_ZERO : unknown;
    boolean known = reason == null;
    row.set(name, known ? ratio.value() : null)
        .set(Kpis.nullReason(name), reason)
        .set(Kpis.low(name), known ? ratio.low() : null)
        .set(Kpis.high(name), known ? high : null);
  }
}
