package io.churnlake.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.model.GammaGamma;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class SpendDistributionTest {
  private static final GammaGamma CDNOW = new GammaGamma(6.249573, 3.744224, 15.443518);

  /** 400,000 draws: a quantile's rank has a standard error below .0008. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2, 20, 60})
  void quantilesAreThoseOfTheProcess(int x) {
    double[] purchases = x < 50 ? new double[] {.5, .2, .15, .1, .05} : many();
    double[] totals = new double[400_000];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < totals.length; i++) {
      int n = number(purchases, random.nextDouble());
      // Shape Q = p x + q, scale V = 1.
      double rate = gamma(CDNOW.p() * x + CDNOW.q(), random);
      totals[i] = n == 0 ? 0 : gamma(CDNOW.p() * n, random) / rate;
    }
    Arrays.sort(totals);
    SpendDistribution distribution = new SpendDistribution(new SpendTables(CDNOW), x, purchases);

    assertThat(distribution.quantile(.001)).isZero();
    for (double probability : new double[] {.02, .3, .51, .6, .75, .9, .95, .975, .99}) {
      if (probability <= purchases[0]) {
        assertThat(distribution.quantile(probability)).isZero();
        continue;
      }
      double amount = distribution.quantile(probability);
      int rank = Arrays.binarySearch(totals, amount);
      double share = (rank < 0 ? -rank - 1 : rank) / (double) totals.length;
      assertThat(share).isCloseTo(probability, within(x < 50 ? .006 : .01));
    }
  }

  @Test
  void nobodyWhoBuysNothingSpends() {
    SpendDistribution distribution =
        new SpendDistribution(new SpendTables(CDNOW), 0, new double[] {1, 0});

    assertThat(distribution.quantile(.999)).isZero();
  }

  /** Poisson with mean 40, and nothing at all with 1 %. */
  private static double[] many() {
    double[] result = new double[100];
    double p = Math.exp(-40);
    for (int n = 0; n < result.length; n++) {
      result[n] = .99 * p + (n == 0 ? .01 : 0);
      p *= 40.0 / (n + 1);
    }
    return result;
  }

  private static int number(double[] probabilities, double u) {
    double cumulative = 0;
    for (int n = 0; n < probabilities.length; n++) {
      cumulative += probabilities[n];
      if (u < cumulative) {
        return n;
      }
    }
    return probabilities.length - 1;
  }

  /** Marsaglia, Tsang 2000; shape above 1. */
  private static double gamma(double shape, SplittableRandom random) {
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double z = random.nextGaussian();
      double v = Math.pow(1 + c * z, 3);
      if (v > 0 && Math.log(random.nextDouble()) < z * z / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
