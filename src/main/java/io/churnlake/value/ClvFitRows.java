package io.churnlake.value;

import io.churnlake.clv.Candidate;
import io.churnlake.clv.Margin;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.optimize.Estimate;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.table.ClvFits;
import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Rows of {@link ClvFits#TABLE}. */
public final class ClvFitRows {
  private final LocalDate asOf;
  private final double unitDays;

  public ClvFitRows(LocalDate asOf, double unitDays) {
    this.asOf = asOf;
    this.unitDays = unitDays;
  }

  /** A purchase model. */
  public Row purchases(
      String role,
      Candidate candidate,
      String segment,
      boolean chosen,
      LocalDate fittedTo,
      Fit<GroupedModel> fit) {
    Map<String, Double> more = new HashMap<>();
    if (candidate.name().equals(Candidate.REGULAR)) {
      more.put("k", (double) Candidate.stages(fit.model().family()));
    }
    return row(role, candidate.name(), segment, chosen, fittedTo, fit, more, null, null);
  }

  /** The spend model. */
  public Row spend(Fit<?> fit, double correlation, Margin margin) {
    return row(
        ClvFits.ROLE_SCORES,
        "gamma_gamma",
        ClvFits.SEGMENT_ALL,
        true,
        asOf,
        fit,
        Map.of(),
        finite(correlation),
        margin);
  }

  private Row row(
      String role,
      String model,
      String segment,
      boolean chosen,
      LocalDate fittedTo,
      Fit<?> fit,
      Map<String, Double> more,
      @Nullable Double correlation,
      @Nullable Margin margin) {
    // What was estimated beside the fit, such as k, is a parameter too.
    Map<String, Double> parameters = new HashMap<>(more);
    Map<String, @Nullable Double> errors = new HashMap<>();
    for (Estimate estimate : fit.estimates()) {
      parameters.put(estimate.name(), estimate.value());
      errors.put(estimate.name(), finite(estimate.standardError()));
    }
    return RowFactory.create(
        Date.valueOf(asOf),
        role,
        model,
        segment,
        chosen,
        Date.valueOf(fittedTo),
        fit.customers(),
        CollectionConverters.asScala(parameters),
        CollectionConverters.asScala(errors),
        unitDays,
        finite(fit.logLikelihood()),
        finite(fit.aic() + 2.0 * more.size()),
        finite(fit.bic() + Math.log((double) Math.max(fit.customers(), 1)) * more.size()),
        fit.iterations(),
        fit.evaluations(),
        fit.converged(),
        fit.gradientNorm(),
        correlation,
        margin == null ? null : margin.rate(),
        margin == null ? null : margin.source(),
        fit.note().orElse(null));
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
