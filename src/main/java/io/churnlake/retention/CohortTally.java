package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import io.churnlake.customer.LogTally;
import io.churnlake.customer.SplitView;
import io.churnlake.quality.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts customers into the cells of cohorts and periods. A customer's last active period and first
 * period of return are marked in the cell they fall into; running sums over a cohort's few cells
 * make the cumulative kinds of retention of them.
 */
public final class CohortTally implements LogTally<CohortTally> {

  private final SplitView splits;
  private final List<Period> periods;
  private final List<Period> splitPeriods;
  private final Map<CohortGrid.Part, Map<Integer, long[]>> parts = new HashMap<>();
  private int cells;

  /**
   * An empty one.
   *
   * @param splitPeriods periods for the splits but the first, which is 'all'
   */
  public CohortTally(SplitView splits, List<Period> periods, List<Period> splitPeriods) {
    this.splits = splits;
    this.periods = List.copyOf(periods);
    this.splitPeriods = List.copyOf(splitPeriods);
  }

  @Override
  public void add(CustomerLog log) {
    if (log.firstOrder() == CustomerLog.NEVER) {
      return;
    }
    for (Period period : periods) {
      int cohort = period.index(LocalDate.ofEpochDay(log.firstOrder()));
      int shown = splitPeriods.contains(period) ? splits.size() : 1;
      for (boolean net : new boolean[] {false, true}) {
        Map<Integer, long[]> own = own(log, period, net, cohort);
        for (int i = 0; i < shown; i++) {
          CohortGrid.Part part =
              new CohortGrid.Part(period, net, splits.names().get(i), splits.value(log, i));
          own.forEach((k, sums) -> add(part, cohort, k * CohortGrid.SUMS, sums));
        }
      }
    }
  }

  /** Sums that begin at a place of the cohort's row. */
  private void add(CohortGrid.Part part, int cohort, int from, long[] sums) {
    Map<Integer, long[]> rows = parts.computeIfAbsent(part, name -> new HashMap<>());
    long[] row = rows.getOrDefault(cohort, new long[0]);
    if (row.length < from + sums.length) {
      cells += (from + sums.length - row.length) / CohortGrid.SUMS;
      row = Arrays.copyOf(row, from + sums.length);
      rows.put(cohort, row);
    }
    for (int i = 0; i < sums.length; i++) {
      row[from + i] = Math.addExact(row[from + i], sums[i]);
    }
  }

  /**
   * What the customer did in each period since the cohort's. What came back before the first
   * counting order, of purchases that lie before the log, is in no cohort's cell.
   */
  private static Map<Integer, long[]> own(CustomerLog log, Period period, boolean net, int cohort) {
    Map<Integer, long[]> own = new TreeMap<>();
    own.put(0, new long[CohortGrid.SUMS]);
    int last = -1;
    int firstReturn = Integer.MAX_VALUE;
    for (CustomerLog.Day day : log.days()) {
      int k = period.index(LocalDate.ofEpochDay(day.date())) - cohort;
      if (k < 0) {
        continue;
      }
      long[] sums = own.computeIfAbsent(k, index -> new long[CohortGrid.SUMS]);
      sums[CohortGrid.ORDERS] += day.orders(net);
      sums[CohortGrid.REVENUE] = Math.addExact(sums[CohortGrid.REVENUE], day.revenue(net));
      sums[CohortGrid.COST] = Math.addExact(sums[CohortGrid.COST], day.cost());
      sums[CohortGrid.COSTED_REVENUE] =
          Math.addExact(sums[CohortGrid.COSTED_REVENUE], day.costedRevenue());
      if (day.isOccasion(net)) {
        sums[CohortGrid.ACTIVE] = 1;
        last = Math.max(last, k);
        firstReturn = k > 0 ? Math.min(firstReturn, k) : firstReturn;
      }
    }
    own.get(0)[CohortGrid.MEMBERS] = 1;
    own.get(0)[CohortGrid.LEFT_TRUNCATED] = log.leftTruncated() ? 1 : 0;
    mark(own, last, CohortGrid.LAST_HERE);
    mark(own, firstReturn, CohortGrid.FIRST_RETURN_HERE);
    return own;
  }

  private static void mark(Map<Integer, long[]> own, int k, int what) {
    long[] sums = own.get(k);
    if (sums != null) {
      sums[what] = 1;
    }
  }

  @Override
  public CohortTally plus(CohortTally other) {
    other.parts.forEach((part, rows) -> rows.forEach((cohort, sums) -> add(part, cohort, 0, sums)));
    return this;
  }

  @Override
  public int cells() {
    return cells;
  }

  /** The cohorts of each part, in order of period, basis, split and value. */
  public List<CohortGrid> grids() {
    List<CohortGrid> grids = new ArrayList<>();
    parts.forEach((part, rows) -> grids.add(new CohortGrid(part, new TreeMap<>(rows))));
    grids.sort(
        Comparator.comparing((CohortGrid grid) -> grid.part().period())
            .thenComparing(grid -> grid.part().net())
            .thenComparing(grid -> grid.part().split())
            .thenComparing(grid -> grid.part().value()));
    return grids;
  }
}
