package io.churnlake.clv;

import io.churnlake.clv.math.NormalDraws;
import io.churnlake.clv.model.GammaGamma;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.model.PurchaseModel;
import io.churnlake.clv.optimize.Fit;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Fitted models as scoring needs them: of each group of customers, with draws of the parameters
 * from the normal distribution that the fit's observed information implies.
 *
 * @param purchases the purchase model of each group
 * @param purchaseDraws the same under each draw, a list a draw; empty where a fit has no covariance
 * @param spend the spend model, with a finite population mean
 * @param spendDraws as many as there are purchase draws, or none
 */
public record ClvModel(
    List<PurchaseModel> purchases,
    List<List<PurchaseModel>> purchaseDraws,
    GammaGamma spend,
    List<GammaGamma> spendDraws)
    implements Serializable {
  /** Draws a fit; they have the covariance exactly, so that a few are enough. */
  private static final int DRAWS = 32;

  private static final long PURCHASE_SEED = 1;
  private static final long SPEND_SEED = 2;

  /** A draw of q nearer to 1 has an infinite population mean, or nearly so. */
  private static final double LEAST_Q = 1.01;

  /** Checks the spend model and copies the lists. */
  public ClvModel {
    if (Double.isInfinite(spend.populationMeanSpend())) {
      throw new IllegalArgumentException(
          "The population's mean spend is infinite, because q = " + spend.q() + " is not > 1");
    }
    purchases = List.copyOf(purchases);
    purchaseDraws = purchaseDraws.stream().map(List::copyOf).toList();
    spendDraws = List.copyOf(spendDraws);
  }

  /**
   * Puts fits together.
   *
   * @param purchases the fit that is used for each group; the same fit for several groups shares
   *     its draws
   */
  public static ClvModel of(List<Fit<GroupedModel>> purchases, Fit<GammaGamma> spend) {
    List<PurchaseModel> models = new ArrayList<>();
    List<List<PurchaseModel>> byGroup = new ArrayList<>();
    for (int group = 0; group < purchases.size(); group++) {
      Fit<GroupedModel> fit = purchases.get(group);
      models.add(fit.model().of(group));
      byGroup.add(draws(fit, group));
    }
    int count = byGroup.stream().mapToInt(List::size).min().orElse(0);
    List<List<PurchaseModel>> draws = new ArrayList<>();
    for (int draw = 0; draw < count; draw++) {
      int picked = draw;
      draws.add(byGroup.stream().map(group -> group.get(picked)).toList());
    }
    return new ClvModel(models, draws, spend.model(), spendDraws(spend, count));
  }

  private static List<PurchaseModel> draws(Fit<GroupedModel> fit, int group) {
    if (fit.covariance().isEmpty()) {
      return List.of();
    }
    GroupedModel model = fit.model();
    return NormalDraws.of(fit.point(), fit.covariance(), DRAWS, PURCHASE_SEED).stream()
        .map(draw -> new GroupedModel(model.family(), model.design(), boxed(draw)).of(group))
        .toList();
  }

  private static List<GammaGamma> spendDraws(Fit<GammaGamma> fit, int count) {
    if (fit.covariance().isEmpty() || count == 0) {
      return List.of();
    }
    return NormalDraws.of(fit.point(), fit.covariance(), count, SPEND_SEED).stream()
        .limit(count)
        .map(
            draw ->
                new GammaGamma(
                    Math.exp(draw[0]), Math.max(Math.exp(draw[1]), LEAST_Q), Math.exp(draw[2])))
        .toList();
  }

  private static List<Double> boxed(double[] values) {
    List<Double> result = new ArrayList<>();
    for (double value : values) {
      result.add(value);
    }
    return result;
  }

  /** The spend model under a draw of the purchase model. */
  GammaGamma spendDraw(int draw) {
    return spendDraws.isEmpty() ? spend : spendDraws.get(draw);
  }

  int draws() {
    return purchaseDraws.size();
  }
}
