package io.churnlake.churn.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.model.TreeEnsemble;
import io.churnlake.testing.RandomTrees;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ImportanceTest {
  private static final int INPUTS = 9;

  /** Two inputs are of one feature: its contribution is their sum, before it becomes absolute. */
  private static final int[] FEATURE_OF_INPUT = {0, 1, 1, 2, 3, 4, 5, 6, 7};

  @Test
  void itIsTheMeanOfContributionsThatWereMadeOneByOne() {
    Random random = new Random(8);
    TreeEnsemble model = RandomTrees.ensemble(random, INPUTS, 20, 4, 0);
    int customers = 500;
    double[][] rows = new double[customers][];
    Importance importance = new Importance(8);
    TopContributions sums = new TopContributions(FEATURE_OF_INPUT, 1);
    Contributions contributions = new Contributions(model);
    double[] each = new double[INPUTS];
    for (int i = 0; i < customers; i++) {
      rows[i] = RandomTrees.row(random, INPUTS);
      contributions.explain(rows[i], each);
      importance.add(sums.byFeature(each));
    }
    assertThat(importance.customers()).isEqualTo(customers);
    for (int feature = 0; feature < 8; feature++) {
      double absolute = 0;
      double signed = 0;
      for (double[] row : rows) {
        double[] alone = new double[INPUTS];
        new TreeShap(model).explain(row, alone);
        double one = 0;
        for (int input = 0; input < INPUTS; input++) {
          one += FEATURE_OF_INPUT[input] == feature ? alone[input] : 0;
        }
        absolute += Math.abs(one) / customers;
        signed += one / customers;
      }
      assertThat(importance.meanAbsolute(feature)).isCloseTo(absolute, within(1e-12)).isPositive();
      assertThat(importance.mean(feature)).isCloseTo(signed, within(1e-12));
    }
    for (int place = 1; place < 8; place++) {
      assertThat(importance.meanAbsolute(importance.ranked().get(place)))
          .isLessThanOrEqualTo(importance.meanAbsolute(importance.ranked().get(place - 1)));
    }
  }

  @Test
  void oppositeOnesAddUpInSizeAndEqualOnesKeepTheirOrder() {
    Importance importance = new Importance(4);
    importance.add(new double[] {0.5, -2, 0, 0.5});
    importance.add(new double[] {0.5, 2, 0, -0.5});
    assertThat(importance.meanAbsolute(1)).isEqualTo(2);
    assertThat(importance.mean(1)).isZero();
    assertThat(importance.ranked()).containsExactly(1, 0, 3, 2);
  }

  @Test
  void nobodyHasNoImportanceAndOtherFeaturesAreNone() {
    Importance nobody = new Importance(2);
    assertThat(nobody.customers()).isZero();
    assertThat(nobody.meanAbsolute(0)).isNaN();
    assertThatThrownBy(() -> nobody.add(new double[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
