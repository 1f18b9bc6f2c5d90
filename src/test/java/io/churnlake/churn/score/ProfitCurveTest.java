package io.churnlake.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.score.ProfitCurve.Best;
import io.churnlake.churn.score.ProfitCurve.Valued;
import io.churnlake.churn.score.Quality.Count;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ProfitCurveTest {
  /** Ten customers, five of whom churned. */
  private static final TreeMap<Double, Valued> BY_SCORE =
      new TreeMap<>(
          Map.of(
              0.9, new Valued(new Count(0, 2), 50),
              0.6, new Valued(new Count(1, 2), 100),
              0.3, new Valued(new Count(2, 1), 40),
              0.1, new Valued(new Count(2, 0), Double.NaN)));

  @Test
  void profitIsWhatIsKeptLessWhatContactsCost() {
    ProfitCurve curve = ProfitCurve.of(BY_SCORE, 0.2, 10);
    assertThat(curve.profit(0)).isEqualTo(0.0);
    assertThat(curve.profit(0.2)).isCloseTo(0.2 * 100 - 20, within(1e-12));
    assertThat(curve.profit(0.5)).isCloseTo(0.2 * 300 - 50, within(1e-12));
    // One of the three who tie at 0.3 is contacted: a third of them all.
    assertThat(curve.profit(0.6)).isCloseTo(0.2 * (300 + 40 / 3.0) - 60, within(1e-12));
    assertThat(curve.profit(1)).isCloseTo(0.2 * 340 - 100, within(1e-12));
    Best best = curve.best();
    assertThat(best.threshold()).isEqualTo(0.6);
    assertThat(best.customers()).isEqualTo(5);
    assertThat(best.share()).isEqualTo(0.5);
    assertThat(best.profit()).isCloseTo(10, within(1e-12));
  }

  @Test
  void aHigherSaveRateIsWorthMore() {
    double before = ProfitCurve.of(BY_SCORE, 0.2, 10).best().profit();
    ProfitCurve better = ProfitCurve.of(BY_SCORE, 0.4, 10);
    assertThat(better.best().profit()).isGreaterThan(before);
    assertThat(better.profit(0.5)).isCloseTo(0.4 * 300 - 50, within(1e-12));
  }

  @Test
  void whereNoContactPaysNobodyIsContacted() {
    // The dearest churner is worth 100.
    Best best = ProfitCurve.of(BY_SCORE, 1, 101).best();
    assertThat(best).isEqualTo(new Best(null, 0, 0, 0));
    assertThat(ProfitCurve.of(BY_SCORE, 0, 0).best().customers()).isZero();
    assertThat(ProfitCurve.of(new TreeMap<>(), 1, 1).best()).isEqualTo(best);
    assertThat(ProfitCurve.of(new TreeMap<>(), 1, 1).profit(1)).isZero();
  }

  @Test
  void aLossOnTheWayToAGainIsAccepted() {
    TreeMap<Double, Valued> byScore =
        new TreeMap<>(
            Map.of(
                0.9, new Valued(new Count(1, 0), 0),
                0.5, new Valued(new Count(0, 1), 30)));
    assertThat(ProfitCurve.of(byScore, 1, 10).best()).isEqualTo(new Best(0.5, 2, 1, 10));
  }

  @Test
  void whatIsNoRateCostOrValueIsRefused() {
    assertThatThrownBy(() -> ProfitCurve.of(BY_SCORE, 1.1, 1)).hasMessageContaining("1.1");
    assertThatThrownBy(() -> ProfitCurve.of(BY_SCORE, 1, -1)).hasMessageContaining("-1");
    TreeMap<Double, Valued> without =
        new TreeMap<>(Map.of(0.5, new Valued(new Count(0, 1), Double.NaN)));
    assertThatThrownBy(() -> ProfitCurve.of(without, 1, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> ProfitCurve.of(BY_SCORE, 1, 1).profit(2)).hasMessageContaining("2");
  }
}
