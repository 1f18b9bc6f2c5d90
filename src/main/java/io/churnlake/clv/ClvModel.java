package io.churnlake.clv;

import io.churnlake.clv.math.NormalDraws;
import io.churnlake.clv.model.GammaGamma;
import io.churnlake.clv.model.GroupedModel;
import io.churnlake.clv.model.PurchaseModel;
import io.churnlake.clv.optimize.Fit;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
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

  private static final long SEED = 1;

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
   * Puts fits together. All of them are drawn at once: fits to different customers, or of spend and
   * of purchases, are independent, and their draws are so too.
   *
   * @param purchases the fit that is used for each group; a fit that several groups share is drawn
   *     once
   */
  public static ClvModel of(List<Fit<GroupedModel>> purchases, Fit<GammaGamma> spend) {
    List<Fit<GroupedModel>> distinct = purchases.stream().distinct().toList();
    List<PurchaseModel> models = new ArrayList<>();
    for (int group = 0; group < purchases.size(); group++) {
      models.add(purchases.get(group).model().of(group));
    }
    if (distinct.stream().anyMatch(fit -> fit.covariance().isEmpty())) {
      return new ClvModel(models, List.of(), spend.model(), List.of());
    }
    boolean spendIsDrawn = !spend.covariance().isEmpty();
    List<Fit<?>> drawn = new ArrayList<>(distinct);
    if (spendIsDrawn) {
      drawn.add(spend);
    }
    List<List<PurchaseModel>> purchaseDraws = new ArrayList<>();
    List<GammaGamma> spendDraws = new ArrayList<>();
    for (List<List<Double>> draw : drawnTogether(drawn)) {
      List<PurchaseModel> byGroup = new ArrayList<>();
      for (int group = 0; group < purchases.size(); group++) {
        Fit<GroupedModel> fit = purchases.get(group);
        List<Double> point = draw.get(distinct.indexOf(fit));
        byGroup.add(new GroupedModel(fit.model().family(), fit.model().design(), point).of(group));
      }
      purchaseDraws.add(byGroup);
      if (spendIsDrawn) {
        spendDraws.add(spendOf(draw.get(distinct.size())));
      }
    }
    return new ClvModel(models, purchaseDraws, spend.model(), spendDraws);
  }

  /** Draws of all fits from the normal distribution whose covariance is theirs in blocks. */
  private static List<List<List<Double>>> drawnTogether(List<Fit<?>> fits) {
    List<Double> mean = new ArrayList<>();
    fits.forEach(fit -> mean.addAll(fit.point()));
    List<List<Double>> covariance = new ArrayList<>();
    int before = 0;
    for (Fit<?> fit : fits) {
      for (List<Double> row : fit.covariance()) {
        List<Double> whole = new ArrayList<>(Collections.nCopies(mean.size(), 0.0));
        for (int j = 0; j < row.size(); j++) {
          whole.set(before + j, row.get(j));
        }
        covariance.add(whole);
      }
      before += fit.point().size();
    }
    List<List<List<Double>>> result = new ArrayList<>();
    for (double[] draw : NormalDraws.of(mean, covariance, DRAWS, SEED)) {
      List<Double> all = boxed(draw);
      List<List<Double>> parts = new ArrayList<>();
      int from = 0;
      for (Fit<?> fit : fits) {
        parts.add(all.subList(from, from + fit.point().size()));
        from += fit.point().size();
      }
      result.add(parts);
    }
    return result;
  }

  private static GammaGamma spendOf(List<Double> logs) {
    return new GammaGamma(
        Math.exp(logs.get(0)), Math.max(Math.exp(logs.get(1)), LEAST_Q), Math.exp(logs.get(2)));
  }

  /** Whether the spend model's uncertainty is known, and with it that of values. */
  boolean drawsSpend() {
    return !spendDraws.isEmpty();
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
