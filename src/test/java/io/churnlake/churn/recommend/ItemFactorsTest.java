package io.churnlake.churn.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ItemFactorsTest {
  @Test
  void aCustomerOfOneDimensionIsAsByHand() {
    ItemFactors factors = new ItemFactors(List.of(new double[] {1}, new double[] {2}), 10, 0.1);
    // Bought the first product three times: (1 + 4 + 30 + 0.1) x = 1 + 30.
    assertThat(factors.fold(Map.of(0, 3)).vector()[0]).isCloseTo(31 / 35.1, within(1e-12));
    // Both, one time each: (5 + 10 + 40 + 0.2) x = 11 + 22.
    ItemFactors.Folded both = factors.fold(Map.of(0, 1, 1, 1));
    assertThat(both.vector()[0]).isCloseTo(33 / 55.2, within(1e-12));
    assertThat(both.score(1)).isCloseTo(66 / 55.2, within(1e-12));
  }

  @Test
  void theReasonIsThePurchaseThatAddsMostToTheScore() {
    List<double[]> vectors =
        List.of(
            new double[] {1, 0.1},
            new double[] {0.1, 1},
            new double[] {0.9, 0.3},
            new double[] {0.2, 0.8});
    ItemFactors factors = new ItemFactors(vectors, 5, 0.2);
    ItemFactors.Folded customer = factors.fold(Map.of(0, 1, 1, 1));
    assertThat(customer.because(2)).isEqualTo(0);
    assertThat(customer.because(3)).isEqualTo(1);
    // Of one who bought it much more often than the other, that one.
    assertThat(factors.fold(Map.of(0, 30, 3, 1)).because(2)).isEqualTo(0);
  }

  @Test
  void vectorsOfUnlikeLengthAndNoPenaltyAreRefused() {
    List<double[]> unlike = List.of(new double[] {1}, new double[] {1, 2});
    assertThatThrownBy(() -> new ItemFactors(unlike, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    List<double[]> one = List.of(new double[] {1});
    assertThatThrownBy(() -> new ItemFactors(one, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
