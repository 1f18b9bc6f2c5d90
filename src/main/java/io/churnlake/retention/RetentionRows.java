package io.churnlake.retention;

import io.churnlake.quality.Period;
import io.churnlake.quality.Wilson;
import io.churnlake.table.Retention;
import io.churnlake.table.RowBuilder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** gold.retention: the dense grid of cohorts and periods. */
public final class RetentionRows {
  static final List<String> KINDS = List.of(Retention.ON, Retention.ON_OR_AFTER, Retention.WITHIN);

  private final CohortGrid grid;
  private final LocalDate asOf;
  private final BigDecimal marginRate;
  private final RowBuilder row = RowBuilder.of(Retention.TABLE);
  private final List<Row> rows = new ArrayList<>();

  private RetentionRows(CohortGrid grid, LocalDate asOf, BigDecimal marginRate) {
    this.grid = grid;
    this.asOf = asOf;
    this.marginRate = marginRate;
  }

  /**
   * Every cohort with every k from 0 to the period of {@code asOf}, for the kinds on, on_or_after
   * and within (the last from k = 1).
   *
   * @param marginRate margin as a fraction of revenue, of lines whose cost is not known and of what
   *     came back
   */
  public static List<Row> of(CohortGrid grid, LocalDate asOf, double marginRate) {
    RetentionRows all = new RetentionRows(grid, asOf, Money.rate(marginRate));
    for (int cohort : grid.cohorts().keySet()) {
      for (String kind : KINDS) {
        all.add(cohort, kind);
      }
    }
    return all.rows;
  }

  /** How many rows {@link #of} makes. */
  public static long count(CohortGrid grid, LocalDate asOf) {
    return grid.cohorts().keySet().stream()
        .mapToLong(cohort -> (long) KINDS.size() * grid.length(cohort, asOf) - 1)
        .sum();
  }

  private void add(int cohort, String kind) {
    Period period = grid.part().period();
    LocalDate start = period.start(cohort);
    long[] active = grid.active(kind, cohort, asOf);
    long size = grid.size(cohort);
    long revenue = 0;
    long margin = 0;
    for (int k = CohortGrid.first(kind); k < active.length; k++) {
      LocalDate end = period.end(cohort + k);
      boolean complete = !end.isAfter(asOf);
      row.set(Retention.AS_OF, asOf)
          .set(Retention.PERIOD, period.value())
          .set(Retention.BASIS, grid.part().basis())
          .set(Retention.SPLIT, grid.part().split())
          .set(Retention.SPLIT_VALUE, grid.part().value())
          .set(Retention.KIND, kind)
          .set(Retention.COHORT, start)
          .set(Retention.LABEL, period.label(start))
          .set(Retention.PERIOD_INDEX, k)
          .set(Retention.PERIOD_START, period.start(cohort + k))
          .set(Retention.COHORT_SIZE, size)
          .set(Retention.ACTIVE_CUSTOMERS, active[k])
          .set(Retention.IS_COMPLETE, complete)
          .set(Retention.NULL_REASON, complete ? null : Retention.PERIOD_NOT_ENDED)
          .set(Retention.OBSERVED_TO, complete && !kind.equals(Retention.ON_OR_AFTER) ? end : asOf);
      row.set(Retention.RATE, complete ? Wilson.share(active[k], size) : null)
          .set(Retention.RATE_LOW, complete ? Wilson.low(active[k], size) : null)
          .set(Retention.RATE_HIGH, complete ? Wilson.high(active[k], size) : null);
      if (kind.equals(Retention.ON)) {
        revenue = Math.addExact(revenue, grid.at(cohort, k, CohortGrid.REVENUE));
        margin = Math.addExact(margin, margin(cohort, k));
        amounts(cohort, k, revenue, margin);
      } else {
        noAmounts();
      }
      rows.add(row.row());
    }
  }

  private long margin(int cohort, int k) {
    return Money.margin(
        grid.at(cohort, k, CohortGrid.REVENUE),
        grid.at(cohort, k, CohortGrid.COSTED_REVENUE),
        grid.at(cohort, k, CohortGrid.COST),
        marginRate);
  }

  private void amounts(int cohort, int k, long revenueSoFar, long marginSoFar) {
    long size = grid.size(cohort);
    row.set(Retention.ORDERS, grid.at(cohort, k, CohortGrid.ORDERS))
        .set(Retention.REVENUE, Money.of(grid.at(cohort, k, CohortGrid.REVENUE)))
        .set(Retention.CUMULATIVE_REVENUE, Money.of(revenueSoFar))
        .set(Retention.CUMULATIVE_REVENUE_PER_CUSTOMER, Money.each(revenueSoFar, size))
        .set(Retention.MARGIN, Money.of(margin(cohort, k)))
        .set(Retention.CUMULATIVE_MARGIN, Money.of(marginSoFar))
        .set(Retention.CUMULATIVE_MARGIN_PER_CUSTOMER, Money.each(marginSoFar, size));
  }

  /** Orders and amounts of a period stand once, with the kind that is of the period alone. */
  private void noAmounts() {
    for (String name :
        List.of(
            Retention.ORDERS,
            Retention.REVENUE,
            Retention.CUMULATIVE_REVENUE,
            Retention.CUMULATIVE_REVENUE_PER_CUSTOMER,
            Retention.MARGIN,
            Retention.CUMULATIVE_MARGIN,
            Retention.CUMULATIVE_MARGIN_PER_CUSTOMER)) {
      row.set(name, null);
    }
  }
}
