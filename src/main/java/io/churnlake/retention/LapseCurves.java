package io.churnlake.retention;

import io.churnlake.table.Cohorts;
import io.churnlake.table.Kpis;
import io.churnlake.table.OrderTiming;
import io.churnlake.table.Survival;
import io.churnlake.table.SurvivalParts;
import io.churnlake.table.SurvivalTests;
import io.churnlake.table.TableRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Time from the first order to the first lapse: gold.survival, and the comparison of the parts of
 * each split. A customer lapses on the day by which so many days have passed since the last
 * occasion of the first active spell; one for whom that day lies after the business date is
 * censored there.
 */
public final class LapseCurves {
  private final LocalDate asOf;
  private final int windowDays;
  private final TableRows curves = new TableRows(Survival.TABLE);
  private final TableRows parts = new TableRows(SurvivalParts.TABLE);
  private final TableRows tests = new TableRows(SurvivalTests.TABLE);

  /**
   * Computes all three.
   *
   * @param windowDays the same as of the sums
   */
  public LapseCurves(TimingSums sums, LocalDate asOf, int windowDays) {
    this.asOf = asOf;
    this.windowDays = windowDays;
    SortedMap<String, Map<String, DayCounts>> splits = new TreeMap<>();
    sums.forEach(
        (part, counts) ->
            splits
                .computeIfAbsent(part.split(), split -> new LinkedHashMap<>())
                .put(part.value(), counts.spells(TimingTally.LAPSE)));
    splits.forEach(this::add);
  }

  private void add(String split, Map<String, DayCounts> byPart) {
    LogRank test = LogRank.of(List.copyOf(byPart.values()));
    int next = 0;
    for (Map.Entry<String, DayCounts> part : byPart.entrySet()) {
      KaplanMeier curve = new KaplanMeier(part.getValue());
      addCurve(split, part.getKey(), curve);
      addPart(split, part.getKey(), curve, test.expected().get(next));
      next++;
    }
    if (!split.equals(Cohorts.ALL)) {
      addTest(split, new ArrayList<>(byPart.values()), test);
    }
  }

  private void addCurve(String split, String part, KaplanMeier curve) {
    for (int point = 0; point < curve.points(); point++) {
      curves
          .row()
          .put(Survival.AS_OF, asOf)
          .put(Survival.SPLIT, split)
          .put(Survival.SPLIT_VALUE, part)
          .put(Survival.DAY, curve.day(point))
          .put(Survival.WINDOW_DAYS, windowDays)
          .put(Survival.AT_RISK, curve.atRisk(point))
          .put(Survival.LAPSES, curve.eventsOn(point))
          .put(Survival.CENSORED, curve.censoredFrom(point))
          .put(Survival.SURVIVAL, curve.survival(point))
          .put(Survival.STANDARD_ERROR, curve.standardError(point))
          .put(Survival.LOW, curve.low(point))
          .put(Survival.HIGH, curve.high(point));
    }
  }

  private void addPart(String split, String part, KaplanMeier curve, double expected) {
    OptionalInt median = curve.quantile(0.5);
    parts
        .row()
        .put(SurvivalParts.AS_OF, asOf)
        .put(SurvivalParts.SPLIT, split)
        .put(SurvivalParts.SPLIT_VALUE, part)
        .put(SurvivalParts.WINDOW_DAYS, windowDays)
        .put(SurvivalParts.CUSTOMERS, curve.customers())
        .put(SurvivalParts.LAPSES, curve.events())
        .put(SurvivalParts.EXPECTED_LAPSES, expected)
        .put(SurvivalParts.OBSERVED_DAYS, curve.observedDays())
        .put(SurvivalParts.MEDIAN, OrderWaits.orNull(median))
        .put(
            Kpis.nullReason(SurvivalParts.MEDIAN),
            median.isPresent() ? null : OrderTiming.NOT_REACHED)
        .put(Kpis.low(SurvivalParts.MEDIAN), OrderWaits.orNull(curve.medianLow()))
        .put(Kpis.high(SurvivalParts.MEDIAN), OrderWaits.orNull(curve.medianHigh()));
  }

  private void addTest(String split, List<DayCounts> counts, LogRank test) {
    boolean compares = test.degreesOfFreedom() > 0;
    String reason = counts.size() < 2 ? SurvivalTests.ONE_PART : SurvivalTests.NO_LAPSE;
    tests
        .row()
        .put(SurvivalTests.AS_OF, asOf)
        .put(SurvivalTests.SPLIT, split)
        .put(SurvivalTests.WINDOW_DAYS, windowDays)
        .put(SurvivalTests.PARTS, counts.size())
        .put(SurvivalTests.CUSTOMERS, counts.stream().mapToLong(DayCounts::total).sum())
        .put(SurvivalTests.LAPSES, counts.stream().mapToLong(DayCounts::allEvents).sum())
        .put(SurvivalTests.CHI_SQUARE, compares ? test.chiSquare() : null)
        .put(SurvivalTests.DEGREES_OF_FREEDOM, test.degreesOfFreedom())
        .put(SurvivalTests.P_VALUE, compares ? test.pValue() : null)
        .put(SurvivalTests.NULL_REASON, compares ? null : reason);
  }

  /** gold.survival: one row a split, value and day on which somebody lapses, and one of day 0. */
  public List<Row> curves() {
    return curves.all();
  }

  /** gold.survival_parts: one row a split and value. */
  public List<Row> parts() {
    return parts.all();
  }

  /** gold.survival_tests: one row a split other than 'all'. */
  public List<Row> tests() {
    return tests.all();
  }
}
