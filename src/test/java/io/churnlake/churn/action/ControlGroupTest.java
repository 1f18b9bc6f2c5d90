package io.churnlake.churn.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ControlGroupTest {
  private static final List<String> KEYS =
      IntStream.range(0, 100_000).mapToObj(i -> "customer-" + i).toList();

  private static long held(double share) {
    ControlGroup group = new ControlGroup(share);
    return KEYS.stream().filter(group::holds).count();
  }

  @Test
  void hasTheShareOfTheCustomers() {
    assertThat(held(0)).isZero();
    assertThat(held(1)).isEqualTo(KEYS.size());
    // Four standard errors of a share of 0.1 are 0.0038.
    assertThat((double) held(0.1) / KEYS.size()).isCloseTo(0.1, within(0.0038));
    assertThat((double) held(0.5) / KEYS.size()).isCloseTo(0.5, within(0.0064));
  }

  @Test
  void holdsTheSameCustomersForeverAndMoreOfThemWithALargerShare() {
    ControlGroup small = new ControlGroup(0.1);
    ControlGroup large = new ControlGroup(0.2);
    assertThat(KEYS.stream().filter(small::holds)).allMatch(large::holds);
    // These were in the group in the first version. Whoever changes that mixes running campaigns.
    assertThat(KEYS.stream().filter(small::holds).limit(5))
        .containsExactly("customer-2", "customer-23", "customer-27", "customer-42", "customer-47");
  }

  @Test
  void hasNothingToDoWithTheOrderOfTheBudget() {
    ControlGroup half = new ControlGroup(0.5);
    long early = KEYS.stream().filter(key -> Candidate.of(key, 1, 1).tie() < 0).count();
    long both =
        KEYS.stream().filter(key -> Candidate.of(key, 1, 1).tie() < 0).filter(half::holds).count();
    assertThat((double) both / early).isCloseTo(0.5, within(0.009));
  }
}
