package io.churnlake.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.score.Quality;
import io.churnlake.churn.score.Quality.Count;
import io.churnlake.churn.score.Quality.Scale;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every number is worked out by hand. */
@Tag("fast")
class QualityTest {
  private static final Offset<Double> CLOSE = within(1e-12);

  private static Quality quality(Scale scale, Map<Double, Count> counts) {
    return Quality.of(new TreeMap<>(counts), scale);
  }

  @Test
  void metricsWithATie() {
    Quality q =
        quality(
            Scale.PROBABILITY,
            Map.of(0.8, new Count(0, 1), 0.5, new Count(1, 1), 0.2, new Count(2, 0)));
    assertThat(q.n()).isEqualTo(5);
    assertThat(q.churners()).isEqualTo(2);
    assertThat(q.baseRate()).isEqualTo(0.4);
    // 6 pairs: the churner at .8 wins three; the one at .5 wins two and ties one.
    assertThat(q.auc()).isCloseTo(5.5 / 6, CLOSE);
    // Placements of churners 1 and 5/6: variance 1/72, by 2; of stayers 1, 1 and 3/4: 1/48, by 3.
    double error = Math.sqrt(1 / 144.0 + 1 / 144.0);
    assertThat(q.aucLow()).isCloseTo(5.5 / 6 - 1.959963984540054 * error, CLOSE);
    assertThat(q.aucHigh()).isEqualTo(1.0);
    assertThat(q.brier()).isCloseTo((0.04 + 0.25 + 0.25 + 0.04 + 0.04) / 5, CLOSE);
    assertThat(q.logLoss()).isCloseTo(-(3 * Math.log(0.8) + 2 * Math.log(0.5)) / 5, CLOSE);
    // A tenth is half a customer, of the churner at .8.
    assertThat(q.topDecileLift()).isCloseTo(2.5, CLOSE);
    assertThat(q.liftCeiling()).isEqualTo(2.5);
    // The churner at .8 is alone at the top; at the other's score two of three churn.
    assertThat(q.prAuc()).isCloseTo((1 + 2 / 3.0) / 2, CLOSE);
    assertThat(q.meanPrediction()).isCloseTo((0.8 + 2 * 0.5 + 2 * 0.2) / 5, CLOSE);
    // Tenths are half a customer each: four at .2 are off by .2, four at .5 by 0, two at .8 by .2.
    assertThat(q.calibrationError()).isCloseTo((4 * 0.2 + 2 * 0.2) / 10, CLOSE);
    assertThat(q.nullReason()).isNull();
  }

  @Test
  void aScoreThatSaysNothing() {
    Quality q = quality(Scale.PROBABILITY, Map.of(0.25, new Count(30, 10)));
    assertThat(q.auc()).isEqualTo(0.5);
    assertThat(q.aucLow()).isEqualTo(0.5);
    assertThat(q.topDecileLift()).isCloseTo(1.0, CLOSE);
    assertThat(q.brier()).isCloseTo(0.25 * 0.75, CLOSE);
    assertThat(q.prAuc()).isEqualTo(0.25);
    assertThat(q.calibrationError()).isCloseTo(0.0, CLOSE);
  }

  @Test
  void aTieAcrossTheTenthIsSharedOut() {
    // Of 20, the riskiest two: one churner for certain, and one of four tied, half of them
    // churners.
    Quality q =
        quality(
            Scale.ORDER, Map.of(9.0, new Count(0, 1), 5.0, new Count(2, 2), 1.0, new Count(14, 1)));
    assertThat(q.topDecileLift()).isCloseTo((1 + 0.5) / 2 / (4 / 20.0), CLOSE);
    assertThat(q.brier()).isNull();
    assertThat(q.meanPrediction()).isNull();
    assertThat(q.calibrationError()).isNull();
    assertThat(q.nullReason()).isEqualTo("no probability");
  }

  @Test
  void aTieAcrossABinOfCalibrationIsSharedOut() {
    Quality q = quality(Scale.PROBABILITY, Map.of(0.2, new Count(2, 1), 0.6, new Count(7, 10)));
    // Of 20, two a bin: two at .2; one at .2 and one at .6; then eight times two at .6.
    double first = Math.abs(2 * 0.2 - 2 / 3.0);
    double second = Math.abs(0.2 + 0.6 - (1 / 3.0 + 10 / 17.0));
    double rest = Math.abs(2 * 0.6 - 20 / 17.0);
    assertThat(q.calibrationError()).isCloseTo((first + second + 8 * rest) / 20, CLOSE);
  }

  @Test
  void undefinedMetricsAreNullWithAReason() {
    Quality stay = quality(Scale.PROBABILITY, Map.of(0.1, new Count(3, 0)));
    assertThat(stay.auc()).isNull();
    assertThat(stay.topDecileLift()).isNull();
    assertThat(stay.liftCeiling()).isNull();
    assertThat(stay.prAuc()).isNull();
    assertThat(stay.calibrationError()).isCloseTo(0.1, CLOSE);
    assertThat(stay.brier()).isCloseTo(0.01, CLOSE);
    assertThat(stay.nullReason()).isEqualTo("nobody churned");
    Quality churn = quality(Scale.PROBABILITY, Map.of(1.0, new Count(0, 3)));
    assertThat(churn.auc()).isNull();
    assertThat(churn.topDecileLift()).isCloseTo(1.0, CLOSE);
    assertThat(churn.logLoss()).isCloseTo(1e-6, within(1e-11));
    assertThat(churn.nullReason()).isEqualTo("everybody churned");
    Quality one = quality(Scale.PROBABILITY, Map.of(0.2, new Count(3, 0), 0.3, new Count(0, 1)));
    assertThat(one.auc()).isEqualTo(1.0);
    assertThat(one.aucLow()).isNull();
    assertThat(one.nullReason()).isEqualTo("one customer in a class");
    Quality nobody = quality(Scale.PROBABILITY, Map.of());
    assertThat(nobody.nullReason()).isEqualTo("no customers");
    assertThat(nobody.meanPrediction()).isNull();
    assertThat(nobody.calibrationError()).isNull();
  }
}
