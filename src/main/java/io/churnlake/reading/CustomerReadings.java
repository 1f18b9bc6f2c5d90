package io.churnlake.reading;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import io.churnlake.report.figure.CohortCell;
import io.churnlake.report.figure.CohortMean;
import io.churnlake.report.figure.KpiMonth;
import io.churnlake.report.figure.Lifetime;
import io.churnlake.report.figure.RevenuePeriod;
import io.churnlake.report.figure.SurvivalStep;
import io.churnlake.table.Kpis;
import io.churnlake.table.Retention;
import io.churnlake.table.RetentionSummary;
import io.churnlake.table.RevenueRetention;
import io.churnlake.table.Survival;
import io.churnlake.table.SurvivalParts;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rates, cohorts, revenue and survival of a night. */
final class CustomerReadings {
  private static final String MONTH = "month";
  private static final String QUARTER = "quarter";

  private final Slices slices;
  private final Collection<LocalDate> nights;
  private final LocalDate asOf;
  private final LocalDate since;

  /**
   * Readings of a night.
   *
   * @param nights as_of, and the night before if there is one
   * @param since first day of the first month that is told
   */
  CustomerReadings(Slices slices, Collection<LocalDate> nights, LocalDate asOf, LocalDate since) {
    this.slices = slices;
    this.nights = nights;
    this.asOf = asOf;
    this.since = since;
  }

  List<KpiMonth> months() {
    if (!slices.isThere(Kpis.TABLE)) {
      return List.of();
    }
    Dataset<Row> months =
        slices
            .of(Kpis.TABLE, nights)
            .filter(Slices.allCustomers(MONTH))
            .filter(col(Kpis.PERIOD_START).geq(lit(since)))
            .orderBy(Kpis.AS_OF, Kpis.PERIOD_START);
    return Slices.read(months).stream()
        .map(
            row ->
                new KpiMonth(
                    row.date(Kpis.AS_OF),
                    row.date(Kpis.PERIOD_START),
                    row.is(Kpis.IS_COMPLETE),
                    row.count(Kpis.CUSTOMERS_TO_DATE),
                    row.count(Kpis.ACTIVE_AT_END),
                    row.count(Kpis.NEW_CUSTOMERS),
                    row.sum(Kpis.REVENUE),
                    row.estimate(Kpis.CUSTOMER_RETENTION_RATE),
                    row.estimate(Kpis.CHURN_RATE),
                    row.estimate(Kpis.REPEAT_PURCHASE_RATE)))
        .toList();
  }

  List<RevenuePeriod> quarters() {
    if (!slices.isThere(RevenueRetention.TABLE)) {
      return List.of();
    }
    Dataset<Row> quarters =
        slices
            .of(RevenueRetention.TABLE, nights)
            .filter(Slices.allCustomers(QUARTER))
            .filter(col(RevenueRetention.PERIOD_START).geq(lit(since)))
            .orderBy(RevenueRetention.AS_OF, RevenueRetention.PERIOD_START);
    return Slices.read(quarters).stream()
        .map(
            row ->
                new RevenuePeriod(
                    row.date(RevenueRetention.AS_OF),
                    row.date(RevenueRetention.PERIOD_START),
                    row.text(RevenueRetention.LABEL),
                    row.is(RevenueRetention.IS_COMPLETE),
                    row.sum(RevenueRetention.START_REVENUE),
                    row.sum(RevenueRetention.CHURNED_REVENUE),
                    row.sum(RevenueRetention.CONTRACTION),
                    row.sum(RevenueRetention.EXPANSION),
                    row.sum(RevenueRetention.NEW_REVENUE),
                    row.sum(RevenueRetention.RESURRECTED_REVENUE),
                    row.sum(RevenueRetention.ADJUSTMENT),
                    row.sum(RevenueRetention.REVENUE),
                    row.estimate(RevenueRetention.GRR),
                    row.estimate(RevenueRetention.NRR)))
        .toList();
  }

  List<CohortCell> cohorts() {
    if (!slices.isThere(Retention.TABLE)) {
      return List.of();
    }
    Dataset<Row> cells =
        slices
            .of(Retention.TABLE, List.of(asOf))
            .filter(Slices.allCustomers(MONTH))
            .filter(col(Retention.KIND).equalTo(lit(Retention.ON)))
            .filter(col(Retention.COHORT).geq(lit(since)))
            .orderBy(Retention.COHORT, Retention.PERIOD_INDEX);
    return Slices.read(cells).stream()
        .map(
            row ->
                new CohortCell(
                    row.date(Retention.COHORT),
                    row.integer(Retention.PERIOD_INDEX),
                    row.count(Retention.COHORT_SIZE),
                    row.count(Retention.ACTIVE_CUSTOMERS),
                    row.estimate(
                        Retention.RATE,
                        Retention.RATE_LOW,
                        Retention.RATE_HIGH,
                        Retention.NULL_REASON)))
        .toList();
  }

  List<CohortMean> cohortMeans() {
    if (!slices.isThere(RetentionSummary.TABLE)) {
      return List.of();
    }
    Dataset<Row> means =
        slices
            .of(RetentionSummary.TABLE, List.of(asOf))
            .filter(Slices.allCustomers(MONTH))
            .filter(col(RetentionSummary.KIND).equalTo(lit(Retention.ON)))
            .filter(col(RetentionSummary.PERIOD_INDEX).between(1, ReportReader.MONTHS))
            .orderBy(RetentionSummary.PERIOD_INDEX);
    return Slices.read(means).stream()
        .map(
            row ->
                new CohortMean(
                    row.integer(RetentionSummary.PERIOD_INDEX),
                    row.count(RetentionSummary.CUSTOMERS),
                    row.estimate(
                        RetentionSummary.RATE,
                        RetentionSummary.RATE_LOW,
                        RetentionSummary.RATE_HIGH,
                        RetentionSummary.NULL_REASON)))
        .toList();
  }

  /** The last step of each week: between steps the curve is level. */
  List<SurvivalStep> survival() {
    if (!slices.isThere(Survival.TABLE)) {
      return List.of();
    }
    String last = "last";
    Dataset<Row> steps =
        slices
            .of(Survival.TABLE, List.of(asOf))
            .filter(Slices.ofNoSplit())
            .groupBy(floor(col(Survival.DAY).divide(lit(7))))
            .agg(
                max_by(
                        struct(
                            Survival.DAY,
                            Survival.AT_RISK,
                            Survival.SURVIVAL,
                            Survival.LOW,
                            Survival.HIGH),
                        col(Survival.DAY))
                    .as(last))
            .select(last + ".*")
            .orderBy(Survival.DAY);
    return Slices.read(steps).stream()
        .map(
            row ->
                new SurvivalStep(
                    row.integer(Survival.DAY),
                    row.count(Survival.AT_RISK),
                    row.estimate(Survival.SURVIVAL)))
        .toList();
  }

  Optional<Lifetime> lifetime() {
    if (!slices.isThere(SurvivalParts.TABLE)) {
      return Optional.empty();
    }
    Dataset<Row> all =
        slices.of(SurvivalParts.TABLE, List.of(asOf)).filter(Slices.ofNoSplit()).limit(1);
    return Slices.read(all).stream()
        .findFirst()
        .map(
            row ->
                new Lifetime(
                    row.integer(SurvivalParts.WINDOW_DAYS),
                    row.count(SurvivalParts.CUSTOMERS),
                    row.integer(SurvivalParts.OBSERVED_DAYS),
                    row.estimate(SurvivalParts.MEDIAN)));
  }
}
