package io.churnlake.churn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.churnlake.clv.math.Logistic;
import io.churnlake.table.Feature;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RecencyRatesTest {
  @Test
  void classesAreFilledByRecencyAndDrawnToTheOverallRate() {
    TreeMap<Integer, Churners> seen = new TreeMap<>();
    for (int days = 1; days <= 20; days++) {
      seen.put(days * 10, new Churners(20, days));
    }
    RecencyRates rates = RecencyRates.of(seen);
    double overall = 210.5 / 401;
    assertThat(rates.classes())
        .extracting(RecencyRates.RecencyClass::upToDays)
        .containsExactly(20, 40, 60, 80, 100, 120, 140, 160, 180, 200);
    assertThat(rates.classes().get(0).probability()).isEqualTo((3 + 20 * overall) / 60);
    assertThat(rates.classes().get(9).probability()).isEqualTo((39 + 20 * overall) / 60);

    ModelInputs inputs = new ModelInputs(List.of(Feature.TENURE_DAYS, Feature.RECENCY_DAYS));
    ChurnModel model = new ChurnModel(inputs, rates.margin(inputs));
    double[] values = new double[Feature.all().size()];
    for (int days : new int[] {0, 20, 21, 199, 200, 5000}) {
      values[Feature.RECENCY_DAYS.index()] = days;
      int expected = days <= 20 ? 0 : days <= 40 ? 1 : 9;
      assertThat(model.probability(values))
          .isCloseTo(rates.classes().get(expected).probability(), within(1e-12));
    }
    assertThat(Logistic.of(rates.margin(inputs).margin(new double[2])))
        .isCloseTo(rates.classes().get(0).probability(), within(1e-12));
  }

  @Test
  void oneClassOnlyGivesNoCertainty() {
    TreeMap<Integer, Churners> seen = new TreeMap<>();
    seen.put(3, new Churners(4, 0));
    RecencyRates rates = RecencyRates.of(seen);
    assertThat(rates.classes()).hasSize(1);
    assertThat(rates.classes().get(0).probability()).isEqualTo((20 * 0.1) / 24);
  }
}
