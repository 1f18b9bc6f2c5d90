package io.churnlake.churn.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.model.AveragedMargin;
import io.churnlake.churn.model.LinearMargin;
import io.churnlake.churn.model.Margin;
import io.churnlake.churn.model.TreeEnsemble;
import io.churnlake.testing.RandomTrees;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fast")
class ContributionsTest {
  private static final int INPUTS = 60;

  private static Stream<Margin> models() {
    Random random = new Random(3);
    TreeEnsemble shallow = RandomTrees.ensemble(random, INPUTS, 100, 5, 0);
    TreeEnsemble deep = RandomTrees.ensemble(random, INPUTS, 5, 13, 0.1);
    TreeEnsemble uneven = RandomTrees.ensemble(random, INPUTS, 40, 8, 0.3);
    LinearMargin linear = linear(random);
    AveragedMargin mean = mean(linear, 1, shallow, 2);
    return Stream.of(shallow, deep, uneven, linear, mean, mean(mean, 0.3, deep, 0.1));
  }

  private static LinearMargin linear(Random random) {
    return new LinearMargin(
        -0.7,
        random.doubles(INPUTS, -1, 1).toArray(),
        random.doubles(INPUTS, -2, 2).toArray(),
        random.doubles(INPUTS, 0.5, 3).toArray());
  }

  private static AveragedMargin mean(Margin one, double weight, Margin other, double otherWeight) {
    return new AveragedMargin(
        List.of(
            new AveragedMargin.Member(one, weight), new AveragedMargin.Member(other, otherWeight)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void baseValueAndContributionsAreTheMargin(Margin model) {
    Random random = new Random(4);
    Contributions contributions = new Contributions(model);
    double[] each = new double[INPUTS];
    for (int i = 0; i < 1_000; i++) {
      double[] x = RandomTrees.row(random, INPUTS);
      contributions.explain(x, each);
      assertThat(contributions.baseValue() + Arrays.stream(each).sum())
          .isCloseTo(model.margin(x), within(1e-9));
    }
  }

  @Test
  void thoseOfAMeanAreTheMeanOfItsMembers() {
    Random random = new Random(6);
    TreeEnsemble trees = RandomTrees.ensemble(random, INPUTS, 10, 4, 0);
    LinearMargin linear = linear(random);
    double[] x = RandomTrees.row(random, INPUTS);
    double[] ofTrees = new double[INPUTS];
    double[] ofMean = new double[INPUTS];
    new TreeShap(trees).explain(x, ofTrees);
    new Contributions(mean(trees, 3, linear, 1)).explain(x, ofMean);
    for (int input = 0; input < INPUTS; input++) {
      assertThat(ofMean[input])
          .isCloseTo(
              (3 * ofTrees[input] + linear.contribution(input, x[input])) / 4, within(1e-12));
    }
  }
}
