package io.churnlake.churn.action;

import io.churnlake.quality.MeanDifference;
import io.churnlake.quality.RateDifference;
import io.churnlake.quality.Wilson;
import io.churnlake.table.Kpis;
import io.churnlake.table.MeasureEffect;
import io.churnlake.table.RowBuilder;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows of gold.measure_effect. */
public final class EffectRows {
  private final LocalDate asOf;
  private final int windowDays;
  private final RowBuilder row = RowBuilder.of(MeasureEffect.TABLE);

  /** The two groups of one measure and band. */
  private record Groups(GroupSums treated, GroupSums control) {
    Groups plus(Groups other) {
      return new Groups(treated.plus(other.treated), control.plus(other.control));
    }
  }

  private EffectRows(LocalDate asOf, int windowDays) {
    this.asOf = asOf;
    this.windowDays = windowDays;
  }

  /**
   * A row a measure and band, and one a measure for all bands.
   *
   * @param sums rows of {@link ContactOutcomes#sums}
   */
  public static List<Row> of(List<Row> sums, LocalDate asOf, int windowDays) {
    Map<String, Map<String, Groups>> measures = new TreeMap<>();
    for (Row each : sums) {
      GroupSums group = GroupSums.of(each);
      Groups groups =
          each.getBoolean(2)
              ? new Groups(GroupSums.NONE, group)
              : new Groups(group, GroupSums.NONE);
      Map<String, Groups> bands =
          measures.computeIfAbsent(each.getString(0), measure -> new TreeMap<>());
      bands.merge(each.getString(1), groups, Groups::plus);
      bands.merge(MeasureEffect.ALL, groups, Groups::plus);
    }
    EffectRows rows = new EffectRows(asOf, windowDays);
    List<Row> all = new ArrayList<>();
    measures.forEach(
        (measure, bands) ->
            bands.forEach((band, groups) -> all.add(rows.row(measure, band, groups))));
    return all;
  }

  private Row row(String measure, String band, Groups groups) {
    GroupSums treated = groups.treated();
    GroupSums control = groups.control();
    RateDifference rates =
        new RateDifference(treated.retained(), treated.n(), control.retained(), control.n());
    MeanDifference revenues = new MeanDifference(revenue(treated), revenue(control));
    row.set(MeasureEffect.AS_OF, asOf)
        .set(MeasureEffect.MEASURE, measure)
        .set(MeasureEffect.RISK_BAND, band)
        .set(MeasureEffect.WINDOW_DAYS, windowDays);
    group(
        treated,
        MeasureEffect.TREATED,
        MeasureEffect.TREATED_RETAINED,
        MeasureEffect.TREATED_RATE,
        MeasureEffect.TREATED_REVENUE);
    group(
        control,
        MeasureEffect.CONTROL,
        MeasureEffect.CONTROL_RETAINED,
        MeasureEffect.CONTROL_RATE,
        MeasureEffect.CONTROL_REVENUE);
    difference(MeasureEffect.RATE_DIFFERENCE, rates.value(), rates.low(), rates.high());
    difference(MeasureEffect.REVENUE_DIFFERENCE, revenues.value(), revenues.low(), revenues.high());
    return row.set(MeasureEffect.SAVED, saved(rates))
        .set(MeasureEffect.TREATED_COST, mean(treated.cost(), treated.costed()))
        .set(MeasureEffect.NULL_REASON, nullReason(groups))
        .row();
  }

  private void group(GroupSums sums, String n, String retained, String rate, String revenue) {
    row.set(n, sums.n())
        .set(retained, sums.retained())
        .set(rate, Wilson.share(sums.retained(), sums.n()))
        .set(Kpis.low(rate), Wilson.low(sums.retained(), sums.n()))
        .set(Kpis.high(rate), Wilson.high(sums.retained(), sums.n()))
        .set(revenue, mean(sums.revenue(), sums.n()));
  }

  private void difference(
      String name, @Nullable Double value, @Nullable Double low, @Nullable Double high) {
    row.set(name, value).set(Kpis.low(name), low).set(Kpis.high(name), high);
  }

  private static MeanDifference.Group revenue(GroupSums sums) {
    return MeanDifference.Group.of(sums.n(), sums.revenue(), sums.squares());
  }

  /** What the measure does to those who would leave: they alone can be saved. */
  private static @Nullable Double saved(RateDifference rates) {
    Double difference = rates.value();
    return difference == null || rates.otherHits() == rates.otherN()
        ? null
        : (Double) (difference * rates.otherN() / (rates.otherN() - rates.otherHits()));
  }

  private static @Nullable Double mean(BigDecimal sum, long n) {
    return n == 0
        ? null
        : (Double) sum.divide(BigDecimal.valueOf(n), MathContext.DECIMAL128).doubleValue();
  }

  private static @Nullable String nullReason(Groups groups) {
    if (groups.treated().n() == 0) {
      return MeasureEffect.NOBODY_TREATED;
    }
    return groups.control().n() == 0 ? MeasureEffect.NOBODY_IN_CONTROL : null;
  }
}
