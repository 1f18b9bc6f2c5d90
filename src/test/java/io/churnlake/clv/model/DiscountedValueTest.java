package io.churnlake.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DiscountedValueTest {

  @Test
  void theRateIsAYear() {
    double[] ends = {100, 300, 365};

    // One order in the second step counts as coming in on day 200.
    double[] values = DiscountedValue.cumulative(ends, new double[] {0, 1, 1}, .1);

    assertThat(values[0]).isZero();
    assertThat(values[1]).isCloseTo(Math.pow(1.1, -200 / 365.0), within(1e-15));
    assertThat(values[2]).isEqualTo(values[1]);
    assertThat(DiscountedValue.cumulative(ends, new double[] {1, 2, 5}, 0)[2]).isEqualTo(5);
  }

  @Test
  void aContinuousRateDiscountsAYearAlike() {
    double weekly = DiscountedValue.continuousRate(.1, 7);

    assertThat(Math.exp(-weekly * 365 / 7)).isCloseTo(1 / 1.1, within(1e-14));
    assertThat(DiscountedValue.factor(365, .1)).isCloseTo(1 / 1.1, within(1e-15));
  }
}
