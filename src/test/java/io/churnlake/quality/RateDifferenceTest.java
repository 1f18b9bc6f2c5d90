package io.churnlake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class RateDifferenceTest {
  /** Newcombe 1998, table II, method 10. */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.2000, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.6000, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.5714, 0.0582, 0.8062",
    "5, 56, 0, 29, 0.0893, -0.0381, 0.1926",
    "0, 10, 0, 20, 0.0000, -0.1611, 0.2775",
    "0, 10, 0, 10, 0.0000, -0.2775, 0.2775",
    "10, 10, 0, 20, 1.0000, 0.6791, 1.0000",
    "10, 10, 0, 10, 1.0000, 0.6075, 1.0000"
  })
  void isThatOfThePublishedExamples(
      long hits, long n, long otherHits, long otherN, double value, double low, double high) {
    RateDifference difference = new RateDifference(hits, n, otherHits, otherN);
    assertThat(difference.value()).isCloseTo(value, within(5e-5));
    assertThat(difference.low()).isCloseTo(low, within(5.1e-5));
    assertThat(difference.high()).isCloseTo(high, within(5.1e-5));
  }

  @Test
  void changesItsSignWithTheGroups() {
    RateDifference one = new RateDifference(56, 70, 48, 80);
    RateDifference other = new RateDifference(48, 80, 56, 70);
    assertThat(other.value()).isEqualTo(-one.value());
    assertThat(other.low()).isEqualTo(-one.high());
    assertThat(other.high()).isEqualTo(-one.low());
  }

  @Test
  void isNotThereWhereAGroupIsEmpty() {
    RateDifference difference = new RateDifference(3, 7, 0, 0);
    assertThat(difference.value()).isNull();
    assertThat(difference.low()).isNull();
    assertThat(difference.high()).isNull();
    assertThat(new RateDifference(0, 0, 3, 7).low()).isNull();
  }
}
