package io.churnlake.clv.model;

import io.churnlake.clv.optimize.Fit;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Fits MBG/CNBD-k for rising k and keeps the k of the highest log-likelihood: how regular the
 * buying is (Reutterer, Platzer, Schröder 2021). All k have the same number of parameters, so that
 * likelihoods compare as they are. The chosen fit counts the work of all.
 */
public final class RegularityEstimator {
  /** The likelihood has one hump in k as a rule: after so many falls in a row it is over. */
  private static final int MOST_FALLS = 2;

  private RegularityEstimator() {}

  /**
   * The best regularity.
   *
   * @param family with its k
   * @param fit of that family
   */
  public record Choice(PurchaseFamily family, Fit<GroupedModel> fit) {}

  /**
   * The best regularity.
   *
   * @param fits a family to the same customers, with the times between their purchases; where these
   *     are not known, likelihoods do not compare and k stays 1
   */
  public static Choice best(Function<PurchaseFamily, Fit<GroupedModel>> fits) {
    @Nullable Choice best = null;
    double before = Double.NEGATIVE_INFINITY;
    int falls = 0;
    int iterations = 0;
    int evaluations = 0;
    for (PurchaseFamily family : MbgCnbd.families()) {
      Fit<GroupedModel> fit = fits.apply(family);
      iterations += fit.iterations();
      evaluations += fit.evaluations();
      if (best == null || fit.logLikelihood() > best.fit().logLikelihood()) {
        best = new Choice(family, fit);
      }
      falls = fit.logLikelihood() < before ? falls + 1 : 0;
      if (falls == MOST_FALLS) {
        break;
      }
      before = fit.logLikelihood();
    }
    Choice chosen = Objects.requireNonNull(best);
    Fit<GroupedModel> fit = chosen.fit();
    return new Choice(
        chosen.family(),
        fit.afterWork(iterations - fit.iterations(), evaluations - fit.evaluations()));
  }
}
