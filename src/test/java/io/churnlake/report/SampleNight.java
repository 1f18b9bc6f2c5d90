package io.churnlake.report;

import io.churnlake.report.figure.Call;
import io.churnlake.report.figure.CohortCell;
import io.churnlake.report.figure.CohortMean;
import io.churnlake.report.figure.Decile;
import io.churnlake.report.figure.EconomicMonth;
import io.churnlake.report.figure.Estimate;
import io.churnlake.report.figure.GroupValue;
import io.churnlake.report.figure.KpiMonth;
import io.churnlake.report.figure.Lifetime;
import io.churnlake.report.figure.MeasureTotal;
import io.churnlake.report.figure.Model;
import io.churnlake.report.figure.Night;
import io.churnlake.report.figure.Quality;
import io.churnlake.report.figure.Reason;
import io.churnlake.report.figure.RevenuePeriod;
import io.churnlake.report.figure.RiskBand;
import io.churnlake.report.figure.SurvivalStep;
import io.churnlake.report.figure.TrackedWeek;
import io.churnlake.report.figure.Tracking;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A night with figures in every section. */
final class SampleNight {
  static final LocalDate AS_OF = LocalDate.of(2025, 6, 23);
  static final LocalDate BEFORE = AS_OF.minusDays(1);

  private static final Estimate UNFINISHED = new Estimate(null, null, null, "period_not_ended");

  private SampleNight() {}

  /**
   * A night.
   *
   * @param named stands wherever the shop's files or settings name something
   */
  static Night naming(String named) {
    return new Night(
        named,
        "EUR",
        AS_OF,
        Optional.of(BEFORE),
        Map.of(),
        List.of(
            month(BEFORE, 5, 1990, Estimate.of(0.78, 0.76, 0.8)),
            month(BEFORE, 6, 2000, UNFINISHED),
            month(AS_OF, 4, 1900, Estimate.of(0.771, 0.75, 0.79)),
            month(AS_OF, 5, 1990, Estimate.of(0.783, 0.769, 0.797)),
            month(AS_OF, 6, 2012, UNFINISHED)),
        List.of(quarter(AS_OF, 1, named, true), quarter(AS_OF, 4, named, false)),
        List.of(
            new CohortCell(LocalDate.of(2025, 5, 1), 0, 50, 50, Estimate.of(1, 0.93, 1)),
            new CohortCell(LocalDate.of(2025, 5, 1), 1, 50, 10, Estimate.of(0.2, 0.11, 0.33)),
            new CohortCell(LocalDate.of(2025, 5, 1), 2, 50, 3, UNFINISHED)),
        List.of(new CohortMean(1, 50, Estimate.of(0.2, 0.11, 0.33))),
        List.of(
            new SurvivalStep(0, 50, Estimate.of(1, 1, 1)),
            new SurvivalStep(95, 40, Estimate.of(0.4, 0.3, 0.5))),
        Optional.of(new Lifetime(90, 50, 200, Estimate.of(95, 91, 120))),
        List.of(
            new GroupValue(BEFORE, "all", "all", 2000, Estimate.of(9000, 8000, 9900), 1e4, 365),
            new GroupValue(AS_OF, "all", "all", 2012, Estimate.of(9100, 8100, 9990), 1e4, 365),
            new GroupValue(AS_OF, "channel", named, 12, Estimate.of(100, 80, 120), 200, 365),
            new GroupValue(AS_OF, "cohort", "2025-05", 50, Estimate.of(500, 400, 600), 900, 365),
            new GroupValue(AS_OF, "cohort", named, 5, Estimate.of(50, 40, 60), 90, 365)),
        Optional.of(
            new Tracking(
                named,
                LocalDate.of(2025, 3, 25),
                90,
                30.4,
                31,
                40.0,
                0.95,
                List.of(new TrackedWeek(1, 30.4, 31, 30.4, 31)))),
        Optional.of(new Model("m", named, AS_OF, 90, "time")),
        List.of(quality("model"), quality("recency"), quality("base_rate")),
        List.of(
            new RiskBand(BEFORE, "high", 190, 0.9, 800.0),
            new RiskBand(AS_OF, "high", 200, 0.9, 900.0),
            new RiskBand(AS_OF, "low", 1000, 0.3, null)),
        List.of(new Reason(named, named, 150, 0.4)),
        List.of(new Call(named, named, 58.48, 8, 0.89, 744.55, "high", named, named)),
        List.of(new MeasureTotal(named, 20, 2, 500, 40)),
        List.of(
            new EconomicMonth(
                LocalDate.of(2025, 5, 1),
                true,
                100.0,
                10,
                Estimate.alone(10),
                Estimate.alone(2),
                Estimate.of(60, 50, 70),
                Estimate.of(6, 5, 7),
                new Estimate(null, null, null, named))));
  }

  /** The same night, scored by no model. */
  static Night withoutModel() {
    Night night = naming("shop");
    return new Night(
        night.shop(),
        night.currency(),
        night.asOf(),
        night.before(),
        night.unpublished(),
        night.months(),
        night.revenue(),
        night.cohorts(),
        night.cohortMeans(),
        night.survival(),
        night.lifetime(),
        night.values(),
        night.tracking(),
        Optional.empty(),
        List.of(),
        night.bands(),
        night.reasons(),
        night.calls(),
        night.measures(),
        night.economics());
  }

  /** A night of which nothing but its date is known; its tables are there, or not. */
  static Night empty(Map<String, String> unpublished) {
    return new Night(
        "shop",
        "EUR",
        AS_OF,
        Optional.empty(),
        unpublished,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static KpiMonth month(LocalDate asOf, int month, long customers, Estimate rate) {
    boolean isComplete = rate.isKnown();
    return new KpiMonth(
        asOf,
        LocalDate.of(2025, month, 1),
        isComplete,
        customers,
        customers / 2,
        10,
        1234.5,
        rate,
        isComplete ? Estimate.of(0.217, 0.2, 0.23) : rate,
        isComplete ? Estimate.of(0.12, 0.1, 0.14) : rate);
  }

  private static RevenuePeriod quarter(
      LocalDate asOf, int month, String label, boolean isComplete) {
    Estimate rate = isComplete ? Estimate.of(0.24, 0.22, 0.26) : UNFINISHED;
    return new RevenuePeriod(
        asOf,
        LocalDate.of(2025, month, 1),
        label,
        isComplete,
        1000,
        500,
        100,
        200,
        300,
        50,
        -5,
        945,
        rate,
        rate);
  }

  private static Quality quality(String score) {
    return new Quality(
        score,
        1000,
        0.7,
        Estimate.of(0.7, 0.69, 0.71),
        1.2,
        1.4,
        0.69,
        0.02,
        0.17,
        IntStream.rangeClosed(1, 10)
            .mapToObj(
                tenth ->
                    new Decile(
                        tenth,
                        0.95 - 0.05 * tenth,
                        Estimate.of(0.94 - 0.05 * tenth, 0.9 - 0.05 * tenth, 0.97 - 0.05 * tenth),
                        1.3 - 0.05 * tenth,
                        0.1 * tenth))
            .toList());
  }
}
