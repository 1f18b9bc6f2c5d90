package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.LogTally;
import io.churnlake.customer.SplitView;
import io.churnlake.quality.Period;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Counts customers into periods: who bought, who is active at the end, who was at the start. A
 * customer who bought in a period speaks for the ends of periods from this one up to the next
 * purchase, and is active at those that the last occasion still reaches.
 */
public final class KpiTally implements LogTally<KpiTally> {

  private final SplitView splits;
  private final List<Period> periods;
  private final List<Period> splitPeriods;
  private final LocalDate asOf;
  private final int windowDays;
  private final Map<Part, NavigableMap<Integer, KpiSums>> parts = new HashMap<>();
  private int cells;

  /** Whose periods of which kind. */
  record Part(Period period, String split, String value) implements Serializable {}

  /**
   * An empty one.
   *
   * @param splitPeriods periods for the splits but the first, which is 'all'
   * @param asOf at which the running period is looked at
   * @param windowDays length of the activity window
   */
  public KpiTally(
      SplitView splits,
      List<Period> periods,
      List<Period> splitPeriods,
      LocalDate asOf,
      int windowDays) {
    this.splits = splits;
    this.periods = List.copyOf(periods);
    this.splitPeriods = List.copyOf(splitPeriods);
    this.asOf = asOf;
    this.windowDays = windowDays;
  }

  /**
   * A period in which a customer bought, or gave back.
   *
   * @param activeUntil the last period at whose end the customer is active without buying again,
   *     and before the next purchase; one before {@code number} if not even at this one's
   * @param carriedOn active at the end of the period before
   * @param isFirst with the customer's first occasion ever
   * @param boundHere with the second one
   */
  private record Visit(
      int number,
      KpiSums.Own own,
      int activeUntil,
      boolean carriedOn,
      boolean isFirst,
      boolean boundHere) {}

  @Override
  public void add(CustomerLog log) {
    for (Period period : periods) {
      List<Visit> visits = visits(log, period);
      int shown = visits.isEmpty() ? 0 : splitPeriods.contains(period) ? splits.size() : 1;
      for (int i = 0; i < shown; i++) {
        Part part = new Part(period, splits.names().get(i), splits.value(log, i));
        NavigableMap<Integer, KpiSums> sums = parts.computeIfAbsent(part, name -> new TreeMap<>());
        cells -= sums.size();
        visits.forEach(visit -> add(sums, visit, log.leftTruncated()));
        cells += sums.size();
      }
    }
  }

  private static void add(Map<Integer, KpiSums> sums, Visit visit, boolean leftTruncated) {
    KpiSums here = at(sums, visit.number());
    here.add(visit.own());
    if (visit.own().occasions() == 0) {
      return;
    }
    here.add(KpiSums.FIRST_SEEN, visit.isFirst() ? 1 : 0);
    here.add(KpiSums.LEFT_TRUNCATED, visit.isFirst() && leftTruncated ? 1 : 0);
    here.add(KpiSums.REACTIVATED, visit.isFirst() || visit.carriedOn() ? 0 : 1);
    here.add(KpiSums.BOUND, visit.boundHere() ? 1 : 0);
    for (int number = visit.number(); number <= visit.activeUntil(); number++) {
      boolean before = number > visit.number() || visit.carriedOn();
      at(sums, number).add(KpiSums.ACTIVE_AT_END, 1);
      at(sums, number).add(KpiSums.RETAINED, before ? 1 : 0);
    }
  }

  private static KpiSums at(Map<Integer, KpiSums> sums, int number) {
    return sums.computeIfAbsent(number, index -> new KpiSums());
  }

  private List<Visit> visits(CustomerLog log, Period period) {
    NavigableMap<Integer, KpiSums.Own> periodsOfOwn = new TreeMap<>();
    for (CustomerLog.Day day : log.days()) {
      periodsOfOwn.computeIfAbsent(number(period, day.date()), index -> new KpiSums.Own()).add(day);
    }
    List<Visit> visits = new ArrayList<>();
    List<Map.Entry<Integer, KpiSums.Own>> bought = new ArrayList<>();
    for (Map.Entry<Integer, KpiSums.Own> entry : periodsOfOwn.entrySet()) {
      if (entry.getValue().occasions() > 0) {
        bought.add(entry);
      } else if (entry.getValue().netRevenue() != 0) {
        int number = entry.getKey();
        visits.add(new Visit(number, entry.getValue(), number - 1, false, false, false));
      }
    }
    int soFar = 0;
    int reached = Integer.MIN_VALUE;
    for (int i = 0; i < bought.size(); i++) {
      int number = bought.get(i).getKey();
      KpiSums.Own own = bought.get(i).getValue();
      boolean carriedOn = reached >= number - 1;
      boolean boundHere = soFar < 2 && soFar + own.occasions() >= 2;
      soFar += own.occasions();
      reached = reach(period, own.lastOccasion());
      // Whether the customer is active later is for the later purchase to say.
      int before = i + 1 < bought.size() ? bought.get(i + 1).getKey() - 1 : reached;
      visits.add(new Visit(number, own, Math.min(reached, before), carriedOn, i == 0, boundHere));
    }
    return visits;
  }

  /** The last period at whose end, or at the date, an occasion lies in the window. */
  private int reach(Period period, int occasion) {
    int leavesOn = occasion + windowDays;
    return leavesOn > asOf.toEpochDay() ? period.index(asOf) : number(period, leavesOn) - 1;
  }

  private static int number(Period period, int date) {
    return period.index(LocalDate.ofEpochDay(date));
  }

  @Override
  public KpiTally plus(KpiTally other) {
    other.parts.forEach(
        (part, others) -> {
          NavigableMap<Integer, KpiSums> sums =
              parts.computeIfAbsent(part, name -> new TreeMap<>());
          cells -= sums.size();
          others.forEach((number, own) -> at(sums, number).add(own));
          cells += sums.size();
        });
    return this;
  }

  @Override
  public int cells() {
    return cells;
  }

  /** The sums of each part's periods, by number. */
  Map<Part, NavigableMap<Integer, KpiSums>> parts() {
    return parts;
  }
}
