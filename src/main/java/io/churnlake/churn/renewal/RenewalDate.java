package io.churnlake.churn.renewal;

import io.churnlake.churn.feature.FeatureDate;
import io.churnlake.clv.contract.RenewalCounts;
import io.churnlake.clv.model.ShiftedBetaGeometric;
import io.churnlake.clv.model.ShiftedBetaGeometricEstimator;
import io.churnlake.clv.model.WeightedLikelihood;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A date at which contracts are looked at, with what all renewals up to it tell.
 *
 * @param at how the customers' features are taken
 * @param model fitted to these renewals; null where they do not determine it
 * @param baseRate share of these that did not happen, (refused + 1/2) / (due + 1) (Jeffreys); NaN
 *     if none was due
 */
public record RenewalDate(FeatureDate at, @Nullable ShiftedBetaGeometric model, double baseRate)
    implements Serializable {

  /** A date with the renewals up to it. */
  public static RenewalDate of(FeatureDate at, RenewalCounts known) {
    long refused = known.cancellations();
    long due = known.renewals() + refused;
    return new RenewalDate(
        at,
        known.determineTheModel()
            ? ShiftedBetaGeometricEstimator.fit(WeightedLikelihood.over(List.of(known.block())))
                .model()
            : null,
        due == 0 ? Double.NaN : (refused + 0.5) / (due + 1.0));
  }

  public LocalDate date() {
    return at.date();
  }

  /** The last day on which a renewal is looked at. */
  public LocalDate horizonEnd() {
    return at.date().plusDays(at.horizonDays());
  }

  /** P(no renewal) after so many; NaN where the model is not determined. */
  double nonRenewal(int renewals) {
    return model == null ? Double.NaN : 1 - model.retentionRate(renewals + 1);
  }
}
