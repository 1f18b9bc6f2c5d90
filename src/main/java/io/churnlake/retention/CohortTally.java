package io.churnlake.retention;

import io.churnlake.customer.CustomerLog;
import io.churnlake.quality.Period;
import io.churnlake.table.Cohorts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Counts customers into the cells of cohorts and periods. A customer's last active period and first
 * period of return are marked in the cell they fall into; running sums over a cohort's few cells
 * make the cumulative kinds of retention of them.
 */
final class CohortTally implements Tally {
  private static final int MEMBERS = 0;
  private static final int LEFT_TRUNCATED = 1;
  private static final int ACTIVE = 2;
  private static final int LAST_HERE = 3;
  private static final int FIRST_RETURN_HERE = 4;
  private static final int ORDERS = 5;
  private static final int REVENUE = 6;
  private static final int COST = 7;
  private static final int COSTED_REVENUE = 8;
  private static final int SUMS = 9;

  private final List<String> splits;
  private final List<Period> periods;
  private final List<Period> splitPeriods;
  private final Map<Group, Map<Cell, long[]>> groups = new HashMap<>();
  private int cells;

  private record Group(String split, String value, Period period, boolean net) {}

  private record Cell(int cohort, int k) {
    @Override
    public int hashCode() {
      return CellHash.of(cohort, k);
    }
  }

  /**
   * An empty one.
   *
   * @param splits names of the splits, 'all' first
   * @param splitPeriods periods for the splits but the first
   */
  CohortTally(List<String> splits, List<Period> periods, List<Period> splitPeriods) {
    this.splits = splits;
    this.periods = periods;
    this.splitPeriods = splitPeriods;
  }

  @Override
  public void add(CustomerLog log) {
    if (log.firstOrder() == CustomerLog.NEVER) {
      return;
    }
    for (Period period : periods) {
      int cohort = period.index(LocalDate.ofEpochDay(log.firstOrder()));
      for (boolean net : new boolean[] {false, true}) {
        Map<Integer, long[]> own = own(log, period, net, cohort);
        for (int i = 0; i < splits.size(); i++) {
          if (i == 0 || splitPeriods.contains(period)) {
            add(new Group(splits.get(i), log.splitValues().get(i), period, net), cohort, own);
          }
        }
      }
    }
  }

  private void add(Group group, int cohort, Map<Integer, long[]> own) {
    Map<Cell, long[]> to = groups.computeIfAbsent(group, name -> new HashMap<>());
    own.forEach(
        (k, sums) -> {
          Cell cell = new Cell(cohort, k);
          long[] known = to.get(cell);
          if (known == null) {
            to.put(cell, sums.clone());
            cells++;
          } else {
            for (int i = 0; i < SUMS; i++) {
              known[i] = Math.addExact(known[i], sums[i]);
            }
          }
        });
  }

  /** What the customer did in each period since the cohort's. */
  private static Map<Integer, long[]> own(CustomerLog log, Period period, boolean net, int cohort) {
    Map<Integer, long[]> own = new TreeMap<>();
    int last = -1;
    int firstReturn = Integer.MAX_VALUE;
    for (CustomerLog.Day day : log.days()) {
      int k = period.index(LocalDate.ofEpochDay(day.date())) - cohort;
      long[] sums = own.computeIfAbsent(k, index -> new long[SUMS]);
      sums[ORDERS] += day.orders(net);
      sums[REVENUE] = Math.addExact(sums[REVENUE], day.revenue(net));
      sums[COST] = Math.addExact(sums[COST], day.cost());
      sums[COSTED_REVENUE] = Math.addExact(sums[COSTED_REVENUE], day.costedRevenue());
      if (day.isOccasion(net)) {
        sums[ACTIVE] = 1;
        last = Math.max(last, k);
        firstReturn = k > 0 ? Math.min(firstReturn, k) : firstReturn;
      }
    }
    long[] first = own.computeIfAbsent(0, index -> new long[SUMS]);
    first[MEMBERS] = 1;
    first[LEFT_TRUNCATED] = log.leftTruncated() ? 1 : 0;
    mark(own, last, LAST_HERE);
    mark(own, firstReturn, FIRST_RETURN_HERE);
    return own;
  }

  private static void mark(Map<Integer, long[]> own, int k, int what) {
    long[] sums = own.get(k);
    if (sums != null) {
      sums[what] = 1;
    }
  }

  @Override
  public int cells() {
    return cells;
  }

  @Override
  public List<Row> drain() {
    List<Row> rows = new ArrayList<>(cells);
    groups.forEach(
        (group, own) ->
            own.forEach(
                (cell, sums) -> {
                  List<Object> row = new ArrayList<>(List.of(group.split(), group.value()));
                  row.add(group.period().value());
                  row.add(group.net() ? Cohorts.NET : Cohorts.GROSS);
                  row.add(cell.cohort());
                  row.add(cell.k());
                  for (long sum : sums) {
                    row.add(sum);
                  }
                  rows.add(RowFactory.create(row.toArray()));
                }));
    groups.clear();
    cells = 0;
    return rows;
  }
}
