package io.churnlake.churn.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.model.DecisionTree;
import io.churnlake.churn.model.TreeEnsemble;
import io.churnlake.testing.RandomTrees;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class TreeShapTest {
  /**
   * Fever (input 0) and cough (input 1), each of half of four patients: the tree first asks for
   * fever.
   */
  private static TreeEnsemble feverAndCough(double none, double cough, double fever, double both) {
    DecisionTree tree =
        new DecisionTree(
            new int[] {0, 1, 1, -1, -1, -1, -1},
            new double[] {0.5, 0.5, 0.5, 0, 0, 0, 0},
            new int[] {1, 3, 5, -1, -1, -1, -1},
            new int[] {2, 4, 6, -1, -1, -1, -1},
            new double[] {0, 0, 0, none, cough, fever, both},
            new double[] {4, 2, 2, 1, 1, 1, 1});
    return new TreeEnsemble(3, 0, List.of(new TreeEnsemble.Weighted(tree, 1)));
  }

  private static double[] contributions(TreeEnsemble ensemble, double... x) {
    double[] contributions = new double[x.length];
    Arrays.fill(contributions, Double.NaN);
    new TreeShap(ensemble).explain(x, contributions);
    return contributions;
  }

  /**
   * By hand, both orders of the two inputs: (50 - 25 + 90 - 50) / 2 and (45 - 25 + 90 - 45) / 2.
   */
  @Test
  void twoInputsByHand() {
    TreeEnsemble ensemble = feverAndCough(0, 10, 0, 90);
    assertThat(new TreeShap(ensemble).baseValue()).isEqualTo(25);
    double[] contributions = contributions(ensemble, 1, 1, 7);
    assertThat(contributions[0]).isCloseTo(30, within(1e-12));
    assertThat(contributions[1]).isCloseTo(35, within(1e-12));
  }

  @Test
  void interchangeableInputsGetTheSameAndAnUnusedOneGetsNothing() {
    double[] contributions = contributions(feverAndCough(0, 0, 0, 80), 1, 1, 7);
    assertThat(contributions[0]).isCloseTo(contributions[1], within(1e-12));
    assertThat(contributions[2]).isZero();
  }

  /** Few inputs in deep trees come again on a way, many in shallow ones are not used. */
  @ParameterizedTest
  @CsvSource({"1, 3, 0", "2, 6, 0", "3, 8, 0.2", "5, 5, 0.1", "6, 2, 0", "6, 9, 0.15", "6, 3, 0.4"})
  void sameAsTheDefinition(int inputs, int depth, double stop) {
    Random random = new Random(inputs * 31L + depth);
    for (int i = 0; i < 20; i++) {
      TreeEnsemble ensemble = RandomTrees.ensemble(random, inputs, 3, depth, stop);
      TreeShap shap = new TreeShap(ensemble);
      double[] contributions = new double[inputs];
      for (int row = 0; row < 10; row++) {
        double[] x = RandomTrees.row(random, inputs);
        shap.explain(x, contributions);
        assertThat(contributions)
            .containsExactly(BruteForce.contributions(ensemble, x), within(1e-12));
      }
      assertThat(shap.baseValue())
          .isCloseTo(BruteForce.worth(ensemble, new double[inputs], 0), within(1e-12));
    }
  }

  /** A way of 14 different inputs, where the subsets are many but the tree is a chain. */
  @Test
  void aLongWayOfDifferentInputs() {
    int inputs = 14;
    int nodes = 2 * inputs + 1;
    int[] feature = new int[nodes];
    int[] left = new int[nodes];
    int[] right = new int[nodes];
    double[] value = new double[nodes];
    double[] cover = new double[nodes];
    Random random = new Random(14);
    for (int node = nodes - 1; node >= 0; node--) {
      boolean isLeaf = node == nodes - 1 || node % 2 == 1;
      feature[node] = isLeaf ? -1 : node / 2;
      left[node] = node + 1;
      right[node] = node + 2;
      value[node] = random.nextGaussian();
      cover[node] = isLeaf ? 1 + random.nextInt(50) : cover[node + 1] + cover[node + 2];
    }
    TreeEnsemble ensemble =
        new TreeEnsemble(
            inputs,
            0,
            List.of(
                new TreeEnsemble.Weighted(
                    new DecisionTree(feature, new double[nodes], left, right, value, cover), 1)));
    double[] x = new double[inputs];
    Arrays.fill(x, 1);
    x[13] = 0;
    assertThat(contributions(ensemble, x))
        .containsExactly(BruteForce.contributions(ensemble, x), within(1e-12));
  }

  /** Splits that all but one in 10^300 rows pass, twice on one way. */
  @Test
  void hardlyAnyCoverIsNoDivisionByZero() {
    DecisionTree tree =
        new DecisionTree(
            new int[] {0, 0, -1, -1, -1},
            new double[] {5, 3, 0, 0, 0},
            new int[] {1, 2, -1, -1, -1},
            new int[] {4, 3, -1, -1, -1},
            new double[] {0, 0, 2, 1, -1},
            new double[] {1e200, 1e-100, Double.MIN_VALUE, 1e-100, 1e200});
    TreeEnsemble ensemble = new TreeEnsemble(1, 0, List.of(new TreeEnsemble.Weighted(tree, 1)));
    assertThat(contributions(ensemble, 1)[0]).isCloseTo(3, within(1e-12));
    assertThat(contributions(ensemble, 4)[0]).isCloseTo(2, within(1e-12));
    assertThat(contributions(ensemble, 6)[0]).isCloseTo(0, within(1e-12));
  }
}
