package io.churnlake.job;

import io.churnlake.clv.Candidate;
import io.churnlake.clv.CustomerGroups;
import io.churnlake.clv.CustomerSummaries;
import io.churnlake.clv.HoldoutEvaluation;
import io.churnlake.clv.HoldoutRows;
import io.churnlake.clv.HoldoutSample;
import io.churnlake.clv.model.Design;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.model.PurchaseEstimator;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.config.Configuration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Fits every candidate to what was known some time ago and compares its forecast with what came
 * since.
 */
final class ClvHoldoutStep {
  /** With fewer customers, or fewer repeat buyers, a comparison says nothing. */
  private static final long LEAST_CUSTOMERS = 100;

  private static final long LEAST_REPEAT_BUYERS = 20;

  /** One candidate's fit and how it did. */
  record Compared(Candidate candidate, Fit<GroupedModel> fit, HoldoutEvaluation evaluation) {}

  /**
   * All candidates, or why there is no comparison.
   *
   * @param actualWeeks occasions seen in each week
   */
  record Result(
      LocalDate calibratedTo,
      List<Compared> compared,
      List<Long> actualWeeks,
      Optional<String> skippedBecause) {

    /** The candidate with the best log-score among those whose fit converged, or all. */
    Optional<Candidate> best() {
      boolean anyConverged = compared.stream().anyMatch(c -> c.fit().converged());
      Compared best = null;
      for (Compared next : compared) {
        boolean usable = !anyConverged || next.fit().converged();
        if (usable
            && (best == null
                || next.evaluation().total().logScore() > best.evaluation().total().logScore())) {
          best = next;
        }
      }
      return Optional.ofNullable(best).map(Compared::candidate);
    }
  }

  private final Configuration.Clv clv;
  private final LocalDate asOf;
  private final LocalDate calibratedTo;

  ClvHoldoutStep(Configuration.Clv clv, LocalDate asOf) {
    this.clv = clv;
    this.asOf = asOf;
    calibratedTo = asOf.minusDays(clv.holdoutDays());
  }

  /**
   * Runs the comparison.
   *
   * @param customersKnown at as_of, to size the sample
   */
  Result run(
      Dataset<Row> days,
      Dataset<Row> customers,
      List<String> covariates,
      LocalDate firstDay,
      long customersKnown) {
    if (firstDay.plusDays(clv.holdoutDays()).isAfter(calibratedTo)) {
      return skipped(
          "the history before the holdout of "
              + clv.holdoutDays()
              + " days is shorter than the holdout");
    }
    Dataset<Row> sampledDays =
        HoldoutSample.days(days, (double) clv.holdoutCustomers() / Math.max(customersKnown, 1));
    Dataset<Row> sampled =
        CustomerSummaries.withAttributes(
                HoldoutSample.of(sampledDays, calibratedTo, asOf), customers)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      CustomerGroups groups = groups(sampled, covariates, customersKnown);
      Dataset<Row> sample = groups.assign(sampled);
      HoldoutRows rows = HoldoutSample.rows(HoldoutSample.distinct(sample).collectAsList());
      long known = 0;
      long repeat = 0;
      for (int i = 0; i < rows.histories().size(); i++) {
        known += rows.histories().customers(i);
        repeat += rows.histories().x(i) > 0 ? rows.histories().customers(i) : 0;
      }
      if (known < LEAST_CUSTOMERS || repeat < LEAST_REPEAT_BUYERS) {
        return skipped(
            "calibration has " + known + " customers and " + repeat + " repeat buyers, too few");
      }
      double logGaps =
          clv.compared().contains(Candidate.REGULAR)
              ? LogGaps.of(sampledDays, sample, calibratedTo).total()
              : Double.NaN;
      return new Result(
          calibratedTo,
          compared(rows, groups.design(), logGaps),
          weeks(HoldoutSample.weeks(sampledDays, sample, calibratedTo, asOf).collectAsList()),
          Optional.empty());
    } finally {
      sampled.unpersist();
    }
  }

  /** Of calibration's own customers: who came later has no say in it. */
  private CustomerGroups groups(
      Dataset<Row> sampled, List<String> covariates, long customersKnown) {
    if (covariates.isEmpty()) {
      return CustomerGroups.ONE;
    }
    double share = Math.min(1, (double) clv.holdoutCustomers() / Math.max(customersKnown, 1));
    return CustomerGroups.of(
        covariates,
        CustomerGroups.counts(sampled, covariates).collectAsList(),
        (int) Math.max(1, Math.round(clv.leastCustomers() * share)));
  }

  private List<Compared> compared(HoldoutRows rows, Design design, double logGaps) {
    List<Compared> result = new ArrayList<>();
    for (String name : clv.compared()) {
      Candidate candidate = Candidate.named(name);
      Fit<GroupedModel> fit =
          candidate.fit(
              (family, covariates) ->
                  new PurchaseEstimator(family, covariates, clv.unitDays())
                      .fit(rows.histories(), logGaps),
              design);
      result.add(
          new Compared(
              candidate,
              fit,
              HoldoutEvaluation.of(fit.model(), rows, clv.holdoutDays(), clv.unitDays())));
    }
    return result;
  }

  private List<Long> weeks(List<Row> seen) {
    List<Long> weeks = new ArrayList<>();
    for (int week = 0; week < (clv.holdoutDays() + 6) / 7; week++) {
      weeks.add(0L);
    }
    seen.forEach(row -> weeks.set(row.getInt(0), row.getLong(1)));
    return weeks;
  }

  private Result skipped(String because) {
    return new Result(calibratedTo, List.of(), List.of(), Optional.of(because));
  }
}
