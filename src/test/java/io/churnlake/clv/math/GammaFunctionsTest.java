package io.churnlake.clv.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against values computed with sixty digits. */
@Tag("fast")
class GammaFunctionsTest {

  @ParameterizedTest
  @CsvSource({
    "1e-5, 11.512919692895826",
    "0.3, 1.0957979948180755",
    "2.5, 0.28468287047291916",
    "9.9, 12.577179904219879",
    "10.1, 13.027526738633238",
    "1234.5, 7550.5509010778949",
    "1e8, 1742068066.1038347"
  })
  void logGammaKeepsItsDigits(double z, double expected) {
    assertThat(GammaFunctions.logGamma(z)).isCloseTo(expected, relative(1e-14, expected));
  }

  @ParameterizedTest
  @CsvSource({
    "1e-5, 3, -10.819763284472783, 100001.49998750011",
    "0.25, 200, 857.96975769785084, 9.5245211622937937",
    "0.3, 0.7, -1.0957979948180755, 2.9253085572986001",
    "9.9, 0.3, 0.67708684001567277, 0.031387588238790803",
    "1e8, 1, 18.420680743952365, 1.0e-8",
    "1e8, 10000, 184207.30737286032, 9.9995000833258342e-5",
    "1e5, 2.5, 28.782332412300572, 2.4999812502499965e-5",
    "6.2, 1e4, 82151.690919654599, 7.4691683883145494"
  })
  void differencesOfLargeValuesKeepTheirDigits(double z, double n, double log, double digamma) {
    assertThat(GammaFunctions.logGammaRise(z, n)).isCloseTo(log, relative(1e-13, log));
    assertThat(GammaFunctions.digammaRise(z, n)).isCloseTo(digamma, relative(1e-13, digamma));
  }

  private static org.assertj.core.data.Offset<Double> relative(double share, double of) {
    return within(share * Math.abs(of));
  }
}
