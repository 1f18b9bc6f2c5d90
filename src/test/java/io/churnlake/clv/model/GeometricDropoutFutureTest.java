package io.churnlake.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class GeometricDropoutFutureTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0, 2.24, 43.3, .79, 4.43, 39",
    "1, 0, .24, 4.41, .79, 2.43, .01",
    "1, 0, 400, 80, 1e-5, 300, 39",
    "1, 0, 4, 80, 1e5, 1e-5, 39",
    "3, 12, 7.24, 43.3, .79, 4.43, 39",
    "6, 40, 24.24, 43.3, 1, 5, 100",
    "2, 0, .24, 4.41, .79, 2.43, 39"
  })
  void probabilitiesAddUpToTheOtherAnswers(
      int stages, double silence, double shape, double rate, double a, double b, double h) {
    LivingCustomer future = new GeometricDropoutFuture(stages, silence, shape, rate, a, b);

    double[] probabilities = future.purchaseProbabilities(h, 3000);
    double mean = 0;
    for (int n = probabilities.length - 1; n > 0; n--) {
      mean += n * probabilities[n];
    }
    assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-13));
    double expected = future.expectedPurchases(h);
    assertThat(mean).isCloseTo(expected, within(1e-12 * expected));
    double silent = future.pNoPurchase(h);
    assertThat(probabilities[0]).isCloseTo(silent, within(1e-12 * silent));
    assertThat(future.purchaseProbabilities(h, 3)[3])
        .isCloseTo(probabilities[3], within(1e-13 * probabilities[3]));
  }

  @Test
  void nothingHappensInNoTime() {
    assertThat(new GeometricDropoutFuture(3, 5, 2, 8, 1, 1).purchaseProbabilities(0, 2))
        .containsExactly(1, 0, 0);
  }

  /** Ten thousand purchases so far: the expected count is known well, and so are the tails. */
  @Test
  void improbableCountsKeepTheirDigits() {
    LivingCustomer future = new GeometricDropoutFuture(10_000, 40, 1e-9, 10_000);
    double[] probabilities = future.purchaseProbabilities(2, 700);

    // P(N = n) alone: nobody drops out.
    assertThat(probabilities[0])
        .isCloseTo(future.pNoPurchase(2), within(1e-12 * future.pNoPurchase(2)));
    assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-12));
  }

  /** Computed with 25 digits by quadrature over the purchase rate and the dropout probability. */
  @ParameterizedTest
  @CsvSource({
    "2.2425945, 43.2736, .7929199, 4.4258881, .0018, 8.83680070463903801",
    "0.2425945, 4.4136019, .7929199, 2.4258881, .0018, 4.3937511627381079",
    "0.2425945, 4.4136019, .7929199, 2.4258881, 1e-6, 48.2529437560696177",
    "0.2425945, 4.4136019, .7929199, 2.4258881, 100, .000549271589922796615",
    "10000.24, 4.4, .79, 10002.4, .0018, 73469.317051581769",
    "5.5, 40, 1e-5, 3, .002, 68.7479785201537524",
    "5.5, 40, 3, 1e-5, .002, .982620946030778918",
    "5.5, 40, 1e-5, 1e-5, .002, 34.8648390794857948",
    "1e-5, 1, 1, 1, .002, .000183418628768167128",
    "1e5, 1e5, 1, 1, .002, 6.21660112101688967",
    "0.5, 1e-3, 1, 1, .002, 11.1638626112716737",
    "5.5, 40, 1e5, 3, .002, .9826451610310927",
    "5.5, 40, 3, 1e5, .002, 68.58305196167119",
    "5.5, 40, 1e5, 1e5, .002, 1.931959121497",
    "5.5, 40, 3, 4, .002, 2.783898767591778823"
  })
  void discountedPurchasesAsByQuadrature(
      double shape, double rate, double a, double b, double delta, double expected) {
    assertThat(new GeometricDropoutFuture(shape, rate, a, b).discountedPurchases(delta))
        .isCloseTo(expected, within(1e-11 * expected));
  }

  /** Nobody leaves: λ/δ. Everybody leaves at once: the first purchase only. */
  @Test
  void discountedPurchasesAtTheirLimits() {
    assertThat(new GeometricDropoutFuture(4, 10, 1e-12, 1e5).discountedPurchases(.01))
        .isCloseTo(40, within(1e-8));
    assertThat(new GeometricDropoutFuture(1, 10, 1e12, 1e-9).discountedPurchases(.01))
        // E[λ/(λ+δ)] = 1 - z exp(z) E_1(z) at z = .1.
        .isCloseTo(.79853574552915, within(1e-9));
    // Undiscounted purchases are (3 + 2 - 1)/(3 - 1) on average, whatever the rate.
    assertThat(new GeometricDropoutFuture(4, 10, 3, 2).discountedPurchases(1e-200))
        .isCloseTo(2, within(1e-9));
    assertThatThrownBy(() -> new GeometricDropoutFuture(4, 10, 1, 1).discountedPurchases(0))
        .hasMessageContaining("rate must be positive");
  }

  /** Computed with 25 digits by quadrature over the stage rate. */
  @ParameterizedTest
  @CsvSource({
    "3, 12, 7.24, 43.3, .79, 4.43, .0018, 10.6081689006613892",
    "6, 40, 24.24, 43.3, 1, 5, .01, 5.3333937847417627",
    "2, 0, .6, 4.41, .79, 2.43, .0018, 6.23635922895889794",
    "4, 30, 2.5, 41, 1.5, .2, .3, .125034846022993147"
  })
  void discountedPurchasesOfRegularBuyers(
      int stages,
      double silence,
      double shape,
      double rate,
      double a,
      double b,
      double delta,
      double expected) {
    assertThat(
            new GeometricDropoutFuture(stages, silence, shape, rate, a, b)
                .discountedPurchases(delta))
        .isCloseTo(expected, within(1e-11 * expected));
  }

  /** By parts, Σ E[exp(-δ t_n)] = δ ∫ exp(-δ h) E(h) dh; here by the trapezoidal rule in ln h. */
  @ParameterizedTest
  @CsvSource({"1, 0, 2.24, 43.3, .79, 4.43, .05", "3, 12, 7.24, 43.3, .79, 4.43, .05"})
  void discountedPurchasesFollowFromExpectedOnes(
      int stages, double silence, double shape, double rate, double a, double b, double delta) {
    LivingCustomer future = new GeometricDropoutFuture(stages, silence, shape, rate, a, b);
    double step = .1;
    double sum = 0;
    for (double z = -24; z < 4; z += step) {
      double h = Math.exp(z) / delta;
      sum += step * Math.exp(z - Math.exp(z)) * future.expectedPurchases(h);
    }
    assertThat(future.discountedPurchases(delta)).isCloseTo(sum, within(1e-9 * sum));
  }

  /** Σ_n S_n E[(λ/(λ+δ))^n], to the end: nearly everybody has left after 400 purchases. */
  @Test
  void discountedPurchasesAreTheSumOverPurchases() {
    double shape = 3;
    double delta = .2;
    double sum = 0;
    double survival = 1;
    for (int n = 1; n <= 400; n++) {
      sum += survival * meanPower(shape, 10, delta, n);
      survival *= (4.0 + (n - 1)) / (9.0 + (n - 1));
    }
    assertThat(new GeometricDropoutFuture(shape, 10, 5, 4).discountedPurchases(delta))
        .isCloseTo(sum, within(1e-10 * sum));
  }

  private static double meanPower(double shape, double rate, double delta, int n) {
    double sum = 0;
    double mass = 0;
    for (double s = -15; s < 4; s += .05) {
      double lambda = Math.exp(s);
      double density = Math.exp(shape * s - rate * lambda);
      mass += density;
      sum += density * Math.pow(lambda / (lambda + delta), n);
    }
    return sum / mass;
  }

  /** The sum over purchases hands over to the mean over the dropout probability. */
  @Test
  void expectedPurchasesHaveNoJump() {
    LivingCustomer future = new GeometricDropoutFuture(40, 10, .8, 2.5);
    double before = future.expectedPurchases(300);
    for (double h = 300.01; h < 420; h *= 1.00003) {
      double now = future.expectedPurchases(h);
      assertThat(now / before).isBetween(1.0, 1.00003);
      before = now;
    }
  }

  /** By quadrature with 30 digits; the last is a rate no sum over purchases gets through. */
  @ParameterizedTest
  @CsvSource({
    "5000, .5, .8, .79, 2.4, 31.4155089088809658",
    "1e6, 12000, 40, .79, 12002, 422122.956396568129",
    "52, 20000, 30, 1.3, .2, 1.63870488799322798",
    "10, 1e5, 1e-6, .7, 3, 27663.7439604535172"
  })
  void longHorizonsAreNoSums(
      double h, double shape, double rate, double a, double b, double expected) {
    assertThat(new GeometricDropoutFuture(shape, rate, a, b).expectedPurchases(h))
        .isCloseTo(expected, within(1e-11 * expected));
  }
}
