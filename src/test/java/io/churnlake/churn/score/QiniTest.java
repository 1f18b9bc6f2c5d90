package io.churnlake.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class QiniTest {
  @Test
  void curveAndAreaAreAsByHand() {
    // By score: treated who stayed, control who left, treated who left, control who stayed.
    double[] scores = {0.1, 0.4, 0.2, 0.3};
    boolean[] treated = {false, true, true, false};
    boolean[] stayed = {true, true, false, false};
    Qini qini = Qini.of(scores, treated, stayed);
    // Gains after 1, 2, 3, 4 of four: 1/2, 1/2, 1/2, and (1 - 1 x 2 / 2) / 2 = 0.
    List<Qini.Top> tenths = qini.tenths();
    assertThat(tenths).hasSize(10);
    assertThat(tenths.get(2).gain()).isCloseTo(0.5, within(1e-12));
    assertThat(tenths.get(9).gain()).isCloseTo(0, within(1e-12));
    assertThat(tenths.get(9).effect()).isCloseTo(0, within(1e-12));
    assertThat(tenths.get(4).treated()).isEqualTo(1);
    assertThat(tenths.get(4).control()).isEqualTo(1);
    assertThat(tenths.get(0).effect()).isNull();
    // 1/4 x (1/4 + 1/2 + 1/2 + 1/4), less the triangle of height 0.
    Qini.Measured measured = qini.measured(1);
    assertThat(measured.qini().value()).isCloseTo(0.375, within(1e-12));
    assertThat(measured.effect().value()).isCloseTo(0, within(1e-12));
  }

  @Test
  void equalScoresAreTakenTogetherWhateverTheirOrder() {
    boolean[] treated = {true, false, true, false};
    boolean[] stayed = {true, false, false, true};
    Qini equal = Qini.of(new double[4], treated, stayed);
    assertThat(equal.measured(1).qini().value()).isCloseTo(0, within(1e-12));
    assertThat(equal.tenths().get(0).treated()).isEqualTo(2);
  }

  /** Customers of whom the measure keeps a part of the one half, and the score says which. */
  private static Qini simulated(double kept, long seed) {
    Random random = new Random(seed);
    int n = 8_000;
    double[] scores = new double[n];
    boolean[] treated = new boolean[n];
    boolean[] stayed = new boolean[n];
    for (int i = 0; i < n; i++) {
      boolean isOfTheHalf = random.nextBoolean();
      scores[i] = (isOfTheHalf ? 1 : 0) + random.nextGaussian() / 2;
      treated[i] = random.nextBoolean();
      double stays = 0.4 + (treated[i] && isOfTheHalf ? kept : 0);
      stayed[i] = random.nextDouble() < stays;
    }
    return Qini.of(scores, treated, stayed);
  }

  @Test
  void aMeasureThatWorksForHalfOfTheCustomersIsFound() {
    Qini.Measured measured = simulated(0.2, 5).measured(9);
    assertThat(measured.qini().low()).isPositive();
    assertThat(measured.effect().low()).isPositive();
    assertThat(measured.effect().value()).isCloseTo(0.1, within(0.04));
  }

  @Test
  void oneThatDoesNothingHasAnIntervalOverZeroNearlyAlways() {
    int found = 0;
    for (int seed = 0; seed < 20; seed++) {
      found += simulated(0, seed).measured(9).qini().low() > 0 ? 1 : 0;
    }
    // One in forty by chance.
    assertThat(found).isLessThanOrEqualTo(2);
  }

  @Test
  void withoutEitherGroupThereIsNothingToCompare() {
    boolean[] all = {true, true};
    assertThatThrownBy(() -> Qini.of(new double[2], all, all))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Qini.of(new double[3], all, all))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
