package io.churnlake.retention;

import io.churnlake.quality.Period;
import io.churnlake.quality.Ratio;
import io.churnlake.quality.Wilson;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Kpis;
import io.churnlake.table.Retention;
import io.churnlake.table.RowBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** gold.kpis: who is active, bound, lapsed and won back, period by period, and what they buy. */
public final class KpiRows {
  private static final KpiSums NOBODY = new KpiSums();

  private final LocalDate asOf;
  private final int windowDays;
  private final LocalDate logStart;
  private final boolean hasCategories;
  private final boolean hasDiscounts;
  private final RowBuilder row = RowBuilder.of(Kpis.TABLE);
  private final List<Row> rows = new ArrayList<>();

  private KpiRows(KpiTally tally, LocalDate asOf, int windowDays, LocalDate logStart) {
    this.asOf = asOf;
    this.windowDays = windowDays;
    this.logStart = logStart;
    List<KpiSums> all =
        tally.parts().entrySet().stream()
            .filter(entry -> entry.getKey().split().equals(Cohorts.ALL))
            .flatMap(entry -> entry.getValue().values().stream())
            .toList();
    this.hasCategories = all.stream().anyMatch(sums -> sums.count(KpiSums.CATEGORIES) > 0);
    this.hasDiscounts =
        all.stream()
            .anyMatch(sums -> sums.count(KpiSums.LINES) > sums.count(KpiSums.FULL_PRICE_LINES));
  }

  /**
   * One row a period of each kind from that of {@code logStart} to that of {@code asOf}, of each
   * part, on basis gross.
   *
   * @param tally of all customers as of the same date, with the same window
   * @param windowDays length of the activity window
   * @param logStart the log's first day; a window that begins before it is not observed
   */
  public static List<Row> of(KpiTally tally, LocalDate asOf, int windowDays, LocalDate logStart) {
    KpiRows all = new KpiRows(tally, asOf, windowDays, logStart);
    tally.parts().entrySet().stream()
        .sorted(
            Map.Entry.comparingByKey(
                Comparator.comparing(KpiTally.Part::period)
                    .thenComparing(KpiTally.Part::split)
                    .thenComparing(KpiTally.Part::value)))
        .forEach(entry -> all.add(entry.getKey(), entry.getValue()));
    return all.rows;
  }

  /** What is known at a period's end of those who came before it. */
  private static final class Levels {
    private long activeAtStart;
    private long customers;
    private long repeatCustomers;
  }

  private void add(KpiTally.Part part, NavigableMap<Integer, KpiSums> periods) {
    Levels levels = new Levels();
    for (int number = part.period().index(logStart);
        number <= part.period().index(asOf);
        number++) {
      KpiSums sums = periods.getOrDefault(number, NOBODY);
      levels.customers += sums.count(KpiSums.FIRST_SEEN);
      levels.repeatCustomers += sums.count(KpiSums.BOUND);
      add(part, number, sums, levels);
      levels.activeAtStart = sums.count(KpiSums.ACTIVE_AT_END);
    }
  }

  private void add(KpiTally.Part part, int number, KpiSums sums, Levels levels) {
    Period period = part.period();
    LocalDate start = period.start(number);
    LocalDate end = period.end(number);
    boolean complete = !end.isAfter(asOf);
    row.set(Kpis.AS_OF, asOf)
        .set(Kpis.PERIOD, period.value())
        .set(Kpis.BASIS, Cohorts.GROSS)
        .set(Kpis.SPLIT, part.split())
        .set(Kpis.SPLIT_VALUE, part.value())
        .set(Kpis.PERIOD_START, start)
        .set(Kpis.LABEL, period.label(start))
        .set(Kpis.OBSERVED_TO, complete ? end : asOf)
        .set(Kpis.IS_COMPLETE, complete)
        .set(Kpis.WINDOW_DAYS, windowDays);
    counts(sums, levels);
    String notEnded = complete ? null : Retention.PERIOD_NOT_ENDED;
    boolean observed = !start.minusDays(windowDays).isBefore(logStart);
    shares(sums, levels, notEnded, observed ? null : Kpis.WINDOW_NOT_OBSERVED);
    means(sums, notEnded);
    rows.add(row.row());
  }

  private void counts(KpiSums sums, Levels levels) {
    row.set(Kpis.ACTIVE_AT_START, levels.activeAtStart)
        .set(Kpis.ACTIVE_AT_END, sums.count(KpiSums.ACTIVE_AT_END))
        .set(Kpis.RETAINED, sums.count(KpiSums.RETAINED))
        .set(Kpis.LAPSED, lapsed(sums, levels))
        .set(Kpis.REACTIVATED, sums.count(KpiSums.REACTIVATED))
        .set(
            Kpis.NEW_CUSTOMERS, sums.count(KpiSums.FIRST_SEEN) - sums.count(KpiSums.LEFT_TRUNCATED))
        .set(Kpis.LEFT_TRUNCATED, sums.count(KpiSums.LEFT_TRUNCATED))
        .set(Kpis.BOUND_CUSTOMERS, sums.count(KpiSums.BOUND))
        .set(Kpis.BUYERS, sums.count(KpiSums.BUYERS))
        .set(Kpis.REPEAT_BUYERS, sums.count(KpiSums.REPEAT_BUYERS))
        .set(Kpis.CUSTOMERS_TO_DATE, levels.customers)
        .set(Kpis.REPEAT_CUSTOMERS_TO_DATE, levels.repeatCustomers)
        .set(Kpis.ORDERS, sums.count(KpiSums.ORDERS))
        .set(Kpis.LINES, sums.count(KpiSums.LINES))
        .set(Kpis.FULL_PRICE_LINES, sums.count(KpiSums.FULL_PRICE_LINES))
        .set(Kpis.CATEGORIES, sums.count(KpiSums.CATEGORIES))
        .set(Kpis.REVENUE, Money.of(sums.count(KpiSums.REVENUE)))
        .set(Kpis.NET_REVENUE, Money.of(sums.count(KpiSums.NET_REVENUE)));
  }

