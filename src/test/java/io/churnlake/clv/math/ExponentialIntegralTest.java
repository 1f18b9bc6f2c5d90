package io.churnlake.clv.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class ExponentialIntegralTest {

  /** Against the defining integral, computed with 40 digits. */
  @ParameterizedTest
  @CsvSource({
    "1e-5, 1e-12, 999729498619.83385",
    "1e-5, 1, 0.99999403655297321",
    ".3, 1e-12, 326056756.31436012",
    ".606240, .02, 8.1553332082002371",
    ".606240, 1.3, 0.58238619003372759",
    "1, 1e-12, 27.053805451055069",
    "1, .3, 1.2225356050805856",
    "1, 1, 0.59634736232319407",
    "1.0000001, .01, 4.0785105420182718",
    ".9999999, .5, 0.92291069155332661",
    "1.5, .7, 0.58615567729779692",
    "2, 1e-12, 0.99999999997294619",
    "2, 1e-3, 0.99366212592967451",
    "2.5, .999, 0.34397003429883686",
    "19, .4, 0.054280198449313237",
    "20, 1e-12, 0.052631578947365497",
    "20, .5, 0.051211289810720196",
    "25, .9, 0.040100195765418182",
    "100, 1e-12, 0.010101010101009998",
    "1e5, 1e-12, 1.000010000100001e-5",
    "1e5, 1, 9.99999999899999e-6",
    "1e5, 1e6, 9.0909098422227121e-7",
    "1e-5, 1e6, 9.9999999999000001e-7",
    ".5, 1.0001, 0.75781005509066568",
    "1e-5, 2, 0.49999819336218573",
    "7.3, 40, 0.021208485658842379",
    "300, 300, 0.0016680543971940593",
    "1e5, 100, 9.9901096916020263e-6"
  })
  void isTheIntegral(double order, double z, double expected) {
    assertThat(ExponentialIntegral.scaled(order, z)).isCloseTo(expected, within(2e-14 * expected));
  }

  @Test
  void refusesWhereTheIntegralDiverges() {
    assertThatThrownBy(() -> ExponentialIntegral.scaled(.5, 0))
        .hasMessage("No exponential integral of order 0.5 at 0.0 here");
    assertThatThrownBy(() -> ExponentialIntegral.scaled(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
