package io.churnlake.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.score.PairedComparison.Difference;
import io.churnlake.churn.score.Quality.Scale;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class PairedComparisonTest {
  private static boolean holdsZero(Difference difference) {
    return difference.low() <= 0 && difference.high() >= 0;
  }

  private static Difference auc(PairedComparison comparison) {
    return Objects.requireNonNull(comparison.auc());
  }

  @Test
  void differencesAreThoseOfQuality() {
    MadeScores made = MadeScores.of(301, 5);
    double[] a = made.rounded(1);
    double[] b = made.rounded(0.2);
    PairedComparison comparison = PairedComparison.of(a, b, made.churned(), 1);
    Quality ofA = Quality.of(made.counts(a), Scale.PROBABILITY);
    Quality ofB = Quality.of(made.counts(b), Scale.PROBABILITY);
    assertThat(comparison.logLoss().difference())
        .isCloseTo(ofA.logLoss() - ofB.logLoss(), within(1e-12));
    assertThat(auc(comparison).difference()).isCloseTo(ofB.auc() - ofA.auc(), within(1e-12));
  }

  @Test
  void modelsEquallyGoodDifferByNoiseAlone() {
    int logLoss = 0;
    int auc = 0;
    for (int seed = 0; seed < 100; seed++) {
      MadeScores made = MadeScores.of(400, seed);
      PairedComparison comparison =
          PairedComparison.of(made.seen(0.5), made.seen(0.5), made.churned(), seed);
      logLoss += holdsZero(comparison.logLoss()) ? 1 : 0;
      auc += holdsZero(auc(comparison)) ? 1 : 0;
    }
    assertThat(logLoss).isBetween(88, 100);
    assertThat(auc).isBetween(88, 100);
  }

  @Test
  void aClearlyBetterModelIsBetterBeyondNoise() {
    MadeScores made = MadeScores.of(2000, 3);
    double[] poor = made.seen(1.5);
    double[] good = made.seen(0.1);
    PairedComparison better = PairedComparison.of(poor, good, made.churned(), 7);
    assertThat(better.logLoss().isBetterBeyondNoise()).isTrue();
    assertThat(auc(better).isBetterBeyondNoise()).isTrue();
    PairedComparison worse = PairedComparison.of(good, poor, made.churned(), 7);
    assertThat(worse.logLoss().isBetterBeyondNoise()).isFalse();
    // The same samples, the other way round.
    assertThat(worse.logLoss().low()).isEqualTo(-better.logLoss().high());
    assertThat(auc(worse).high()).isEqualTo(-auc(better).low());
  }

  @Test
  void theIntervalIsAsWideAsTheStandardErrorSays() {
    MadeScores made = MadeScores.of(4000, 9);
    double[] a = made.seen(0.8);
    double[] b = made.seen(0.8);
    Difference logLoss = PairedComparison.of(a, b, made.churned(), 1).logLoss();
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      boolean churned = made.churned()[i];
      double gain = Math.log(churned ? b[i] / a[i] : (1 - b[i]) / (1 - a[i]));
      squares += Math.pow(gain - logLoss.difference(), 2);
    }
    double error = Math.sqrt(squares) / a.length;
    assertThat((logLoss.high() - logLoss.low()) / (2 * 1.96 * error)).isBetween(0.9, 1.1);
  }

  @Test
  void fewOfAClass() {
    double[] a = {0.2, 0.3};
    double[] b = {0.1, 0.2};
    PairedComparison stayers = PairedComparison.of(a, b, new boolean[] {false, false}, 1);
    assertThat(stayers.auc()).isNull();
    assertThat(stayers.logLoss().isBetterBeyondNoise()).isTrue();
    PairedComparison one = PairedComparison.of(a, b, new boolean[] {false, true}, 1);
    assertThat(one.auc()).isNull();
    assertThat(one.logLoss().low()).isFinite();
  }

  @Test
  void whatIsNoPairOfProbabilitiesIsRefused() {
    boolean[] churned = {true, false};
    double[] two = {0.5, 0.5};
    assertThatThrownBy(() -> PairedComparison.of(two, new double[1], churned, 1))
        .hasMessageContaining("1 probabilities of 2 customers");
    assertThatThrownBy(() -> PairedComparison.of(two, new double[] {0.5, 1.5}, churned, 1))
        .hasMessageContaining("1.5");
    assertThatThrownBy(() -> PairedComparison.of(new double[0], new double[0], new boolean[0], 1))
        .hasMessageContaining("0 customers");
  }
}
