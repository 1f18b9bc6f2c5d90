package io.churnlake.reading;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.report.figure.EconomicMonth;
import io.churnlake.report.figure.GroupValue;
import io.churnlake.report.figure.TrackedWeek;
import io.churnlake.report.figure.Tracking;
import io.churnlake.report.section.CustomerValue;
import io.churnlake.table.ClvHoldout;
import io.churnlake.table.ClvTotals;
import io.churnlake.table.Table;
import io.churnlake.table.UnitEconomics;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Values and costs of a night. */
final class ValueReadings {
  /** Channels that are told, those with the most customers. */
  private static final int CHANNELS = 20;

  /** Weeks of a holdout that are told. */
  private static final int WEEKS = 520;

  private static final String TOTAL = "total";
  private static final String WEEK = "week";

  private final Slices slices;
  private final LocalDate asOf;
  private final LocalDate since;

  ValueReadings(Slices slices, LocalDate asOf, LocalDate since) {
    this.slices = slices;
    this.asOf = asOf;
    this.since = since;
  }

  /** All customers of each night, and of this one the cohorts and channels. */
  List<GroupValue> values(Collection<LocalDate> nights) {
    if (!slices.isThere(ClvTotals.TABLE)) {
      return List.of();
    }
    // Cohorts are named after their month, so that names and months have the same order.
    String firstCohort = since.toString().substring(0, 7);
    Dataset<Row> groups =
        slices
            .of(ClvTotals.TABLE, nights)
            .filter(
                col(ClvTotals.SCOPE)
                    .equalTo(lit(CustomerValue.ALL))
                    .or(
                        col(Table.AS_OF)
                            .equalTo(lit(asOf))
                            .and(
                                col(ClvTotals.SCOPE)
                                    .equalTo(lit(CustomerValue.CHANNEL))
                                    .or(
                                        col(ClvTotals.SCOPE)
                                            .equalTo(lit(CustomerValue.COHORT))
                                            .and(
                                                col(ClvTotals.SCOPE_VALUE)
                                                    .geq(lit(firstCohort)))))))
            .orderBy(col("customers").desc(), col(ClvTotals.SCOPE_VALUE))
            .limit(nights.size() + ReportReader.MONTHS + 1 + CHANNELS);
    List<GroupValue> read =
        Slices.read(groups).stream()
            .map(
                row ->
                    new GroupValue(
                        row.date(Table.AS_OF),
                        row.text(ClvTotals.SCOPE),
                        row.text(ClvTotals.SCOPE_VALUE),
                        row.count("customers"),
                        row.estimate("expected_clv", "clv_low", "clv_high", "null_reason"),
                        row.sum("historic_clv"),
                        row.integer("horizon_days")))
            .toList();
    return inOrder(read);
  }

  /** Cohorts by month, the others by their customers. */
  private static List<GroupValue> inOrder(List<GroupValue> values) {
    return values.stream()
        .sorted(
            (a, b) ->
                a.scope().equals(CustomerValue.COHORT) && b.scope().equals(CustomerValue.COHORT)
                    ? a.group().compareTo(b.group())
                    : a.scope().compareTo(b.scope()))
        .toList();
  }

  Optional<Tracking> tracking() {
    if (!slices.isThere(ClvHoldout.TABLE)) {
      return Optional.empty();
    }
    Dataset<Row> chosen =
        slices
            .of(ClvHoldout.TABLE, List.of(asOf))
            .filter(col("chosen").and(col(ClvHoldout.SLICE).isin(TOTAL, WEEK)))
            .orderBy(col(ClvHoldout.SLICE), col(ClvHoldout.SLICE_VALUE))
            .limit(WEEKS + 1);
    List<Reading> rows = Slices.read(chosen);
    List<TrackedWeek> weeks =
        rows.stream()
            .filter(row -> row.text(ClvHoldout.SLICE).equals(WEEK))
            .map(
                row ->
                    new TrackedWeek(
                        row.integer(ClvHoldout.SLICE_VALUE),
                        row.sum("predicted"),
                        row.count("actual"),
                        row.sum("predicted_cumulative"),
                        row.count("actual_cumulative")))
            .toList();
    return rows.stream()
        .filter(row -> row.text(ClvHoldout.SLICE).equals(TOTAL))
        .findFirst()
        .map(
            row ->
                new Tracking(
                    row.text(ClvHoldout.MODEL),
                    row.date("calibrated_to"),
                    row.integer("holdout_days"),
                    row.sum("predicted"),
                    row.count("actual"),
                    row.number("naive"),
                    row.number("coverage"),
                    weeks));
  }

  List<EconomicMonth> economics() {
    if (!slices.isThere(UnitEconomics.TABLE)) {
      return List.of();
    }
    Dataset<Row> months =
        slices
            .of(UnitEconomics.TABLE, List.of(asOf))
            .filter(
                col(UnitEconomics.CHANNEL)
                    .equalTo(lit(UnitEconomics.ALL))
                    .and(col(UnitEconomics.PERIOD_START).geq(lit(since))))
            .orderBy(UnitEconomics.PERIOD_START);
    return Slices.read(months).stream()
        .map(
            row ->
                new EconomicMonth(
                    row.date(UnitEconomics.PERIOD_START),
                    row.is(UnitEconomics.IS_COMPLETE),
                    row.number(UnitEconomics.ACQUISITION_SPEND),
                    row.count(UnitEconomics.NEW_CUSTOMERS),
                    row.estimate(UnitEconomics.CAC),
                    row.estimate(UnitEconomics.CRC),
                    row.estimate(UnitEconomics.CLV),
                    row.estimate(UnitEconomics.CLV_TO_CAC),
                    row.estimate(UnitEconomics.PAYBACK_MONTHS)))
        .toList();
  }
}
