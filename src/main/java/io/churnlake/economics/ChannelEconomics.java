package io.churnlake.economics;

import static io.churnlake.economics.Figures.empty;
import static io.churnlake.economics.Figures.first;
import static io.churnlake.economics.Figures.orNull;

import io.churnlake.quality.Mean;
import io.churnlake.table.Kpis;
import io.churnlake.table.UnitEconomics;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** gold.unit_economics: costs and values of a channel's customers, month by month. */
public final class ChannelEconomics {
  private static final int ACQUISITION = 0;
  private static final int ACQUISITIONS_BOOKED = 1;
  private static final int RETENTION = 2;
  private static final int RETENTIONS_BOOKED = 3;
  private static final int SPEND_SUMS = 4;
  private static final double CENTS_A_UNIT = 100;

  private final ChannelSums sums;
  private final Scope scope;
  private final Sums<PartMonth> spend = new Sums<>(SPEND_SUMS);
  private final Figures figures;

  private ChannelEconomics(ChannelSums sums, Scope scope) {
    this.sums = sums;
    this.scope = scope;
    this.figures = new Figures(UnitEconomics.TABLE, scope.asOf());
  }

  /**
   * One row a month and channel, and for all channels, from the month of the log's or the costs'
   * first day to the business date.
   */
  public static List<Row> of(Spend spend, EconomicsTally tally) {
    ChannelEconomics all = new ChannelEconomics(tally.channels(), tally.scope());
    spend.months().forEach(all::add);
    LocalDate logStart = tally.scope().logStart();
    LocalDate start = spend.first().filter(logStart::isAfter).orElse(logStart);
    SortedSet<String> channels = new TreeSet<>();
    all.spend.keys().forEach(key -> channels.add(key.part()));
    all.sums.months().keys().forEach(key -> channels.add(key.part()));
    List<Row> rows = new ArrayList<>();
    for (String channel : channels) {
      for (int month = Scope.MONTH.index(start); month <= tally.scope().newest(); month++) {
        rows.add(all.row(new PartMonth(channel, month)));
      }
    }
    return rows;
  }

  /** A row of {@link Spend#months}. */
  private void add(Row costs) {
    for (String part : List.of(Person.named(costs.getString(0)), UnitEconomics.ALL)) {
      PartMonth key = new PartMonth(part, costs.getInt(1));
      spend.add(key, ACQUISITION, costs.getDecimal(2).movePointRight(4).longValueExact());
      spend.add(key, ACQUISITIONS_BOOKED, costs.getLong(3));
      spend.add(key, RETENTION, costs.getDecimal(4).movePointRight(4).longValueExact());
      spend.add(key, RETENTIONS_BOOKED, costs.getLong(5));
    }
  }

  private Row row(PartMonth key) {
    int month = key.month();
    long[] counts = sums.months().of(key);
    long[] costs = spend.of(key);
    long fresh = counts[ChannelSums.NEW];
    Double cac = each(costs[ACQUISITION], fresh);
    String noCac =
        first(
            scope.notEnded(month),
            scope.notInLog(month),
            counts[ChannelSums.LEFT_TRUNCATED] > 0 ? UnitEconomics.HAS_LEFT_TRUNCATED : null,
            costs[ACQUISITIONS_BOOKED] == 0 ? UnitEconomics.NO_COSTS : null,
            empty(fresh));
    long kept = counts[ChannelSums.RETAINED];
    Double crc = each(costs[RETENTION], kept);
    String noCrc =
        first(
            scope.notEnded(month),
            scope.startNotObserved(month),
            costs[RETENTIONS_BOOKED] == 0 ? UnitEconomics.NO_COSTS : null,
            empty(kept));
    figures
        .month(month)
        .set(UnitEconomics.CHANNEL, key.part())
        .set(UnitEconomics.ACQUISITION_SPEND, Figures.money(costs[ACQUISITION]))
        .set(UnitEconomics.NEW_CUSTOMERS, fresh)
        .set(UnitEconomics.LEFT_TRUNCATED, counts[ChannelSums.LEFT_TRUNCATED])
        .figure(UnitEconomics.CAC, cac, noCac)
        .set(UnitEconomics.RETENTION_SPEND, Figures.money(costs[RETENTION]))
        .set(UnitEconomics.RETAINED_CUSTOMERS, kept)
        .figure(UnitEconomics.CRC, crc, noCrc)
        .figure(UnitEconomics.CAC_TO_CRC, ratio(cac, crc), first(noCac, noCrc, notAbove0(crc)));
    values(key, counts, cac, noCac);
    payback(key, costs[ACQUISITION], noCac);
    return figures.row();
  }

  private void values(PartMonth key, long[] counts, @Nullable Double cac, @Nullable String noCac) {
    long fresh = counts[ChannelSums.NEW];
    String noClv =
        first(
            scope.notEnded(key.month()),
            empty(fresh),
            counts[ChannelSums.VALUED] < fresh ? UnitEconomics.NO_VALUES : null);
    String noGain = first(noClv, noCac, notAbove0(cac));
    long historic = counts[ChannelSums.HISTORIC];
    long expected = counts[ChannelSums.EXPECTED];
    Double clv = each(Math.addExact(historic, expected), fresh);
    Mean cents = new Mean(counts[ChannelSums.CENTS], sums.squaredCents(key), fresh);
    Double low = ratio(orNull(cents.low()), CENTS_A_UNIT);
    Double high = ratio(orNull(cents.high()), CENTS_A_UNIT);
    figures
        .set(UnitEconomics.HISTORIC_CLV, noClv == null ? each(historic, fresh) : null)
        .set(UnitEconomics.EXPECTED_CLV, noClv == null ? each(expected, fresh) : null)
        .figure(UnitEconomics.CLV, clv, noClv)
        .bounds(UnitEconomics.CLV, low, high, noClv)
        .figure(UnitEconomics.CLV_TO_CAC, ratio(clv, cac), noGain)
        .bounds(UnitEconomics.CLV_TO_CAC, ratio(low, cac), ratio(high, cac), noGain);
  }

  /** The first month at whose end the margin so far exceeds what the customers cost. */
  private void payback(PartMonth key, long spent, @Nullable String noCac) {
    BigDecimal margin = null;
    Integer payback = null;
    long soFar = 0;
    for (Map.Entry<Integer, Long> month : sums.margins(key).entrySet()) {
      soFar = Math.addExact(soFar, month.getValue());
      margin = Figures.money(soFar);
      if (payback == null && soFar > spent) {
        payback = month.getKey() - key.month();
      }
    }
    String noPayback =
        first(
            noCac,
            margin == null ? UnitEconomics.NO_VALUES : null,
            payback == null ? UnitEconomics.NOT_YET : null);
    figures
        .set(UnitEconomics.COHORT_MARGIN, margin)
        .figure(UnitEconomics.PAYBACK_MONTHS, payback, noPayback);
  }

  /** An amount by the head; null where there is nobody. */
  private static @Nullable Double each(long amount, long n) {
    return n > 0 ? (Double) (Figures.money(amount).doubleValue() / n) : null;
  }

  private static @Nullable Double ratio(@Nullable Double of, @Nullable Double to) {
    return of == null || to == null ? null : (Double) (of / to);
  }

  private static @Nullable String notAbove0(@Nullable Double figure) {
    return figure == null || figure > 0 ? null : Kpis.DENOMINATOR_ZERO;
  }
}
