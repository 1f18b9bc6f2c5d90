package io.churnlake.churn.scored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RiskRanksTest {
  private static RiskRanks of(double... probabilities) {
    Map<Integer, Long> counts =
        DoubleStream.of(probabilities)
            .mapToObj(RiskRanks::step)
            .collect(Collectors.groupingBy(step -> step, Collectors.counting()));
    return new RiskRanks(counts);
  }

  @Test
  void tiesShareAPlaceAndTheNextOneIsAfterAllOfThem() {
    RiskRanks ranks = of(0.9, 0.2, 0.5, 0.5, 0.1);
    assertThat(ranks.customers()).isEqualTo(5);
    assertThat(ranks.rank(0.9)).isEqualTo(1);
    assertThat(ranks.rank(0.5)).isEqualTo(2);
    assertThat(ranks.rank(0.2)).isEqualTo(4);
    assertThat(ranks.rank(0.1)).isEqualTo(5);
    assertThatThrownBy(() -> ranks.rank(0.3)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bandsAreSharesOfTheCustomers() {
    RiskBands bands = new RiskBands(0.1, 0.2);
    assertThat(bands.of(1, 100)).isEqualTo("high");
    assertThat(bands.of(10, 100)).isEqualTo("high");
    assertThat(bands.of(11, 100)).isEqualTo("medium");
    assertThat(bands.of(30, 100)).isEqualTo("medium");
    assertThat(bands.of(31, 100)).isEqualTo("low");
  }
}
