package io.churnlake.value;

import io.churnlake.clv.Candidate;
import io.churnlake.clv.CustomerGroups;
import io.churnlake.clv.CustomerSummaries;
import io.churnlake.clv.HoldoutChoice;
import io.churnlake.clv.HoldoutEvaluation;
import io.churnlake.clv.HoldoutPlan;
import io.churnlake.clv.HoldoutRows;
import io.churnlake.clv.HoldoutSample;
import io.churnlake.clv.HoldoutWindow;
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
public final class ClvHoldoutStep {
  /** With fewer customers, or fewer repeat buyers, a comparison says nothing. */
  private static final long LEAST_CUSTOMERS = 100;

  private static final long LEAST_REPEAT_BUYERS = 20;

  /** A total is forecast well enough by so many; all earlier fits together take as long as one. */
  private static final int MOST_EARLIER_CUSTOMERS = 50_000;

  /** One candidate's fit and how it did. */
  public record Compared(
      Candidate candidate, Fit<GroupedModel> fit, HoldoutEvaluation evaluation) {}

  /**
   * All candidates, or why there is no comparison.
   *
   * @param window the holdout
   * @param actualWeeks occasions seen in each week
   * @param best the candidate that the comparison speaks for; empty without one
   * @param earlier the model that is used, in other windows
   * @param remark why there is no comparison, or what is special about it
   */
  public record Result(
      HoldoutWindow window,
      List<Compared> compared,
      List<Long> actualWeeks,
      Optional<Candidate> best,
      ClvEarlierForecasts.Result earlier,
      Optional<String> remark) {}

  private final Configuration.Clv clv;
  private final LocalDate asOf;

  public ClvHoldoutStep(Configuration.Clv clv, LocalDate asOf) {
    this.clv = clv;
    this.asOf = asOf;
  }

  /**
   * Runs the comparison.
   *
   * @param customersKnown at as_of, to size the sample
   */
  public Result run(
      Dataset<Row> days,
      Dataset<Row> customers,
      List<String> covariates,
      LocalDate firstDay,
      long customersKnown) {
    HoldoutPlan plan =
        HoldoutPlan.of(firstDay, asOf, clv.holdoutDays(), clv.horizonDays()).orElse(null);
    if (plan == null) {
      return skipped(
          "the history before the holdout of "
              + clv.holdoutDays()
              + " days is shorter than the holdout");
    }
    HoldoutWindow window = plan.main();
    Dataset<Row> sampledDays =
        HoldoutSample.days(days, (double) clv.holdoutCustomers() / Math.max(customersKnown, 1));
    Dataset<Row> sampled =
        CustomerSummaries.withAttributes(
                HoldoutSample.of(
                    sampledDays,
                    plan.windows(),
                    (double) MOST_EARLIER_CUSTOMERS / Math.max(customersKnown, 1)),
                customers)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      CustomerGroups groups = groups(sampled, covariates, customersKnown);
      Dataset<Row> sample = groups.assign(sampled);
      List<Row> distinct = HoldoutSample.distinct(sample).collectAsList();
      HoldoutRows rows = HoldoutSample.rows(distinct, 0);
      Optional<String> tooFew = tooFew(rows);
      if (tooFew.isPresent()) {
        return skipped(tooFew.get());
      }
      double logGaps =
          clv.compared().contains(Candidate.REGULAR)
              ? LogGaps.of(sampledDays, sample, window.calibratedTo()).total()
              : Double.NaN;
      List<Compared> compared = compared(rows, groups.design(), logGaps, window.days());
      Compared best =
          compared.get(
              HoldoutChoice.of(
                      compared.stream()
                          .map(c -> new HoldoutChoice.Contender(c.fit(), c.evaluation()))
                          .toList(),
                      rows)
                  .orElseThrow());
      Compared used =
          compared.stream()
              .filter(c -> c.candidate().name().equals(clv.model()))
              .findFirst()
              .orElse(best);
      return new Result(
          window,
          compared,
          weeks(
              HoldoutSample.weeks(sampledDays, sample, window.calibratedTo(), asOf).collectAsList(),
              window.days()),
          Optional.of(best.candidate()),
          new ClvEarlierForecasts(plan, clv.unitDays()).of(used, rows, distinct),
          window.days() < clv.holdoutDays()
              ? Optional.of(
                  "compared on "
                      + window.days()
                      + " days in place of "
                      + clv.holdoutDays()
                      + ": the history before the holdout would be shorter than the holdout")
              : Optional.empty());
    } finally {
      sampled.unpersist();
    }
  }

  /** Why a comparison would say nothing, if that is so. */
  static Optional<String> tooFew(HoldoutRows rows) {
    long known = 0;
    long repeat = 0;
    for (int i = 0; i < rows.histories().size(); i++) {
      known += rows.histories().customers(i);
      repeat += rows.histories().x(i) > 0 ? rows.histories().customers(i) : 0;
    }
    return known < LEAST_CUSTOMERS || repeat < LEAST_REPEAT_BUYERS
        ? Optional.of(
            "calibration has " + known + " customers and " + repeat + " repeat buyers, too few")
        : Optional.empty();
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

  private List<Compared> compared(
      HoldoutRows rows, Design design, double logGaps, int holdoutDays) {
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
              HoldoutEvaluation.of(fit.model(), rows, holdoutDays, clv.unitDays())));
    }
    return result;
  }

  private static List<Long> weeks(List<Row> seen, int holdoutDays) {
    List<Long> weeks = new ArrayList<>();
    for (int week = 0; week < (holdoutDays + 6) / 7; week++) {
      weeks.add(0L);
    }
    seen.forEach(row -> weeks.set(row.getInt(0), row.getLong(1)));
    return weeks;
  }

  private Result skipped(String because) {
    return new Result(
        new HoldoutWindow(asOf.minusDays(clv.holdoutDays()), clv.holdoutDays()),
        List.of(),
        List.of(),
        Optional.empty(),
        ClvEarlierForecasts.Result.NONE,
        Optional.of(because));
  }
}
