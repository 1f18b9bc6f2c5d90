package io.churnlake.churn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.churnlake.testing.RandomTrees;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class MarginTest {
  private static final DecisionTree STUMP =
      new DecisionTree(
          new int[] {0, -1, -1},
          new double[] {5, 0, 0},
          new int[] {1, -1, -1},
          new int[] {2, -1, -1},
          new double[] {0, -1, 3},
          new double[] {4, 1, 3});

  private static final LinearMargin LINEAR =
      new LinearMargin(0.5, new double[] {2, 7}, new double[] {10, 1}, new double[] {4, 0});

  @Test
  void treesAreAddedUpWithTheirWeights() {
    TreeEnsemble ensemble =
        new TreeEnsemble(
            2,
            0.25,
            List.of(new TreeEnsemble.Weighted(STUMP, 1), new TreeEnsemble.Weighted(STUMP, 0.5)));
    assertThat(ensemble.margin(new double[] {5, 0})).isEqualTo(0.25 - 1.5);
    assertThat(ensemble.margin(new double[] {6, 0})).isEqualTo(0.25 + 4.5);
  }

  @Test
  void noTreeLooksBeyondTheInputs() {
    DecisionTree tree = RandomTrees.tree(new Random(1), 9, 6, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TreeEnsemble(2, 0, List.of(new TreeEnsemble.Weighted(tree, 1))))
        .withMessageContaining("of 2");
  }

  /** The second input never differed in training: its deviation is 0. */
  @Test
  void linearOverStandardisedInputs() {
    assertThat(LINEAR.margin(new double[] {12, 5})).isEqualTo(0.5 + 2 * (12 - 10) / 4.0);
    assertThat(LINEAR.contribution(1, 5)).isZero();
  }

  @Test
  void aMeanIsWeighted() {
    TreeEnsemble constant = new TreeEnsemble(2, 4.5, List.of());
    AveragedMargin mean =
        new AveragedMargin(
            List.of(new AveragedMargin.Member(LINEAR, 3), new AveragedMargin.Member(constant, 1)));
    assertThat(mean.margin(new double[] {12, 5})).isEqualTo((3 * 1.5 + 4.5) / 4);
  }

  /** Executors get models by Java's serialization. */
  @Test
  void modelsTravel() throws IOException, ClassNotFoundException {
    TreeEnsemble trees = RandomTrees.ensemble(new Random(2), 2, 5, 4, 0.1);
    Margin mean =
        new AveragedMargin(
            List.of(new AveragedMargin.Member(LINEAR, 1), new AveragedMargin.Member(trees, 2)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(mean);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      double[] x = {12, -1};
      assertThat(((Margin) in.readObject()).margin(x)).isEqualTo(mean.margin(x));
    }
  }

  @Test
  void membersOfAMeanHaveTheSameInputs() {
    AveragedMargin.Member one = new AveragedMargin.Member(LINEAR, 1);
    AveragedMargin.Member other = new AveragedMargin.Member(new TreeEnsemble(3, 0, List.of()), 1);
    assertThatIllegalArgumentException().isThrownBy(() -> new AveragedMargin(List.of(one, other)));
  }
}
