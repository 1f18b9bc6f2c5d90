package io.churnlake.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.score.Quality.Count;
import io.churnlake.churn.score.Quality.Scale;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class BootstrapWeightsTest {
  @Test
  void weightsHaveThePoissonShares() {
    byte[] weights = new byte[1_000_001];
    new PoissonWeights(1).fill(weights);
    int[] seen = new int[128];
    for (byte weight : weights) {
      seen[weight]++;
    }
    double expected = Math.exp(-1);
    for (int k = 0; k < 6; k++) {
      // Five standard errors.
      double allowed = 5 * Math.sqrt(expected / weights.length);
      assertThat((double) seen[k] / weights.length).isCloseTo(expected, within(allowed));
      expected /= k + 1;
    }
  }

  @Test
  void neighboursDrawnFromOneNumberAreIndependent() {
    byte[] weights = new byte[200_000];
    new PoissonWeights(2).fill(weights);
    double covariance = 0;
    for (int i = 0; i < weights.length; i += 2) {
      covariance += (weights[i] - 1) * (weights[i + 1] - 1) / (weights.length / 2.0);
    }
    assertThat(covariance).isCloseTo(0, within(5 / Math.sqrt(weights.length / 2.0)));
  }

  @Test
  void aWeightCountsAsSoManyCustomers() {
    MadeScores made = MadeScores.of(150, 4);
    double[] scores = made.rounded(1);
    byte[] weights = new byte[scores.length];
    new PoissonWeights(3).fill(weights);
    TreeMap<Double, Count> repeated = new TreeMap<>();
    for (int i = 0; i < scores.length; i++) {
      int times = weights[i];
      Count count = made.churned()[i] ? new Count(0, times) : new Count(times, 0);
      repeated.merge(scores[i], count, Count::plus);
    }
    assertThat(new RankedWeights(scores, made.churned()).auc(weights))
        .isCloseTo(Quality.of(repeated, Scale.ORDER).auc(), within(1e-12));
  }
}
