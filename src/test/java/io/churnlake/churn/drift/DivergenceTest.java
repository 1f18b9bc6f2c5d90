package io.churnlake.churn.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Population stability and Jensen-Shannon divergence, worked out by hand. */
@Tag("fast")
class DivergenceTest {
  private static final Offset<Double> CLOSE = within(1e-12);

  private static long[] counts(long... counts) {
    return counts;
  }

  @Test
  void equalSharesDoNotDiffer() {
    assertThat(PopulationStability.of(counts(3, 0, 5), counts(3, 0, 5))).isZero();
    assertThat(PopulationStability.of(counts(3, 0, 5), counts(300, 0, 500))).isCloseTo(0, CLOSE);
    assertThat(JensenShannon.of(counts(3, 0, 5), counts(3, 0, 5))).isZero();
    assertThat(JensenShannon.of(counts(3, 0, 5), counts(300, 0, 500))).isCloseTo(0, CLOSE);
  }

  @Test
  void populationStability() {
    // Shares 1/2, 1/2 against 1/4, 3/4: a quarter of ln 2 and of ln 3/2.
    assertThat(PopulationStability.of(counts(2, 2), counts(1, 3)))
        .isCloseTo(0.25 * Math.log(3), CLOSE);
    assertThat(PopulationStability.of(counts(1, 3), counts(2, 2)))
        .isCloseTo(0.25 * Math.log(3), CLOSE);
  }

  @Test
  void anEmptyBinCountsAsHalfACustomer() {
    // Of 8: 1/2, 1/2; of 7.5 with the half: 14/15, 1/15.
    double expected = (14 / 15.0 - 0.5) * (Math.log(28 / 15.0) - Math.log(2 / 15.0));
    assertThat(PopulationStability.of(counts(4, 4, 0), counts(7, 0, 0))).isCloseTo(expected, CLOSE);
  }

  @Test
  void jensenShannon() {
    assertThat(JensenShannon.of(counts(4, 0), counts(0, 9))).isEqualTo(1.0);
    // Entropy of 3/4, 1/4 less half of that of 1/2, 1/2.
    double entropy = 2 - 0.75 * Math.log(3) / Math.log(2);
    assertThat(JensenShannon.of(counts(5, 5), counts(7, 0))).isCloseTo(entropy - 0.5, CLOSE);
    assertThat(JensenShannon.of(counts(7, 0), counts(5, 5))).isCloseTo(entropy - 0.5, CLOSE);
  }

  @Test
  void whatHasNoSharesIsRefused() {
    assertThatThrownBy(() -> PopulationStability.of(counts(1, 2), counts(1)))
        .hasMessageContaining("2 bins against 1");
    assertThatThrownBy(() -> PopulationStability.of(counts(0, 0), counts(1, 0)))
        .hasMessageContaining("without customers");
    assertThatThrownBy(() -> JensenShannon.of(counts(1, 0), counts(0, 0)))
        .hasMessageContaining("without customers");
  }
}
