package io.churnlake.churn.score;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.score.Quality.Count;
import io.churnlake.churn.score.QualityIntervals.Interval;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Intervals of metrics, held against what many logs of the same law give. */
@Tag("fast")
class QualityIntervalsTest {
  private static final int LOGS = 50;

  /** Probabilities between .05 and .95 that are right, but for {@code error}. */
  private static TreeMap<Double, Count> log(long seed, int customers, double error) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeMap<Double, Count> byScore = new TreeMap<>();
    for (int i = 0; i < customers; i++) {
      double score = Math.rint((0.05 + 0.9 * random.nextDouble()) * 1e6) / 1e6;
      boolean churned = random.nextDouble() < Math.min(1, score + error);
      byScore.merge(score, churned ? new Count(0, 1) : new Count(1, 0), Count::plus);
    }
    return byScore;
  }

  @Test
  void nearlyNineteenOfTwentyHoldWhatVeryManyCustomersGive() {
    Quality truth = Quality.of(log(1, 1_000_000, 0.05), Quality.Scale.PROBABILITY);
    int[] held = new int[3];
    for (int i = 0; i < LOGS; i++) {
      QualityIntervals intervals =
          QualityIntervals.of(log(100 + i, 800, 0.05), Quality.Scale.PROBABILITY);
      held[0] += holds(intervals.logLoss(), truth.logLoss());
      held[1] += holds(intervals.prAuc(), truth.prAuc());
      held[2] += holds(intervals.topDecileLift(), truth.topDecileLift());
    }
    // 93 to 96 of 100 were seen of a few hundred logs.
    for (int times : held) {
      assertThat(times).isGreaterThanOrEqualTo(44);
    }
  }

  private static int holds(Interval interval, Double value) {
    return requireNonNull(interval).low() <= value && value <= interval.high() ? 1 : 0;
  }

  @Test
  void theBiasOfACalibrationErrorIsTakenOff() {
    // All predictions are right: what is seen of an error is chance.
    TreeMap<Double, Count> right = log(7, 1_500, 0);
    double seen = requireNonNull(Quality.of(right, Quality.Scale.PROBABILITY).calibrationError());
    Interval interval =
        requireNonNull(QualityIntervals.of(right, Quality.Scale.PROBABILITY).calibrationError());
    assertThat(interval.low()).isLessThan(0.01);
    assertThat(interval.high()).isGreaterThan(seen / 2).isLessThan(0.05);
  }

  /** A tenth can hold no more than churners alone, and no more than all of them. */
  @Test
  void noEndIsBeyondWhatAMetricCanBe() {
    // Most churn, and every thirteenth or fewer.
    for (double error : new double[] {0.45, -0.6}) {
      TreeMap<Double, Count> byScore = log(11, 400, error);
      Quality quality = Quality.of(byScore, Quality.Scale.PROBABILITY);
      double ceiling = requireNonNull(quality.liftCeiling());
      assertThat(ceiling)
          .isEqualTo(Math.min(10, (double) quality.n() / (double) quality.churners()));
      QualityIntervals intervals = QualityIntervals.of(byScore, Quality.Scale.PROBABILITY);
      assertThat(requireNonNull(intervals.topDecileLift()).high()).isLessThanOrEqualTo(10);
      assertThat(requireNonNull(intervals.prAuc()).high()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void anOrderHasNoProbabilitiesAndFewCustomersNoIntervals() {
    QualityIntervals order = QualityIntervals.of(log(3, 500, 0), Quality.Scale.ORDER);
    assertThat(order.logLoss()).isNull();
    assertThat(order.calibrationError()).isNull();
    assertThat(order.prAuc()).isNotNull();
    assertThat(QualityIntervals.of(log(3, 6, 0), Quality.Scale.PROBABILITY))
        .isEqualTo(QualityIntervals.NONE);
    TreeMap<Double, Count> many = log(5, 3_000, 0);
    assertThat(many).hasSizeGreaterThan(2_000);
    Interval loss = requireNonNull(QualityIntervals.of(many, Quality.Scale.PROBABILITY).logLoss());
    double middle = (loss.low() + loss.high()) / 2;
    assertThat(middle)
        .isCloseTo(
            requireNonNull(Quality.of(many, Quality.Scale.PROBABILITY).logLoss()), within(0.01));
  }
}
