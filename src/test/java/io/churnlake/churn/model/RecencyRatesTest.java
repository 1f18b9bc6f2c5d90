package io.churnlake.churn.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RecencyRatesTest {
  @Test
  void classesAreFilledByRecencyAndDrawnToTheOverallRate() {
    TreeMap<Integer, RecencyRates.Count> seen = new TreeMap<>();
    for (int days = 1; days <= 10; days++) {
      seen.put(days * 10, new RecencyRates.Count(10, days));
    }
    RecencyRates rates = RecencyRates.of(seen);
    double overall = 55.5 / 101;
    assertThat(rates.classes())
        .extracting(RecencyRates.RecencyClass::upToDays)
        .containsExactly(20, 40, 60, 80, 100);
    assertThat(rates.classes().get(0).probability()).isEqualTo((3 + 20 * overall) / 40);
    assertThat(rates.classes().get(4).probability()).isEqualTo((19 + 20 * overall) / 40);
    assertThat(rates.expression("r")).startsWith("CASE WHEN r <= 20 THEN ").contains(" ELSE ");
  }

  @Test
  void oneClassOnlyGivesNoCertainty() {
    TreeMap<Integer, RecencyRates.Count> seen = new TreeMap<>();
    seen.put(3, new RecencyRates.Count(4, 0));
    RecencyRates rates = RecencyRates.of(seen);
    assertThat(rates.classes()).hasSize(1);
    assertThat(rates.classes().get(0).probability()).isEqualTo((20 * 0.1) / 24);
  }
}
