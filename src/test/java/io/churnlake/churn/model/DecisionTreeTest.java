package io.churnlake.churn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class DecisionTreeTest {
  private int[] feature = {1, -1, 0, -1, -1};
  private double[] threshold = {2, 0, -1, 0, 0};
  private int[] left = {1, -1, 3, -1, -1};
  private int[] right = {2, -1, 4, -1, -1};
  private double[] value = {0, 10, 0, 20, 30};
  private double[] cover = {8, 5, 3, 1, 2};

  private DecisionTree tree() {
    return new DecisionTree(feature, threshold, left, right, value, cover);
  }

  private void isRefused(String why) {
    assertThatIllegalArgumentException().isThrownBy(this::tree).withMessageContaining(why);
  }

  @Test
  void whatIsEqualToTheThresholdGoesLeft() {
    assertThat(tree().value(new double[] {9, 2})).isEqualTo(10);
    assertThat(tree().value(new double[] {9, Math.nextUp(2.0)})).isEqualTo(30);
    assertThat(tree().value(new double[] {-1, 3})).isEqualTo(20);
    assertThat(tree().value(new double[] {-1, Double.NaN})).isEqualTo(20);
  }

  @Test
  void theArraysAreItsOwn() {
    DecisionTree tree = tree();
    feature[0] = 0;
    value[1] = 99;
    assertThat(tree.value(new double[] {9, 2})).isEqualTo(10);
  }

  @Test
  void arraysOfAnotherLength() {
    cover = new double[] {8, 5, 3, 1};
    isRefused("one length");
  }

  @Test
  void aChildBeforeItsParent() {
    left[2] = 1;
    isRefused("node 2 of the tree has a child that is not after it");
  }

  @Test
  void aChildOfTwo() {
    right[2] = 3;
    isRefused("node 2 of the tree has a child of another");
  }

  @Test
  void aChildOfNone() {
    feature[2] = -1;
    isRefused("no node's child");
  }

  @Test
  void aCoverThatDoesNotAddUp() {
    cover[1] = 5.001;
    isRefused("node 0 of the tree has another cover");
  }

  @Test
  void aNodeThatNoRowCameBy() {
    cover = new double[] {8, 8, 0, 0, 0};
    isRefused("node 2 of the tree has no positive cover");
  }

  @Test
  void numbersThatAreNotFinite() {
    value[3] = Double.NaN;
    isRefused("node 3 of the tree has no finite value");
    threshold[0] = Double.POSITIVE_INFINITY;
    isRefused("node 0 of the tree has no finite threshold");
  }
}
