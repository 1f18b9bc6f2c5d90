package io.churnlake.churn.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.calibration.IsotonicRegression.Block;
import io.churnlake.churn.score.Quality.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class IsotonicRegressionTest {
  @Test
  void violatorsArePooled() {
    IsotonicRegression regression =
        IsotonicRegression.fit(
            new TreeMap<>(
                Map.of(
                    0.1, new Count(3, 1),
                    0.2, new Count(4, 0),
                    0.5, new Count(1, 1),
                    0.6, new Count(2, 1),
                    0.8, new Count(0, 0),
                    0.9, new Count(0, 2))));
    assertThat(regression.blocks())
        .containsExactly(
            new Block(0.1, 0.2, new Count(7, 1)),
            new Block(0.5, 0.6, new Count(3, 2)),
            new Block(0.9, 0.9, new Count(0, 2)));
    assertThat(regression.rate(0.15)).isEqualTo(0.125);
    assertThat(regression.rate(0.55)).isEqualTo(0.4);
    assertThat(regression.rate(0.6)).isEqualTo(0.4);
    // Halfway between two blocks, and outside.
    assertThat(regression.rate(0.75)).isCloseTo(0.7, within(1e-12));
    assertThat(regression.rate(0)).isEqualTo(0.125);
    assertThat(regression.rate(2)).isEqualTo(1.0);
  }

  /** The fit at i is the largest, over starts up to i, of the smallest mean to an end from i on. */
  @Test
  void ratesAreThoseOfTheMaxMinFormula() {
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      TreeMap<Double, Count> counts = new TreeMap<>();
      for (int i = 0; i < 12; i++) {
        counts.put((double) i, new Count(random.nextInt(4), 1 + random.nextInt(3)));
      }
      IsotonicRegression regression = IsotonicRegression.fit(counts);
      List<Count> each = new ArrayList<>(counts.values());
      for (int i = 0; i < each.size(); i++) {
        double highest = 0;
        for (int from = 0; from <= i; from++) {
          double lowest = 1;
          for (int to = i; to < each.size(); to++) {
            Count sum = each.subList(from, to + 1).stream().reduce(Count.NONE, Count::plus);
            lowest = Math.min(lowest, (double) sum.churners() / sum.customers());
          }
          highest = Math.max(highest, lowest);
        }
        assertThat(regression.rate(i)).isEqualTo(highest);
      }
    }
  }

  @Test
  void ofNobodyThereIsNoRate() {
    assertThatThrownBy(() -> IsotonicRegression.fit(new TreeMap<>()))
        .hasMessageContaining("no rates");
  }
}
