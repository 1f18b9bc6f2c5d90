package io.churnlake.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class GammaGammaTest {
  private static final GammaGamma CDNOW = new GammaGamma(6.249573, 3.744224, 15.443518);

  @Test
  void populationMeanAsPublished() {
    assertThat(CDNOW.populationMeanSpend()).isCloseTo(35.1704, within(5e-5));
    assertThat(CDNOW.expectedMeanSpend(0, Double.NaN)).isEqualTo(CDNOW.populationMeanSpend());
  }

  @Test
  void spendLiesBetweenThePopulationAndTheCustomer() {
    assertThat(CDNOW.expectedMeanSpend(1, 100)).isBetween(CDNOW.populationMeanSpend(), 100.0);
    assertThat(CDNOW.expectedMeanSpend(1_000_000, 100)).isCloseTo(100, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({"1, 0.01", "2, 22.345", "29, 26.26", "1, 5000", "400, 35"})
  void gradientIsTheDerivative(int x, double z) {
    double[] logs = {Math.log(6.2), Math.log(3.7), Math.log(15.4)};
    double[] gradient = GammaGamma.ofLogs(logs).logLikelihoodGradient(x, z);
    for (int i = 0; i < logs.length; i++) {
      double step = 1e-5;
      double[] above = logs.clone();
      double[] below = logs.clone();
      above[i] += step;
      below[i] -= step;
      double rise =
          GammaGamma.ofLogs(above).logLikelihood(x, z)
              - GammaGamma.ofLogs(below).logLikelihood(x, z);
      assertThat(gradient[i])
          .isCloseTo(rise / (2 * step), within(1e-6 * Math.max(1, Math.abs(gradient[i]))));
    }
  }

  /** For x = 1, p = q = 1 the marginal density of z is v / (v + z)². */
  @Test
  void likelihoodOfTheSimplestCase() {
    assertThat(new GammaGamma(1, 1, 3).logLikelihood(1, 2))
        .isCloseTo(Math.log(3.0 / 25), within(1e-14));
  }
}
