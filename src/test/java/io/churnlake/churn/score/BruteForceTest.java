package io.churnlake.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.score.Quality.Scale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts against customers taken one by one. */
@Tag("fast")
class BruteForceTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aucIsTheShareOfPairsInOrder(long seed) {
    MadeScores made = MadeScores.of(83, seed);
    double[] scores = made.rounded(1);
    double wins = 0;
    int pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (made.churned()[i] && !made.churned()[j]) {
          wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    assertThat(Quality.of(made.counts(scores), Scale.ORDER).auc())
        .isCloseTo(wins / pairs, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void prAucIsTheMeanPrecisionAtTheChurnersScores(long seed) {
    MadeScores made = MadeScores.of(83, seed);
    double[] scores = made.rounded(1);
    double sum = 0;
    int churners = 0;
    for (int i = 0; i < scores.length; i++) {
      if (made.churned()[i]) {
        int taken = 0;
        int right = 0;
        for (int j = 0; j < scores.length; j++) {
          taken += scores[j] >= scores[i] ? 1 : 0;
          right += scores[j] >= scores[i] && made.churned()[j] ? 1 : 0;
        }
        sum += (double) right / taken;
        churners++;
      }
    }
    assertThat(Quality.of(made.counts(scores), Scale.ORDER).prAuc())
        .isCloseTo(sum / churners, within(1e-12));
  }
}
