package io.churnlake.report.figure;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the report of a night tells. Lists hold this night's rows, and those of the night before
 * where rows have an as_of. An empty list says that there is nothing to tell; {@code unpublished}
 * says where that is for want of the table.
 *
 * @param shop name of the shop's source
 * @param currency the reporting currency
 * @param asOf the night
 * @param before the newest earlier night that is kept
 * @param unpublished tables that no finished run has written, and the step that writes each
 * @param revenue quarters
 */
public record Night(
    String shop,
    String currency,
    LocalDate asOf,
    Optional<LocalDate> before,
    Map<String, String> unpublished,
    List<KpiMonth> months,
    List<RevenuePeriod> revenue,
    List<CohortCell> cohorts,
    List<CohortMean> cohortMeans,
    List<SurvivalStep> survival,
    Optional<Lifetime> lifetime,
    List<GroupValue> values,
    Optional<Tracking> tracking,
    Optional<Model> model,
    List<Quality> qualities,
    List<RiskBand> bands,
    List<Reason> reasons,
    List<Call> calls,
    List<MeasureTotal> measures,
    List<EconomicMonth> economics) {}