  private static long lapsed(KpiSums sums, Levels levels) {
    return levels.activeAtStart - sums.count(KpiSums.RETAINED);
  }

  private void shares(
      KpiSums sums, Levels levels, @Nullable String notEnded, @Nullable String notObserved) {
    long atStart = levels.activeAtStart;
    String unknown = notEnded == null ? notObserved : notEnded;
    share(Kpis.CUSTOMER_RETENTION_RATE, sums.count(KpiSums.RETAINED), atStart, unknown);
    share(Kpis.CHURN_RATE, lapsed(sums, levels), atStart, unknown);
    rate(
        Kpis.CRR_TEXTBOOK,
        sums.count(KpiSums.ACTIVE_AT_END) - sums.count(KpiSums.FIRST_SEEN),
        atStart,
        unknown);
    share(
        Kpis.REPEAT_PURCHASE_RATE,
        sums.count(KpiSums.REPEAT_BUYERS),
        sums.count(KpiSums.BUYERS),
        notEnded);
    share(Kpis.REPEAT_PURCHASE_RATE_LIFETIME, levels.repeatCustomers, levels.customers, notEnded);
  }

  private void means(KpiSums sums, @Nullable String notEnded) {
    long buyers = sums.count(KpiSums.BUYERS);
    double orders = sums.count(KpiSums.ORDERS);
    double revenue = sums.count(KpiSums.REVENUE);
    double categories = sums.count(KpiSums.CATEGORIES);
    double ordersOrders = sums.product(KpiSums.ORDERS_ORDERS);
    double revenueRevenue = sums.product(KpiSums.REVENUE_REVENUE);
    ratio(Kpis.ORDERS_PER_CUSTOMER, Ratio.mean(orders, ordersOrders, buyers), notEnded, x -> x);
    ratio(
        Kpis.REVENUE_PER_CUSTOMER,
        Ratio.mean(revenue, revenueRevenue, buyers),
        notEnded,
        Money::ofMean);
    double ordersRevenue = sums.product(KpiSums.ORDERS_REVENUE);
    ratio(
        Kpis.AVERAGE_ORDER_VALUE,
        new Ratio(revenue, orders, revenueRevenue, ordersRevenue, ordersOrders, buyers),
        notEnded,
        Money::ofMean);
    ratio(
        Kpis.CATEGORIES_PER_CUSTOMER,
        Ratio.mean(categories, sums.product(KpiSums.CATEGORIES_CATEGORIES), buyers),
        unlessInLog(notEnded, hasCategories),
        x -> x);
    ratio(
        Kpis.FULL_PRICE_SHARE,
        new Ratio(
            sums.count(KpiSums.FULL_PRICE_LINES),
            sums.count(KpiSums.LINES),
            sums.product(KpiSums.FULL_PRICE_FULL_PRICE),
            sums.product(KpiSums.LINES_FULL_PRICE),
            sums.product(KpiSums.LINES_LINES),
            buyers),
        unlessInLog(notEnded, hasDiscounts),
        KpiRows::atMostOne);
  }

  private static @Nullable String unlessInLog(@Nullable String notEnded, boolean inLog) {
    return notEnded == null && !inLog ? Kpis.NOT_IN_LOG : notEnded;
  }

  private static @Nullable Double atMostOne(@Nullable Double share) {
    return share == null ? null : (Double) Math.min(1.0, share);
  }

  private void ratio(
      String name,
      Ratio ratio,
      @Nullable String unknown,
      Function<@Nullable Double, @Nullable Object> shown) {
    String reason = reason(ratio.b() == 0, unknown);
    row.set(name, reason == null ? shown.apply(ratio.value()) : null)
        .set(Kpis.nullReason(name), reason)
        .set(Kpis.low(name), reason == null ? shown.apply(ratio.low()) : null)
        .set(Kpis.high(name), reason == null ? shown.apply(ratio.high()) : null);
  }

  private void share(String name, long hits, long n, @Nullable String unknown) {
    rate(name, hits, n, unknown);
    boolean known = reason(n == 0, unknown) == null;
    row.set(Kpis.low(name), known ? Wilson.low(hits, n) : null)
        .set(Kpis.high(name), known ? Wilson.high(hits, n) : null);
  }

  private void rate(String name, long hits, long n, @Nullable String unknown) {
    String reason = reason(n == 0, unknown);
    row.set(name, reason == null ? Wilson.share(hits, n) : null).set(Kpis.nullReason(name), reason);
  }

  private static @Nullable String reason(boolean isNobody, @Nullable String unknown) {
    return unknown == null && isNobody ? Kpis.DENOMINATOR_ZERO : unknown;
  }
}
