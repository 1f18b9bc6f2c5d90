package io.churnlake.clv.model;

import io.churnlake.clv.optimize.Fit;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fits MBG/CNBD-k for rising k and keeps the k of the highest log-likelihood: how regular the
 * buying is (Reutterer, Platzer, Schröder 2021). All k have the same number of parameters, so that
 * likelihoods compare as they are.
 */
public final class RegularityEstimator {
  /** The likelihood has one hump in k as a rule: after so many falls in a row it is over. */
  private static final int MOST_FALLS = 2;

  private final Design design;
  private final double unitDays;

  /**
   * The best regularity.
   *
   * @param family with its k
   * @param fit of that family
   */
  public record Choice(PurchaseFamily family, Fit<GroupedModel> fit) {}

  /**
   * An estimator.
   *
   * @param design covariates of the rows' groups, or {@link Design#NONE}
   * @param unitDays days in a model unit
   */
  public RegularityEstimator(Design design, double unitDays) {
    Parameters.requirePositive("unitDays", unitDays);
    this.design = design;
    this.unitDays = unitDays;
  }

  /**
   * Fits to rows held in this process, on all its cores.
   *
   * @param logGapDays see {@link PurchaseMoments}; without it likelihoods do not compare
   */
  public Choice fit(PurchaseRows rows, double logGapDays) {
    return best(logGapDays, family -> estimator(family).fit(rows, logGapDays));
  }

  /**
   * Fits to a likelihood of each family over the same rows.
   *
   * @param likelihoods over {@link PurchaseRows#likelihood} of the given family
   * @param logGapDays see {@link PurchaseMoments}; without it likelihoods do not compare
   */
  public Choice fit(Function<PurchaseFamily, WeightedLikelihood> likelihoods, double logGapDays) {
    return best(logGapDays, family -> estimator(family).fit(likelihoods.apply(family), logGapDays));
  }

  private PurchaseEstimator estimator(PurchaseFamily family) {
    return new PurchaseEstimator(family, design, unitDays);
  }

  private static Choice best(double logGapDays, Function<PurchaseFamily, Fit<GroupedModel>> fits) {
    if (!Double.isFinite(logGapDays)) {
      throw new IllegalArgumentException(
          "The regularity of purchases needs the times between them, but logGapDays is "
              + logGapDays);
    }
    @Nullable Choice best = null;
    double before = Double.NEGATIVE_INFINITY;
    int falls = 0;
    for (PurchaseFamily family : MbgCnbd.families()) {
      Fit<GroupedModel> fit = fits.apply(family);
      if (best == null || fit.logLikelihood() > best.fit().logLikelihood()) {
        best = new Choice(family, fit);
      }
      falls = fit.logLikelihood() < before ? falls + 1 : 0;
      if (falls == MOST_FALLS) {
        break;
      }
      before = fit.logLikelihood();
    }
    return Objects.requireNonNull(best);
  }
}
