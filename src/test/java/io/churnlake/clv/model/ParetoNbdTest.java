package io.churnlake.clv.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ParetoNbdTest {
  private static final ParetoNbd CDNOW = new ParetoNbd(.553277, 10.577683, .606240, 11.668740);

  /**
   * x, t_x, T; r, alpha, s, beta; then log-likelihood, log-odds of having died, and the gradient:
   * computed with 40 digits from the integral over the time of death.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 39, .55, 10.5, .6, 11.7, -0.52354217842275992, 0.85459821013119269, -0.47527578354899893, 0.27931537741941815, 0.21538519846847752, -0.14997873774748859",
    "0, 0, 39, 1, .001, .6, 50, -8.9119787976675324, 1.8607502805873284, -5.6865270912252484, 0.91098011682418308, 0.79609836222328177, -0.77636794381011327",
    "0, 0, 39, 1, 50, .6, .001, -0.0024602327821704162, 6.9159673409721918, -0.0021333155805921464, 0.0018921937615510826, 0.011339955964808585, -0.0014580059598333728",
    "0, 0, 39, 2, 3, 1, 1e5, -5.2730579174088288, -5.2100270699200945, -5.2581020499701042, 1.8520986469825226, 0.0050437535495077328, -0.0050435290986422909",
    "0, 0, 39, 1e-5, .5, 30, 300, -2.6044138521573111e-5, 3.6406495777277326, -2.604408610374896e-5, 8.7086337971623806e-6, 8.5973494403758711e-6, -8.4562238060982733e-6",
    "0, 0, 39, 30, 100, 1e-5, 8, -9.8184749706876696, -2.7720698587639281, -9.3451219995633339, 7.9680265938693137, 0.058835439734937321, -0.046135561731547311",
    "0, 0, 39, 1e5, 1e6, 1e5, 1e7, -2.2694434153412736, 1.8782341412189947, -1.2586454998393382, 1.2586295921059622, 0.74154218287355451, -0.74154160040499962",
    "0, 0, 39, 1.5, 4e-4, .05, 3e-4, -3.2691436967345172, 14.551047565118756, -0.89972872137652548, 0.55776657571512345, 0.9643070846104215, -0.55776585685079558",
    "1, 0.25, 39, .55, 10.5, .6, 11.7, -4.2251023303448151, 1.8630683933223604, 0.67541849366583769, -0.40659518909726264, 0.53581049708490179, -0.38653587822260071",
    "1, 0.25, 39, 2, 1e5, 1, 3, -10.900077907852482, 2.4794651398637436, 0.99982876138516786, -0.99974317234878789, -0.079723613199325749, 0.07677585533672256",
    "1, 0.25, 39, 1e5, 1e6, 1e5, 1e7, -4.596186070220293, 1.8503770210341749, -0.28908486843528436, 0.28908146297042882, 0.73526140997588058, -0.73526081357544465",
    "2, 30.43, 38.86, .55, 11.7, .6, 10.5, -9.5979388837814955, -1.8832023506731853, 0.55713556140233667, -0.048401548843011269, -0.78851029016819078, 0.43935585519842211",
    "2, 30.43, 38.86, 1.5, 4e-4, .05, 3e-4, -23.793530424013549, -3.9388799024386036, -15.622029500267134, 1.4999638685334427, -0.56935345530562692, 0.049999442922898603",
    "26, 30.857, 31, .55, 10.5, .6, 11.7, -39.087791179941215, -6.1610655357190294, 1.9919481583196965, -6.1674946996073464, -0.77465833396688328, 0.43501868187910449",
    "26, 30.857, 31, 2, 3, 1, 1e5, -31.983639919603176, -13.398599293438746, 0.92741704112422433, -0.4705882433549227, -0.00030843469325281029, 0.0003083871322079635",
    "26, 30.857, 31, .8, 9, .3, 25, -36.89036961093334, -7.1242008481230669, 2.1943874534644995, -5.2300088386475563, -0.24113771788836714, 0.16571156767592397",
    "3, 1, 200, 1, .001, .6, 50, -10.687278732460332, 16.587669228369475, -5.4016449151491271, 0.99698836462771464, 0.9825422365879946, -0.95426739557511568",
    "3, 1, 200, .3, 20, 300, 150, -11.325038234623714, 259.87327051935731, 1.3400090535659315, -2.7756015238365911, -1.9225293117189847, 1.9166042384388285",
    "400, 30, 90, .55, 10.5, .6, 11.7, 508.76415631393833, 358.04284203012356, 3.5063210685039685, -103.03803910379742, 0.23599969972412025, 0.15216359331828018",
    "400, 30, 90, .8, 9, 2, 1.5, 521.3698872640413, 370.40774581900934, 4.3907262161261426, -91.463654943745992, -5.0951778960387643, 1.8575795915666333",
    "400, 30, 90, 50, 40, 1e5, 4e6, 418.77997160466763, 274.51630806726583, 82.215605622532095, -206.57365199571208, 0.24611185874760793, -0.24610716170015297",
    "10000, 35, 39, .55, 10.5, .6, 11.7, 43915.795593547903, 832.95177969657815, 5.2139271609242443, -2307.0384975053654, 0.16944835436472148, 0.1991825165315893",
    "10000, 35, 39, 30, 100, 1e-5, 8, 33223.480787036665, 273.28512254246269, 165.85930874687501, -7398.8891205824503, 0.99998317928544963, -0.18598017929155538",
    "10000, 35, 39, 1e5, 1e6, 1e5, 1e7, -22546.408657739913, -2.9693068895019731, 9527.1740554560675, -9995.7217655812285, -0.34011286917814656, 0.34011229254755244",
    "10000, 35, 39, 50, 40, 1e5, 4e6, 39200.01768987874, 513.70856024494601, 234.22901673733324, -5309.4667661705121, 0.12481726025776225, -0.12481233818180341",
    "0, 0, 0.0009765625, .55, 10.5, .6, 11.7, -5.1149614410867797e-5, -9.9018773883049431, -5.1149614389030903e-5, 5.114723598392075e-5, 1.2807452855021109e-9, -1.2807096547903314e-9",
    "0, 0, 0.0009765625, 1, 50, .6, .001, -1.5664879186408079e-5, -0.68311786799649295, -1.5664859235453832e-5, 1.5664716591436302e-5, 3.3472972404739166e-6, -2.6877392355354872e-6"
  })
  void likelihoodKeepsItsDigitsWhereverItIs(
      int x,
      double tx,
      double t,
      double r,
      double alpha,
      double s,
      double beta,
      double value,
      double odds,
      double byR,
      double byAlpha,
      double byS,
      double byBeta) {
    ParetoNbd model = new ParetoNbd(r, alpha, s, beta);
    double[] gradient = new double[4];

    assertThat(new ParetoNbdLikelihood(model).at(x, tx, t, gradient))
        .isCloseTo(value, within(1e-10 * Math.abs(value)));
    assertThat(model.logDropoutOdds(x, tx, t))
        .isCloseTo(odds, within(1e-11 * Math.max(1, Math.abs(odds))));
    double[] expected = {byR, byAlpha, byS, byBeta};
    for (int i = 0; i < expected.length; i++) {
      assertThat(gradient[i]).isCloseTo(expected[i], within(1e-10 * Math.abs(expected[i]) + 1e-14));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 38.9, 10, 10",
    "1, 0.14, 38.9, 10, 12",
    "2, 30.43, 38.86, 12, 10",
    "26, 30.857, 31, 10, 25",
    "26, 30.857, 31, 25, 10",
    "5, 20, 20, 10, 10",
    "400, 30, 90, 100, 2",
    "3, 1, 90, .01, 1000",
    "0, 0, 0, 10, 12"
  })
  void gradientIsTheDerivative(int x, double tx, double t, double alpha, double beta) {
    double[] logs = {Math.log(.55), Math.log(alpha), Math.log(.6), Math.log(beta)};
    double[] gradient = new double[4];
    ParetoNbd.FAMILY.likelihood(logs).at(x, tx, t, gradient);
    for (int i = 0; i < logs.length; i++) {
      double step = 1e-5;
      double[] above = logs.clone();
      double[] below = logs.clone();
      above[i] += step;
      below[i] -= step;
      double rise =
          ParetoNbd.ofLogs(above).logLikelihood(x, tx, t)
              - ParetoNbd.ofLogs(below).logLikelihood(x, tx, t);
      assertThat(gradient[i])
          .isCloseTo(rise / (2 * step), within(1e-6 * Math.max(1, Math.abs(gradient[i]))));
    }
  }

  @Test
  void rowsDoNotDependOnTheRowsBefore() {
    ParetoNbdLikelihood shared = new ParetoNbdLikelihood(CDNOW);
    double[] gradient = new double[4];
    for (int x : new int[] {0, 3, 3, 1, 40, 0, 3}) {
      double tx = x == 0 ? 0 : 20 - x % 3;
      double value = shared.at(x, tx, 39, gradient);
      double[] alone = new double[4];
      assertThat(value).isEqualTo(new ParetoNbdLikelihood(CDNOW).at(x, tx, 39, alone));
      assertThat(gradient).isEqualTo(alone);
    }
  }

  /** The series and the quadrature are two ways to the same integral. */
  @ParameterizedTest
  @CsvSource({
    "39, 10.5, 11.7, 2.5, .6",
    "39, 20, 11, .5, 2",
    "0.01, 11.7, 10.5, 30, .6",
    "39, 50, 40, 3, 3",
    "1e4, 7, 7, .2, .1"
  })
  void bothFormsOfTheIntegralAgree(double tau, double p, double b, double a, double s) {
    DropoutIntegral series = new DropoutIntegral();
    series.evaluate(tau, p, b, Math.log1p(tau / p), Math.log1p(tau / b), a, s);
    DropoutQuadrature quadrature = new DropoutQuadrature();
    quadrature.evaluate(tau, p, b, a, s + 1);

    assertThat(series.logValue()).isCloseTo(quadrature.logValue(), within(1e-13));
    assertThat(series.meanLogP()).isCloseTo(quadrature.meanLogP(), within(1e-13));
    assertThat(series.meanLogB()).isCloseTo(quadrature.meanLogB(), within(1e-13));
    assertThat(series.meanShareP()).isCloseTo(quadrature.meanShareP(), within(1e-13));
    assertThat(series.meanShareB()).isCloseTo(quadrature.meanShareB(), within(1e-13));
  }

  @Test
  void dropoutIsNeverUndefined() {
    assertThat(CDNOW.pAlive(0, 0, 0)).isEqualTo(1);
    assertThat(CDNOW.pAlive(5, 39, 39)).isEqualTo(1);
    assertThat(CDNOW.pAlive(10_000, 1, 1000)).isZero();
    assertThat(CDNOW.pAlive(0, 0, 1e9)).isBetween(0.0, 1e-4);
  }

  /** The exact value with 30 digits; the figure in circulation, 25.45647, is 5e-5 above it. */
  @Test
  void singleCustomersAsPublished() {
    double tx = 216 / 7.0;
    assertThat(CDNOW.conditionalExpectedPurchases(26, tx, 31, 52))
        .isCloseTo(25.45518418476, within(1e-10))
        .isCloseTo(25.45647, within(2e-3));
    assertThat(CDNOW.pAlive(26, tx, 31)).isCloseTo(.997874, within(1e-6));
    assertThat(CDNOW.expectedPurchases(52)).isCloseTo(1.473434, within(1e-6));
  }

  /** Closed form with 40 digits; alpha 10, beta 11.7, r .55, 52 weeks. */
  @ParameterizedTest
  @CsvSource({
    "1, 1.0904723463183311",
    "1.0000000001, 1.0904723462259356",
    ".999999, 1.0904732702737388",
    ".6, 1.5598687527148282",
    "3, .31089546022490629",
    "1e-5, 2.8599692300342623",
    "1e5, 6.4350643506435064e-6"
  })
  void expectedPurchasesAreStableAroundOne(double s, double expected) {
    assertThat(new ParetoNbd(.55, 10, s, 11.7).expectedPurchases(52))
        .isCloseTo(expected, within(1e-14 * expected));
  }

  /** Shape, rate, s, beta, horizon, n: integrals over the time of death, with 40 digits. */
  @ParameterizedTest
  @CsvSource({
    "2.5, 49, .6, 50, 39, 0, 0.3234018484302105",
    "2.5, 49, .6, 50, 39, 5, 0.03608964553215622",
    "2.5, 49, .6, 50, 39, 80, 4.83343360000322e-27",
    "26.55, 41.6, .6, 42.7, 39, 3, 0.01827619752489463",
    "26.55, 41.6, .6, 42.7, 39, 60, 8.335778644909492e-6",
    ".55, 10.5, .6, 11.7, 39, 7, 0.01080995583610102",
    "1.5, 5000, 2, .5, 39, 1, 0.0001478489795738378",
    "1.5, 5000, 2, .5, 39, 4, 2.752074633387147e-12",
    "1.5, .5, .4, 5000, 39, 1, 0.002169104842985962",
    "1.5, .5, .4, 5000, 39, 300, 0.0006086113762547029",
    "10000.5, 49, .6, 50, 39, 0, 5.879372081218329e-5",
    "10000.5, 49, .6, 50, 39, 7000, 2.549062292960878e-5",
    "10000.5, 49, .6, 50, 39, 8200, 0.0003154551677494589",
    "3, 40, 1e5, 4e6, 39, 9, 0.005854610889969072",
    "1e5, 4e6, .05, 1000, 39, 3, 0.05819025936791198",
    "4.5, 40, .6, 3, 1000, 10, 0.007501893822676466",
    "4.5, 40, .6, 3, 1000, 200, 5.921007300971191e-5"
  })
  void purchaseCountsAsIntegrated(
      double shape, double rate, double s, double beta, double h, int n, double expected) {
    LivingCustomer customer = new GammaLifetimeFuture(shape, rate, s, beta);

    assertThat(customer.purchaseProbabilities(h, n)[n])
        .isCloseTo(expected, within(1e-10 * expected));
    // The same from further up: the recurrence downwards loses nothing.
    assertThat(customer.purchaseProbabilities(h, n + 37)[n])
        .isCloseTo(expected, within(1e-10 * expected));
  }

  @ParameterizedTest
  @CsvSource({
    "2.5, 49, .6, 50, 39, 400",
    "26.55, 41.6, .6, 42.7, 39, 400",
    "1.5, 5000, 2, .5, 39, 40",
    "300, 41.6, 1, 5e5, 39, 2000",
    "3, 40, 1e5, 4e6, 5, 100"
  })
  void purchaseCountsAreADistribution(
      double shape, double rate, double s, double beta, double h, int most) {
    LivingCustomer customer = new GammaLifetimeFuture(shape, rate, s, beta);
    double[] p = customer.purchaseProbabilities(h, most);
    double mean = 0;
    for (int n = 0; n <= most; n++) {
      mean += n * p[n];
    }

    assertThat(p).hasSize(most + 1);
    assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-12));
    assertThat(mean)
        .isCloseTo(customer.expectedPurchases(h), within(1e-11 * customer.expectedPurchases(h)));
    assertThat(p[0]).isCloseTo(customer.pNoPurchase(h), within(1e-12 * customer.pNoPurchase(h)));
  }

  @Test
  void nothingHappensInNoTime() {
    LivingCustomer customer = CDNOW.whileAlive(2, 30, 39);

    assertThat(customer.expectedPurchases(0)).isZero();
    assertThat(customer.pNoPurchase(0)).isEqualTo(1);
    assertThat(customer.purchaseProbabilities(0, 2)).containsExactly(1, 0, 0);
  }

  /** Fader, Hardie, Lee 2005, equation 5, by Tricomi's function with 40 digits. */
  @ParameterizedTest
  @CsvSource({
    "2, 30.43, 38.86, .0027, 6.482033327523681",
    "26, 30.857, 31, .0027, 86.02417880789278",
    "0, 0, 39, .0027, .4747636849214007",
    "7, 35, 39, .5, .2779333449303397"
  })
  void discountedPurchasesAsInThePaper(int x, double tx, double t, double rate, double expected) {
    assertThat(CDNOW.pAlive(x, tx, t) * CDNOW.whileAlive(x, tx, t).discountedPurchases(rate))
        .isCloseTo(expected, within(1e-12 * expected));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesParametersThatAreNone(double s) {
    assertThatThrownBy(() -> new ParetoNbd(1, 1, s, 1))
        .hasMessage("Parameter s must be positive and finite, but is " + s);
  }
}
