package io.churnlake.churn.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.math.Logistic;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PlattScalingTest {
  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static PlattScaling fit(double[] margins, boolean[] churned) {
    return PlattScaling.fit(margins, churned, ones(margins.length));
  }

  @Test
  void atTwoMarginsTheProbabilitiesAreTheMeanTargets() {
    double[] margins = {3, 3, 3, 3, 1, 1, 1, 1};
    boolean[] churned = {true, true, true, false, false, false, false, true};
    // Targets 5/6 and 1/6: means 2/3 at 3 and 1/3 at 1, log-odds ln 2 and -ln 2.
    PlattScaling line = fit(margins, churned);
    assertThat(line.slope()).isCloseTo(Math.log(2), within(1e-12));
    assertThat(line.intercept()).isCloseTo(-2 * Math.log(2), within(1e-12));
    assertThat(line.margin(3)).isCloseTo(Math.log(2), within(1e-12));
    assertThat(line.probability(1)).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void theGradientIsZeroAtTheFit() {
    Random random = new Random(1);
    int n = 500;
    double[] margins = new double[n];
    boolean[] churned = new boolean[n];
    double[] weights = new double[n];
    double churners = 0;
    double stayers = 0;
    for (int i = 0; i < n; i++) {
      margins[i] = 3 * random.nextGaussian() + 1;
      churned[i] = random.nextDouble() < Logistic.of(0.4 * margins[i] - 1);
      weights[i] = random.nextInt(3);
      churners += churned[i] ? weights[i] : 0;
      stayers += churned[i] ? 0 : weights[i];
    }
    PlattScaling line = PlattScaling.fit(margins, churned, weights);
    double bySlope = 0;
    double byIntercept = 0;
    for (int i = 0; i < n; i++) {
      double target = churned[i] ? (churners + 1) / (churners + 2) : 1 / (stayers + 2);
      double residual = weights[i] * (line.probability(margins[i]) - target);
      bySlope += residual * margins[i];
      byIntercept += residual;
    }
    assertThat(bySlope).isCloseTo(0, within(1e-9));
    assertThat(byIntercept).isCloseTo(0, within(1e-9));
    assertThat(line.slope()).isCloseTo(0.4, within(0.15));
    assertThat(line.intercept()).isCloseTo(-1, within(0.3));
  }

  @Test
  void aWeightIsSoManyCustomers() {
    double[] margins = {-1, 0, 0.5, 2};
    boolean[] churned = {false, true, false, true};
    PlattScaling weighted = PlattScaling.fit(margins, churned, new double[] {1, 2, 1, 1});
    PlattScaling repeated =
        fit(new double[] {-1, 0, 0, 0.5, 2}, new boolean[] {false, true, true, false, true});
    assertThat(weighted.slope()).isCloseTo(repeated.slope(), within(1e-12));
    assertThat(weighted.intercept()).isCloseTo(repeated.intercept(), within(1e-12));
  }

  @Test
  void theUnitOfMarginsDoesNotMatter() {
    double[] margins = {-1, 0, 0.5, 2, 3};
    boolean[] churned = {false, true, false, true, true};
    PlattScaling line = fit(margins, churned);
    for (double unit : new double[] {1e-9, 1e9}) {
      double[] scaled = Arrays.stream(margins).map(m -> m * unit).toArray();
      PlattScaling other = fit(scaled, churned);
      assertThat(other.slope() * unit).isCloseTo(line.slope(), within(1e-9));
      assertThat(other.intercept()).isCloseTo(line.intercept(), within(1e-9));
    }
  }

  @Test
  void classesThatAMarginPartsGiveAFiniteLine() {
    double[] margins = {-2, -1, 1, 2};
    PlattScaling line = fit(margins, new boolean[] {false, false, true, true});
    assertThat(line.slope()).isGreaterThan(0).isLessThan(2);
    assertThat(line.intercept()).isCloseTo(0, within(1e-12));
  }

  @Test
  void oneCustomerOfGreatWeightInEachClass() {
    double[] margins = {1, -1};
    boolean[] churned = {true, false};
    // The line goes through both targets: log-odds ln 176 and -ln 7049.
    PlattScaling line = PlattScaling.fit(margins, churned, new double[] {175, 7048});
    assertThat(line.slope()).isCloseTo((Math.log(176) + Math.log(7049)) / 2, within(1e-9));
    assertThat(line.intercept()).isCloseTo((Math.log(176) - Math.log(7049)) / 2, within(1e-9));
  }

  @Test
  void whereNothingIsToBeLearntMarginsStay() {
    double[] margins = {-1, 0, 1, 2};
    boolean[] reversed = {true, true, false, false};
    assertThat(fit(margins, reversed)).isEqualTo(PlattScaling.IDENTITY);
    assertThat(fit(margins, new boolean[4])).isEqualTo(PlattScaling.IDENTITY);
    boolean[] all = {true, true, true, true};
    assertThat(fit(margins, all)).isEqualTo(PlattScaling.IDENTITY);
    double[] alike = {0.1, 0.1, 0.1, 0.1};
    assertThat(fit(alike, reversed)).isEqualTo(PlattScaling.IDENTITY);
    assertThat(fit(new double[0], new boolean[0])).isEqualTo(PlattScaling.IDENTITY);
    assertThat(PlattScaling.IDENTITY.margin(0.7)).isEqualTo(0.7);
  }

  @Test
  void whatIsNoMarginOrWeightIsRefused() {
    boolean[] churned = {true, false};
    double[] two = {0, 1};
    assertThatThrownBy(() -> PlattScaling.fit(two, churned, ones(3))).hasMessageContaining("3");
    assertThatThrownBy(() -> fit(new double[] {0, Double.NaN}, churned))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> PlattScaling.fit(two, churned, new double[] {1, -1}))
        .hasMessageContaining("-1");
  }
}
