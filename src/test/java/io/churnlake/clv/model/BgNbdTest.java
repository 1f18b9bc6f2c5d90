package io.churnlake.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class BgNbdTest {
  private static final BgNbd CDNOW = new BgNbd(.2425945, 4.4136019, .7929199, 2.4258881);

  @Test
  void likelihoodIsStable() {
    BgNbd model = new BgNbd(.25, 4, .8, 2.5);

    assertThat(model.logLikelihood(0, 0, 40)).isCloseTo(-.59947382, within(5e-9));
    assertThat(model.logLikelihood(200, 38, 40)).isCloseTo(100.7957, within(5e-5));
    assertThat(model.logLikelihood(10_000, 40, 40)).isFinite();
    assertThat(model.logLikelihood(0, 0, 0)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0, 0, 38.9",
    "1, 0.14, 38.9",
    "2, 30.43, 38.86",
    "26, 30.857, 31",
    "5, 20, 20",
    "400, 30, 90"
  })
  void gradientIsTheDerivative(int x, double tx, double t) {
    double[] logs = {Math.log(.3), Math.log(4), Math.log(.8), Math.log(2.5)};
    double[] gradient = new double[4];
    BgNbd.FAMILY.likelihood(logs).at(x, tx, t, gradient);
    for (int i = 0; i < logs.length; i++) {
      double step = 1e-5;
      double[] above = logs.clone();
      double[] below = logs.clone();
      above[i] += step;
      below[i] -= step;
      double rise =
          BgNbd.ofLogs(above).logLikelihood(x, tx, t) - BgNbd.ofLogs(below).logLikelihood(x, tx, t);
      assertThat(gradient[i])
          .isCloseTo(rise / (2 * step), within(1e-6 * Math.max(1, Math.abs(gradient[i]))));
    }
  }

  @ParameterizedTest
  @CsvSource({".1428571, .0078", "1, .0532", "3, .1506", "31.8571, 1.0405", "32, 1.0437"})
  void randomCustomerBuysAsPublished(double weeks, double expected) {
    assertThat(CDNOW.expectedPurchases(weeks)).isCloseTo(expected, within(5e-5));
  }

  /**
   * The figures in circulation for long horizons, 1.444004 in 52 weeks and 1.8576 in 78, are the
   * published series cut after 150 terms. The whole series, with 30 digits, is higher.
   */
  @Test
  void longHorizonsAreNotCutShort() {
    assertThat(seriesCutAfter(150, 52)).isCloseTo(1.444004, within(2e-6));
    assertThat(seriesCutAfter(150, 78)).isCloseTo(1.8576, within(5e-5));
    assertThat(CDNOW.expectedPurchases(52)).isCloseTo(1.444010628, within(1e-9));
    assertThat(CDNOW.expectedPurchases(78)).isCloseTo(1.857956009, within(1e-9));
  }

  /** Equation 9 with the Gauss series as in the paper's spreadsheet. */
  private static double seriesCutAfter(int terms, double t) {
    double u = t / (CDNOW.alpha() + t);
    double c = CDNOW.a() + CDNOW.b() - 1;
    double term = 1;
    double sum = 1;
    for (int n = 1; n < terms; n++) {
      term *= (CDNOW.r() + n - 1) * (CDNOW.b() + n - 1) / ((c + n - 1) * n) * u;
      sum += term;
    }
    return c / (CDNOW.a() - 1) * (1 - Math.pow(1 - u, CDNOW.r()) * sum);
  }

  /** The figures of the buyer with x = 26 belong to an optimum that differs in the sixth digit. */
  @Test
  void singleCustomersAsPublished() {
    assertThat(CDNOW.conditionalExpectedPurchases(2, 30.43, 38.86, 39))
        .isCloseTo(1.226, within(5e-4));
    assertThat(CDNOW.conditionalExpectedPurchases(26, 30.857, 31, 52))
        .isCloseTo(25.75659, within(1e-3));
    assertThat(CDNOW.pAlive(26, 30.857, 31)).isCloseTo(.9688523, within(2e-6));
    // This one was computed with the rounded parameters of the paper.
    assertThat(new BgNbd(.243, 4.414, .793, 2.426).pNoPurchase(0, 0, 0, 39))
        .isCloseTo(.5737864, within(1e-7));
  }

  @Test
  void pNoPurchaseRunsFromCertaintyToDropout() {
    double tx = 10;
    double t = 30;
    assertThat(CDNOW.pNoPurchase(3, tx, t, 0)).isCloseTo(1, within(1e-15));
    assertThat(CDNOW.pNoPurchase(3, tx, t, 1e12))
        .isCloseTo(1 - CDNOW.pAlive(3, tx, t), within(1e-12));
    // Ten thousand purchases until now: silence is next to impossible, and not rounded to 0.
    assertThat(CDNOW.pNoPurchase(10_000, 40, 40, 1)).isBetween(1e-110, 1e-4);
    assertThat(CDNOW.pAlive(200, 1, 1000)).isZero();
  }

  /** Expected values by 2F1, and by quadrature over the dropout probability, with 25 digits. */
  @ParameterizedTest
  @CsvSource({
    "39, .2425945, 4.4136019, .7929199, 2.4258881, 1.195008649846348",
    "52, 10000.2425945, 38.4136019, .7929199, 10002.4258881, 9366.0812500947676",
    "52, 10000.24, 4.41, .79, 10002.4, 33712.007539275943",
    "1e-6, .24, 4.41, .79, 2.4, 5.4421766812688434e-8",
    "52, .24, 4.41, .79, 1e6, 2.829915629015293",
    "52, .24, 4.41, .3, .2, 1.048341639800676",
    "5200, .24, .01, .79, 2.4, 65.76238124544219",
    "52, 700, 700, .01, 3, 50.86893806885476",
    "52, .24, 4.41, 1, 2.4, 1.27189736858118",
    "52, .24, 4.41, .3, .7, 1.573666291499246",
    "52, .24, 4.41, 1000, 2.4, 0.4583852940569537",
    "0, .24, 4.41, .79, 2.4, 0"
  })
  void expectedPurchasesHoldWhereTheHypergeometricFormBreaks(
      double h, double shape, double rate, double a, double b, double expected) {
    assertThat(ExpectedPurchases.within(h, shape, rate, a, b))
        .isCloseTo(expected, within(1e-11 * expected));
  }

  @Test
  void refusesParametersThatAreNone() {
    assertThatThrownBy(() -> new BgNbd(1, 0, 1, 1))
        .hasMessage("Parameter alpha must be positive and finite, but is 0.0");
    assertThatThrownBy(() -> new BgNbd(1, 1, Double.NaN, 1)).hasMessageContaining("Parameter a ");
  }
}
