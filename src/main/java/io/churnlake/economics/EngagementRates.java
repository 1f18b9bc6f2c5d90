package io.churnlake.economics;

import io.churnlake.quality.Mean;
import io.churnlake.table.EngagementMonths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** gold.engagement: visits, opens and clicks of a month. */
public final class EngagementRates {
  private EngagementRates() {}

  /** One row a kind and month from the kind's first event to the business date. */
  public static List<Row> of(EconomicsTally tally) {
    EngagementSums sums = tally.engagement();
    Map<String, Integer> first = new TreeMap<>();
    sums.kinds().keys().forEach(key -> first.putIfAbsent(key.part(), key.month()));
    Figures figures = new Figures(EngagementMonths.TABLE, tally.scope().asOf());
    List<Row> rows = new ArrayList<>();
    first.forEach(
        (kind, start) -> {
          for (int month = start; month <= tally.scope().newest(); month++) {
            long[] own = sums.kinds().of(new PartMonth(kind, month));
            figures.month(month).set(EngagementMonths.KIND, kind);
            rows.add(row(figures, own, sums.active(month), tally.scope(), month));
          }
        });
    return rows;
  }

  private static Row row(Figures figures, long[] sums, long active, Scope scope, int month) {
    long ofActive = sums[EngagementSums.EVENTS_OF_ACTIVE];
    return figures
        .set(EngagementMonths.EVENTS, sums[EngagementSums.EVENTS])
        .set(EngagementMonths.CUSTOMERS_ENGAGED, sums[EngagementSums.CUSTOMERS])
        .set(EngagementMonths.ACTIVE_CUSTOMERS, active)
        .set(EngagementMonths.EVENTS_OF_ACTIVE, ofActive)
        .mean(
            EngagementMonths.EVENTS_PER_ACTIVE,
            new Mean(ofActive, sums[EngagementSums.SQUARES], active),
            Figures.first(
                scope.notEnded(month), scope.endNotObserved(month), Figures.empty(active)))
        .row();
  }
}
