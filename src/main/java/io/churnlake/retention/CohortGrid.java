package io.churnlake.retention;

import io.churnlake.quality.Period;
import io.churnlake.table.Cohorts;
import io.churnlake.table.Retention;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;

/**
 * The cohorts of one part of a split on one basis, each with what its customers did in every period
 * k since its own.
 *
 * @param part of which customers
 * @param cohorts by number of the period, as {@link Period#index} has it: a row of {@link #SUMS}
 *     sums for each k up to the last one in which something happened
 */
public record CohortGrid(Part part, NavigableMap<Integer, long[]> cohorts) implements Serializable {
  static final int MEMBERS = 0;
  static final int LEFT_TRUNCATED = 1;
  static final int ACTIVE = 2;
  static final int LAST_HERE = 3;
  static final int FIRST_RETURN_HERE = 4;
  static final int ORDERS = 5;
  static final int REVENUE = 6;
  static final int COST = 7;
  static final int COSTED_REVENUE = 8;
  static final int SUMS = 9;

  /** Whose cohorts, in which periods, on which basis. */
  public record Part(Period period, boolean net, String split, String value)
      implements Serializable {
    /** The basis as tables say it. */
    String basis() {
      return net ? Cohorts.NET : Cohorts.GROSS;
    }
  }

  /** How many k there are for a cohort: all that have begun by the date. */
  int length(int cohort, LocalDate asOf) {
    return part.period().index(asOf) - cohort + 1;
  }

  /** A sum in period k of a cohort. */
  long at(int cohort, int k, int what) {
    long[] row = cohorts.getOrDefault(cohort, new long[0]);
    int place = k * SUMS + what;
    return place < row.length ? row[place] : 0;
  }

  /** Customers of the cohort. */
  long size(int cohort) {
    return at(cohort, 0, MEMBERS);
  }

  /** A sum over all periods of a cohort. */
  long total(int cohort, int what) {
    long total = 0;
    for (int k = 0; k < cohorts.getOrDefault(cohort, new long[0]).length / SUMS; k++) {
      total = Math.addExact(total, at(cohort, k, what));
    }
    return total;
  }

  /** A sum over all cohorts and periods. */
  public BigDecimal total(int what) {
    return cohorts.keySet().stream()
        .map(cohort -> BigDecimal.valueOf(total(cohort, what)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What was sold, in ten-thousandths. */
  public BigDecimal revenue() {
    return total(REVENUE);
  }

  /**
   * What the margin rate follows from: costed revenue, cost, revenue, in ten-thousandths. Of grids
   * of several periods that of the first is taken: each has all customers.
   */
  public static List<BigDecimal> costs(List<CohortGrid> grids) {
    return grids.stream()
        .filter(grid -> !grid.part().net() && grid.part().split().equals(Cohorts.ALL))
        .findFirst()
        .map(grid -> List.of(grid.total(COSTED_REVENUE), grid.total(COST), grid.total(REVENUE)))
        .orElse(List.of(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
  }

  /**
   * Active customers of a cohort by k.
   *
   * @param kind {@link Retention#ON} period k; {@link Retention#ON_OR_AFTER}: who was last active
   *     in k or later; {@link Retention#WITHIN}: who came back first in any of 1 to k
   */
  long[] active(String kind, int cohort, LocalDate asOf) {
    long[] active = new long[length(cohort, asOf)];
    int what =
        switch (kind) {
          case Retention.ON -> ACTIVE;
          case Retention.WITHIN -> FIRST_RETURN_HERE;
          default -> LAST_HERE;
        };
    Arrays.setAll(active, k -> at(cohort, k, what));
    if (kind.equals(Retention.WITHIN)) {
      for (int k = 1; k < active.length; k++) {
        active[k] += active[k - 1];
      }
    } else if (kind.equals(Retention.ON_OR_AFTER)) {
      for (int k = active.length - 2; k >= 0; k--) {
        active[k] += active[k + 1];
      }
    }
    return active;
  }

  /** The first k of a kind: nobody has come back within no period. */
  static int first(String kind) {
    return kind.equals(Retention.WITHIN) ? 1 : 0;
  }
}
