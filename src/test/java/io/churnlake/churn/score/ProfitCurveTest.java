package io.churnlake.churn.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.churn.score.ProfitCurve.Best;
import io.churnlake.churn.score.ProfitCurve.Contacts;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ProfitCurveTest {
  /** Ten customers. */
  private static final TreeMap<Double, Contacts> BY_SCORE =
      new TreeMap<>(
          Map.of(
              0.9, new Contacts(2, 5),
              0.6, new Contacts(3, 10),
              0.3, new Contacts(3, -6),
              0.1, new Contacts(2, -20)));

  @Test
  void profitIsThatOfTheRiskiestShare() {
    ProfitCurve curve = ProfitCurve.of(BY_SCORE);
    assertThat(curve.profit(0)).isEqualTo(0.0);
    assertThat(curve.threshold(0)).isNull();
    assertThat(curve.profit(0.2)).isEqualTo(5.0);
    assertThat(curve.threshold(0.2)).isEqualTo(0.9);
    assertThat(curve.profit(0.5)).isEqualTo(15.0);
    // One of the three who tie at 0.3 is contacted: a third of them all.
    assertThat(curve.profit(0.6)).isCloseTo(15 - 2, within(1e-12));
    assertThat(curve.threshold(0.6)).isEqualTo(0.3);
    assertThat(curve.profit(1)).isEqualTo(-11.0);
    assertThat(curve.best()).isEqualTo(new Best(0.6, 5, 0.5, 15));
  }

  /** As floating point has it, 7 / 25 of 25 are a little more than seven. */
  @Test
  void aShareThatIsWholeCustomersTakesNoPartOfTheNext() {
    double share = 7.0 / 25;
    assertThat(share * 25).isGreaterThan(7);
    ProfitCurve curve =
        ProfitCurve.of(
            new TreeMap<>(Map.of(0.9, new Contacts(7, 1), 0.1, new Contacts(18, -1000))));
    assertThat(curve.profit(share)).isEqualTo(1.0);
    assertThat(curve.threshold(share)).isEqualTo(0.9);
  }

  @Test
  void whereNoContactPaysNobodyIsContacted() {
    Best nobody = new Best(null, 0, 0, 0);
    TreeMap<Double, Contacts> dear = new TreeMap<>(Map.of(0.9, new Contacts(1, -1)));
    assertThat(ProfitCurve.of(dear).best()).isEqualTo(nobody);
    dear.put(0.9, new Contacts(1, 0));
    assertThat(ProfitCurve.of(dear).best()).isEqualTo(nobody);
    assertThat(ProfitCurve.of(new TreeMap<>()).best()).isEqualTo(nobody);
    assertThat(ProfitCurve.of(new TreeMap<>()).profit(1)).isZero();
  }

  @Test
  void aLossOnTheWayToAGainIsAccepted() {
    TreeMap<Double, Contacts> byScore =
        new TreeMap<>(Map.of(0.9, new Contacts(1, -10), 0.5, new Contacts(1, 20)));
    assertThat(ProfitCurve.of(byScore).best()).isEqualTo(new Best(0.5, 2, 1, 10));
  }

  @Test
  void whatIsNoProfitOrShareIsRefused() {
    TreeMap<Double, Contacts> without = new TreeMap<>(Map.of(0.5, new Contacts(1, Double.NaN)));
    assertThatThrownBy(() -> ProfitCurve.of(without)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> ProfitCurve.of(BY_SCORE).profit(2)).hasMessageContaining("2");
    assertThatThrownBy(() -> ProfitCurve.of(BY_SCORE).threshold(-1)).hasMessageContaining("-1");
  }
}
