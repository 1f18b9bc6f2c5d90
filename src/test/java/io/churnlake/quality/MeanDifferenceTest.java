package io.churnlake.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.quality.MeanDifference.Group;
import java.math.BigDecimal;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class MeanDifferenceTest {
  private static Group group(int... values) {
    return Group.of(
        values.length,
        BigDecimal.valueOf(Arrays.stream(values).sum()),
        BigDecimal.valueOf(Arrays.stream(values).map(value -> value * value).sum()));
  }

  @Test
  void hasTheBoundsThatOneCanComputeByHand() {
    // Means 20 and 12; variances 100 and 16; the standard error is sqrt(100 / 3 + 16 / 3).
    MeanDifference difference = new MeanDifference(group(10, 20, 30), group(8, 12, 16));
    assertThat(group(10, 20, 30).variance()).isCloseTo(100, within(1e-12));
    assertThat(difference.value()).isCloseTo(8, within(1e-12));
    double spread = 1.959963984540054 * Math.sqrt(116.0 / 3);
    assertThat(difference.low()).isCloseTo(8 - spread, within(1e-12));
    assertThat(difference.high()).isCloseTo(8 + spread, within(1e-12));
  }

  @Test
  void losesNoDigitsOfLargeAmounts() {
    BigDecimal large = new BigDecimal("1000000000000");
    BigDecimal larger = large.add(new BigDecimal("2"));
    Group group = Group.of(2, large.add(larger), large.pow(2).add(larger.pow(2)));
    assertThat(group.variance()).isCloseTo(2, within(1e-12));
  }

  @Test
  void isNotThereWithoutCustomersAndHasNoBoundsOfOne() {
    assertThat(new MeanDifference(group(1, 2), group()).value()).isNull();
    MeanDifference one = new MeanDifference(group(5), group(1, 2));
    assertThat(one.value()).isEqualTo(3.5);
    assertThat(one.low()).isNull();
    assertThat(one.high()).isNull();
  }
}
