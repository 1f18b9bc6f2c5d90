package io.churnlake.clv.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against values computed with thirty digits. */
@Tag("fast")
class BetaDistributionTest {

  @ParameterizedTest
  @CsvSource({
    "0.3, 6.25, 3.74, 0.016790620939014735",
    "0.9, 6.25, 3.74, 0.9860692878532756",
    "0.5, 62.5, 3.74, 4.9518522133756055e-16",
    "0.999, 6250, 3.74, 0.1051128743205769",
    "1e-3, 0.3, 200, 0.65729561230604526",
    "0.5, 0.01, 0.02, 0.6667194610412722",
    "0.97, 625, 23, 0.76739103563927616",
    "0, 1, 1, 0",
    "1, 1, 1, 1"
  })
  void cumulative(double u, double s, double t, double expected) {
    assertThat(BetaDistribution.cumulative(u, s, t)).isCloseTo(expected, within(1e-11 * expected));
  }
}
