package io.churnlake.churn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RidgeLogisticTest {
  @Test
  void withoutPenaltyTwoGroupsGetTheirOwnLogOdds() {
    // 30 of 100 churn without the mark, 80 of 100 with it.
    double[][] inputs = new double[200][1];
    boolean[] churned = new boolean[200];
    for (int i = 0; i < 200; i++) {
      inputs[i][0] = i < 100 ? 0 : 1;
      churned[i] = i < 100 ? i < 30 : i < 180;
    }
    RidgeLogistic.Minimum minimum = RidgeLogistic.fit(inputs, churned, 0);
    double without = Math.log(30.0 / 70);
    assertThat(minimum.intercept()).isCloseTo(without, within(1e-13));
    assertThat(minimum.coefficients().get(0))
        .isCloseTo(Math.log(80.0 / 20) - without, within(1e-13));
  }

  /** A shop of one product and one price: its inputs, standardised, are 0 in every row. */
  @Test
  void inputsThatNeverDifferSayNothing() {
    boolean[] churned = new boolean[200];
    Arrays.fill(churned, 0, 60, true);
    RidgeLogistic.Minimum minimum = RidgeLogistic.fit(new double[200][3], churned, 0.01);
    assertThat(minimum.coefficients()).containsOnly(0.0);
    assertThat(minimum.intercept()).isCloseTo(Math.log(60.0 / 140), within(1e-12));
  }

  @Test
  void theOrderOfRowsMovesNothingBeyondTheTwelfthDigit() {
    int rows = 5_000;
    double[][] inputs = new double[rows][4];
    boolean[] churned = new boolean[rows];
    double[][] reversed = new double[rows][];
    boolean[] reversedChurned = new boolean[rows];
    Random random = new Random(11);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < 4; j++) {
        inputs[i][j] = random.nextGaussian();
      }
      // Nearly collinear, and far out now and then: what makes a fit hard.
      inputs[i][3] = inputs[i][0] + 1e-3 * inputs[i][3] + (i % 500 == 0 ? 40 : 0);
      churned[i] = random.nextGaussian() < 3 * inputs[i][0] - inputs[i][1];
      reversed[rows - 1 - i] = inputs[i];
      reversedChurned[rows - 1 - i] = churned[i];
    }
    RidgeLogistic.Minimum one = RidgeLogistic.fit(inputs, churned, 0.01);
    RidgeLogistic.Minimum other = RidgeLogistic.fit(reversed, reversedChurned, 0.01);
    for (int j = 0; j < 4; j++) {
      assertThat(other.coefficients().get(j))
          .isCloseTo(one.coefficients().get(j), withinPercentage(1e-10));
    }
    assertThat(other.intercept()).isCloseTo(one.intercept(), within(1e-12));
    // At the minimum the penalised slope in each coefficient is zero.
    for (int j = 0; j < 4; j++) {
      double slope = 0.01 * one.coefficients().get(j);
      for (int i = 0; i < rows; i++) {
        double margin = one.intercept();
        for (int k = 0; k < 4; k++) {
          margin += one.coefficients().get(k) * inputs[i][k];
        }
        slope += (1 / (1 + Math.exp(-margin)) - (churned[i] ? 1 : 0)) * inputs[i][j] / rows;
      }
      assertThat(slope).isCloseTo(0, within(1e-13));
    }
  }
}
