package io.churnlake.churn.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.math.Logistic;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class LogOddsShiftTest {
  @Test
  void oneMarginMovesToTheLogOddsOfTheRate() {
    assertThat(LogOddsShift.of(new double[] {0.7, 0.7}, 0.8))
        .isCloseTo(Math.log(4) - 0.7, within(1e-12));
  }

  @Test
  void twoMarginsMeetAtAnEvenRateInTheirMiddle() {
    assertThat(LogOddsShift.of(new double[] {1, 4}, 0.5)).isCloseTo(-2.5, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 0.02, 0.5, 0.77, 0.999999})
  void theMeanMeetsTheRate(double rate) {
    Random random = new Random(1);
    for (double spread : new double[] {0.1, 2, 300}) {
      double[] margins = random.doubles(999).map(u -> spread * (u - 0.3)).toArray();
      double shift = LogOddsShift.of(margins, rate);
      double mean = Arrays.stream(margins).map(m -> Logistic.of(m + shift)).average().orElseThrow();
      assertThat(mean).isCloseTo(rate, within(1e-10 * rate));
    }
  }

  @Test
  void customersAtAMarginCountEach() {
    double[] each = {-1, -1, -1, 2};
    assertThat(LogOddsShift.of(new TreeMap<>(Map.of(-1.0, 3L, 2.0, 1L)), 0.3))
        .isCloseTo(LogOddsShift.of(each, 0.3), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void noShiftLeadsToARateThatNoProbabilityHas(double rate) {
    assertThatThrownBy(() -> LogOddsShift.of(new double[] {0}, rate))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(rate))
        .hasMessageContaining("between 0 and 1");
  }

  @Test
  void withoutCustomersOrWithAnEndlessMarginThereIsNone() {
    assertThatThrownBy(() -> LogOddsShift.of(new double[0], 0.5))
        .hasMessageContaining("without customers");
    assertThatThrownBy(() -> LogOddsShift.of(new double[] {Double.NEGATIVE_INFINITY, 0}, 0.5))
        .hasMessageContaining("finite");
  }
}
