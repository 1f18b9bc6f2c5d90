package io.churnlake.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ModelErrorTest {
  private static final double Z = 1.959963984540054;

  @Test
  void whatChanceExplainsIsNoErrorOfTheModel() {
    SplittableRandom random = new SplittableRandom(3);
    List<ForecastError> errors = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      double away = .3 * random.nextGaussian() + .2 * random.nextGaussian();
      errors.add(new ForecastError(Math.round(1e6 * Math.exp(away)), 1e6, .2 * .2));
    }
    assertThat(ModelError.of(errors).deviation()).isCloseTo(.3, within(.01));
    assertThat(ModelError.of(errors).holdouts()).isEqualTo(20_000);

    ModelError none = ModelError.of(List.of(new ForecastError(1010, 1000, .02 * .02)));
    assertThat(none.isKnown()).isTrue();
    assertThat(none.variance()).isZero();
  }

  @Test
  void withoutAHoldoutNothingIsKnown() {
    assertThat(ModelError.of(List.of()).isKnown()).isFalse();
    assertThat(ModelError.UNKNOWN.deviation()).isNaN();
  }

  @Test
  void noPurchaseAtAllIsAFiniteError() {
    assertThat(new ForecastError(0, 49.5, 0).logError()).isCloseTo(-Math.log(100), within(1e-12));
    assertThat(new ForecastError(0, 0, 0).logError()).isZero();
  }

  /** Where both are normal on the log scale, the interval is that of the sum of the variances. */
  @Test
  void variancesAddUp() {
    ModelError error = new ModelError(2, .3 * .3);
    double[] wide = error.widened(100, 100 * Math.exp(-Z * .4), 100 * Math.exp(Z * .4));

    assertThat(wide[0]).isCloseTo(100 * Math.exp(-Z * .5), within(1e-9));
    assertThat(wide[1]).isCloseTo(100 * Math.exp(Z * .5), within(1e-9));
  }

  @Test
  void withoutAnErrorTheIntervalStays() {
    double[] same = new ModelError(1, 0).widened(100, 80, 130);

    assertThat(same[0]).isCloseTo(80, within(1e-9));
    assertThat(same[1]).isCloseTo(130, within(1e-9));
  }

  @Test
  void theOtherIntervalLiesWithin() {
    ModelError error = new ModelError(1, .5);
    for (double[] given :
        List.of(
            new double[] {100, 90, 120},
            new double[] {100, 0, 500},
            new double[] {100, 100, 100},
            new double[] {-100, -120, -90},
            new double[] {-100, -300, 100},
            new double[] {0, 0, 0})) {
      double[] wide = error.widened(given[0], given[1], given[2]);
      assertThat(wide[0]).isLessThanOrEqualTo(given[1]);
      assertThat(wide[1]).isGreaterThanOrEqualTo(given[2]);
    }
    assertThat(error.widened(-100, -120, -90)[0]).isLessThan(-200);
    assertThat(error.widened(100, 0, 500)[0]).isZero();
  }
}
