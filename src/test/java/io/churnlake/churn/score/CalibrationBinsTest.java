package io.churnlake.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.score.CalibrationBins.Bin;
import io.churnlake.churn.score.Quality.Count;
import io.churnlake.churn.score.Quality.Scale;
import io.churnlake.quality.Wilson;
import java.util.List;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CalibrationBinsTest {
  private static final Offset<Double> CLOSE = within(1e-12);

  @Test
  void eachTenthHasItsMeanAndItsRate() {
    TreeMap<Double, Count> counts = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      // Six and four customers a bin, i of whom churned.
      counts.put(i / 10.0, new Count(6 - i / 2, i / 2));
      counts.put(i / 10.0 + 0.05, new Count(4 - (i - i / 2) % 5, (i - i / 2) % 5));
    }
    Bin fourth = CalibrationBins.of(counts).get(3);
    assertThat(fourth.low()).isEqualTo(0.3);
    assertThat(fourth.high()).isEqualTo(0.35);
    assertThat(fourth.customers()).isEqualTo(10);
    assertThat(fourth.churners()).isEqualTo(3);
    assertThat(fourth.meanPrediction()).isCloseTo(0.32, CLOSE);
    assertThat(fourth.observedRate()).isCloseTo(0.3, CLOSE);
    assertThat(new Wilson.Interval(fourth.observedLow(), fourth.observedHigh()))
        .isEqualTo(Wilson.interval(3, 10));
  }

  @Test
  void oneScoreForAllGivesTenEqualBins() {
    TreeMap<Double, Count> counts = new TreeMap<>();
    counts.put(0.4, new Count(5, 2));
    List<Bin> bins = CalibrationBins.of(counts);
    assertThat(bins).hasSize(10).containsOnly(bins.get(0));
    assertThat(bins.get(0).customers()).isEqualTo(0.7);
    assertThat(bins.get(0).observedRate()).isCloseTo(2 / 7.0, CLOSE);
    assertThat(bins.get(0).observedHigh()).isGreaterThan(2 / 7.0).isLessThan(1);
  }

  @Test
  void theirMeanDistanceIsTheCalibrationError() {
    MadeScores made = MadeScores.of(997, 1);
    TreeMap<Double, Count> counts = made.counts(made.rounded(2));
    List<Bin> bins = CalibrationBins.of(counts);
    assertThat(bins.stream().mapToDouble(Bin::customers).sum()).isCloseTo(997, within(1e-9));
    double mean =
        bins.stream()
            .mapToDouble(b -> Math.abs(b.meanPrediction() - b.observedRate()))
            .average()
            .orElseThrow();
    assertThat(Quality.of(counts, Scale.PROBABILITY).calibrationError()).isCloseTo(mean, CLOSE);
    assertThat(mean).isGreaterThan(0.02);
  }

  @Test
  void nobodyHasNoBins() {
    assertThat(CalibrationBins.of(new TreeMap<>())).isEmpty();
  }
}
