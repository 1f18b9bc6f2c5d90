package io.churnlake.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.churnlake.clv.optimize.Fit;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Worlds in which a parameter has no finite estimate: bounded, reported, usable. */
@Tag("fast")
class DegenerateFitTest {

  @Test
  void nobodyBuysTwice() {
    Fit<BgNbd> fit = bgNbd(new int[] {0, 0}, new int[] {0, 0}, new int[] {100, 200});

    assertThat(fit.note())
        .hasValueSatisfying(n -> assertThat(n).contains("no customer bought twice"));
    assertThat(fit.converged()).isFalse();
    assertThat(fit.model().conditionalExpectedPurchases(0, 0, 14, 52)).isBetween(0.0, 1e-3);
    assertThat(fit.model().pNoPurchase(0, 0, 14, 52)).isCloseTo(1, within(1e-3));
  }

  @Test
  void nobodyAtAll() {
    Fit<BgNbd> bgNbd = bgNbd(new int[0], new int[0], new int[0]);
    Fit<GammaGamma> gammaGamma = gammaGamma(new int[0], new double[0]);

    assertThat(bgNbd.note()).hasValue("there is no customer to fit");
    assertThat(bgNbd.customers()).isZero();
    assertThat(gammaGamma.model().populationMeanSpend()).isCloseTo(12.5, within(1e-12));
    assertThat(gammaGamma.note()).isPresent();
  }

  @Test
  void nobodyLeaves() {
    int n = 400;
    int[] x = new int[n];
    int[] tx = new int[n];
    int[] t = new int[n];
    for (int i = 0; i < n; i++) {
      x[i] = 10 + i % 20;
      tx[i] = 363;
      t[i] = 365;
    }
    Fit<BgNbd> fit = bgNbd(x, tx, t);
    BgNbd model = fit.model();

    assertThat(fit.note()).hasValueSatisfying(note -> assertThat(note).contains("a "));
    assertThat(model.pAlive(10, 363 / 7.0, 365 / 7.0)).isGreaterThan(.99);
    assertThat(model.conditionalExpectedPurchases(20, 363 / 7.0, 365 / 7.0, 365 / 7.0))
        .isBetween(15.0, 25.0);
    assertThat(fit.logLikelihood()).isFinite();
  }

  @Test
  void everybodyIsTheSame() {
    Fit<BgNbd> fit = bgNbd(new int[] {4, 4, 4}, new int[] {80, 80, 80}, new int[] {100, 100, 100});

    assertThat(fit.note()).isPresent();
    assertThat(fit.model().conditionalExpectedPurchases(4, 80 / 7.0, 100 / 7.0, 100 / 7.0))
        .isBetween(1.0, 6.0);
  }

  @Test
  void everybodySpendsTheSame() {
    Fit<GammaGamma> fit = gammaGamma(new int[] {1, 2, 3}, new double[] {20, 20, 20});

    assertThat(fit.note()).isPresent();
    assertThat(fit.model().populationMeanSpend()).isCloseTo(20, within(.1));
    assertThat(fit.model().expectedMeanSpend(2, 20)).isCloseTo(20, within(.1));
  }

  /** What a shop has in its first weeks, and a subscription at one price for ever. */
  @Test
  void oneSpenderAndManyOfOnePrice() {
    double[] price = new double[60];
    int[] x = new int[60];
    for (int i = 0; i < x.length; i++) {
      x[i] = 1 + i % 8;
      price[i] = 1990 * x[i] / 100.0 / x[i];
    }
    for (Fit<GammaGamma> fit :
        List.of(
            gammaGamma(new int[] {1}, new double[] {19.90}),
            gammaGamma(x, price),
            gammaGamma(new int[] {7, 7}, new double[] {0.01, 0.01}))) {
      double paid = fit.customers() == 2 ? 0.01 : 19.90;
      assertThat(fit.model().populationMeanSpend()).isCloseTo(paid, withinPercentage(1));
      assertThat(fit.model().expectedMeanSpend(0, 0)).isCloseTo(paid, withinPercentage(1));
      assertThat(fit.logLikelihood()).isFinite();
      assertThat(fit.covariance().stream().flatMap(List::stream)).allMatch(Double::isFinite);
    }
  }

  /** Spend over six orders of magnitude: the free maximum has an infinite mean. */
  @Test
  void heavyTailKeepsAFiniteMean() {
    double[] z = new double[200];
    int[] x = new int[200];
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      z[i] = Math.pow(10, -1 + 7.0 * i / z.length);
      x[i] = 1 + i % 3;
      sum += z[i];
    }
    Fit<GammaGamma> fit = gammaGamma(x, z);

    assertThat(fit.note()).hasValueSatisfying(n -> assertThat(n).contains("pinned"));
    assertThat(fit.converged()).isTrue();
    assertThat(fit.model().populationMeanSpend()).isCloseTo(sum / z.length, within(1e-6 * sum));
    assertThat(fit.model().expectedMeanSpend(1, .1)).isFinite().isPositive();
  }

  private static Fit<BgNbd> bgNbd(int[] x, int[] tx, int[] t) {
    Fit<GroupedModel> fit =
        new PurchaseEstimator(BgNbd.FAMILY, Design.NONE, 7)
            .fit(PurchaseRows.of(x, tx, t, ones(x.length)), Double.NaN);
    return fit.with((BgNbd) fit.model().of(0));
  }

  private static Fit<GammaGamma> gammaGamma(int[] x, double[] z) {
    GammaGammaBlock block = new GammaGammaBlock(x, z, ones(x.length));
    return GammaGammaEstimator.fit(WeightedLikelihood.over(List.of(block)), () -> 12.5);
  }

  private static long[] ones(int n) {
    long[] result = new long[n];
    java.util.Arrays.fill(result, 1);
    return result;
  }
}
