package io.churnlake.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.score.Gains.Decile;
import io.churnlake.churn.score.Quality.Count;
import io.churnlake.churn.score.Quality.Scale;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class GainsTest {
  private static final Offset<Double> CLOSE = within(1e-12);

  @Test
  void churnersAreCaughtFromTheTop() {
    // Of 40, eight churned: three among the riskiest six, five among the next ten.
    TreeMap<Double, Count> counts =
        new TreeMap<>(Map.of(0.9, new Count(3, 3), 0.5, new Count(5, 5), 0.1, new Count(24, 0)));
    List<Decile> deciles = Gains.of(counts);
    assertThat(deciles).extracting(Decile::decile).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(deciles).extracting(Decile::customers).containsOnly(4.0);
    assertThat(deciles)
        .extracting(Decile::churners)
        .containsExactly(2.0, 2.0, 2.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
    Decile second = deciles.get(1);
    assertThat(second.gain()).isEqualTo(0.5);
    assertThat(second.lift()).isCloseTo(0.5 / 0.2, CLOSE);
    assertThat(second.cumulativeLift()).isCloseTo(0.5 / 0.2, CLOSE);
    assertThat(second.cumulativeLiftCeiling()).isEqualTo(5.0);
    Decile fifth = deciles.get(4);
    assertThat(fifth.gain()).isEqualTo(1.0);
    assertThat(fifth.lift()).isZero();
    assertThat(fifth.cumulativeLift()).isEqualTo(2.0);
    assertThat(fifth.cumulativeLiftCeiling()).isEqualTo(2.0);
    assertThat(deciles.get(9).cumulativeLift()).isEqualTo(1.0);
    assertThat(deciles.get(0).lift())
        .isCloseTo(Quality.of(counts, Scale.ORDER).topDecileLift(), CLOSE);
  }

  @Test
  void rareChurnBoundsTheLiftByTheSizeOfTheTenth() {
    // One of 50 churns: a tenth can hold all churners but cannot be all churners.
    Decile first =
        Gains.of(new TreeMap<>(Map.of(0.9, new Count(0, 1), 0.1, new Count(49, 0)))).get(0);
    assertThat(first.lift()).isEqualTo(10.0);
    assertThat(first.cumulativeLiftCeiling()).isEqualTo(10.0);
  }

  @Test
  void withoutChurnersThereIsNoGain() {
    assertThat(Gains.of(new TreeMap<>(Map.of(0.1, new Count(3, 0)))))
        .hasSize(10)
        .extracting(Decile::gain, Decile::lift, Decile::cumulativeLiftCeiling)
        .containsOnly(tuple(null, null, null));
    assertThat(Gains.of(new TreeMap<>())).isEmpty();
  }
}
