package io.churnlake.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.optimize.Estimate;
import io.churnlake.clv.optimize.Evaluation;
import io.churnlake.clv.optimize.Fit;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two groups of CDNOW's customers, and a made-up effect between them. */
@Tag("fast")
class CovariatesTest {
  private static final Design DESIGN =
      new Design(List.of("channel=email"), List.of(List.of(0), List.of(1)));

  @ParameterizedTest
  @ValueSource(strings = {"bg_nbd", "pareto_nbd"})
  void theGradientFollowsTheChainRule(String name) {
    PurchaseFamily family = PurchaseFamilies.named(name);
    LikelihoodBlock block = rows(1).likelihood(family, DESIGN, 7);
    double[] point = new double[GroupedModel.dimension(family, DESIGN)];
    Arrays.setAll(point, i -> .3 * i - .8);
    double[] gradient = block.sums(List.of(point)).get(0).gradient();
    for (int i = 0; i < point.length; i++) {
      double step = 1e-5;
      double[] above = point.clone();
      double[] below = point.clone();
      above[i] += step;
      below[i] -= step;
      List<Evaluation> around =
          block.sums(List.of(above, below)).stream().map(LikelihoodSums::evaluation).toList();
      double slope = (around.get(0).value() - around.get(1).value()) / (2 * step);
      assertThat(gradient[i]).isCloseTo(slope, within(1e-5 * Math.max(1, Math.abs(slope))));
    }
  }

  /** Time runs half as fast in the second group: alpha doubles, and nothing else changes. */
  @ParameterizedTest
  @ValueSource(strings = {"bg_nbd", "pareto_nbd"})
  void anEffectOnTheRateIsFound(String name) {
    PurchaseFamily family = PurchaseFamilies.named(name);

    Fit<GroupedModel> fit = new PurchaseEstimator(family, DESIGN, 7).fit(rows(2), Double.NaN);

    assertThat(fit.converged()).isTrue();
    Estimate effect =
        fit.estimates().stream()
            .filter(e -> e.name().equals("alpha:channel=email"))
            .findFirst()
            .orElseThrow();
    assertThat(effect.value()).isCloseTo(Math.log(2), within(3 * effect.standardError()));
    assertThat(effect.standardError()).isLessThan(.4);
    assertThat(fit.model().of(1).expectedPurchases(39))
        .isLessThan(.8 * fit.model().of(0).expectedPurchases(39));
  }

  @Test
  void withoutAnEffectTheLikelihoodIsHardlyBetter() {
    double pooled =
        new PurchaseEstimator(BgNbd.FAMILY, Design.NONE, 7)
            .fit(rows(1), Double.NaN)
            .logLikelihood();
    double split =
        new PurchaseEstimator(BgNbd.FAMILY, DESIGN, 7).fit(rows(1), Double.NaN).logLikelihood();

    // Twice the difference is chi-squared with 3 degrees of freedom: above 16.3 in one of 1,000.
    assertThat(2 * (split - pooled)).isBetween(-1e-6, 16.3);
  }

  /** CDNOW's customers in two random groups; days of the second are stretched. */
  private static PurchaseRows rows(int stretch) {
    SplittableRandom random = new SplittableRandom(5);
    List<Cdnow.Customer> customers = Cdnow.customers();
    int n = customers.size();
    int[] group = new int[n];
    Arrays.setAll(group, i -> random.nextInt(2));
    return PurchaseRows.merged(
        List.of(
            new PurchaseRows(
                group,
                customers.stream().mapToInt(Cdnow.Customer::x).toArray(),
                stretched(
                    customers.stream().mapToInt(Cdnow.Customer::txDays).toArray(), group, stretch),
                stretched(
                    customers.stream().mapToInt(Cdnow.Customer::tDays).toArray(), group, stretch),
                customers.stream().mapToLong(c -> 1).toArray())));
  }

  private static int[] stretched(int[] days, int[] group, int stretch) {
    int[] result = new int[days.length];
    Arrays.setAll(result, i -> days[i] * (group[i] == 1 ? stretch : 1));
    return result;
  }
}
