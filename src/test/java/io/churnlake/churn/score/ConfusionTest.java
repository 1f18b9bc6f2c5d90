package io.churnlake.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.churnlake.churn.score.Confusion.Band;
import io.churnlake.churn.score.Quality.Count;
import io.churnlake.quality.Wilson;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ConfusionTest {
  @Test
  void whoLiesOnALimitIsInTheRiskierBand() {
    TreeMap<Double, Count> counts =
        new TreeMap<>(
            Map.of(
                0.7, new Count(1, 5),
                0.6, new Count(1, 1),
                0.599999, new Count(3, 1),
                0.3, new Count(2, 1),
                0.2, new Count(15, 0)));
    List<Band> bands = Confusion.of(counts, 0.3, 0.6);
    Wilson.Interval high = Wilson.interval(6, 8);
    assertThat(bands.get(0)).isEqualTo(new Band("high", 8, 6, 0.75, high.low(), high.high(), 0.75));
    assertThat(bands.get(1).riskBand()).isEqualTo("medium");
    assertThat(bands.get(1).customers()).isEqualTo(7);
    assertThat(bands.get(1).recall()).isEqualTo(0.25);
    assertThat(bands.get(2).customers()).isEqualTo(15);
    assertThat(bands.get(2).precision()).isZero();
    assertThat(bands.get(2).recall()).isZero();
  }

  @Test
  void ofNobodyThereIsNoRate() {
    TreeMap<Double, Count> counts = new TreeMap<>(Map.of(0.2, new Count(3, 0)));
    List<Band> bands = Confusion.of(counts, 0.5, 0.5);
    assertThat(bands.get(0)).isEqualTo(new Band("high", 0, 0, null, null, null, null));
    assertThat(bands.get(2).precision()).isZero();
    assertThat(bands.get(2).recall()).isNull();
    assertThatThrownBy(() -> Confusion.of(counts, 0.6, 0.5)).hasMessageContaining("0.6");
  }
}
