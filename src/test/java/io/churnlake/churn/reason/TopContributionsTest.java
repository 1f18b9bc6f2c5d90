package io.churnlake.churn.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TopContributionsTest {
  /** Inputs 1 and 4 are one feature: alone the first would be the strongest reason to leave. */
  @Test
  void inputsOfAFeatureAreAddedUp() {
    TopContributions top = new TopContributions(new int[] {0, 1, 2, 3, 1}, 1);
    double[] contributions = {0.5, 2, -0.25, -1, -3};
    assertThat(top.byFeature(contributions)).containsExactly(0.5, -1, -0.25, -1);
    assertThat(top.of(contributions).towardsLeaving()).containsExactly(new Reason(0, 0.5));
    assertThat(top.of(contributions).towardsStaying()).containsExactly(new Reason(1, -1));
  }

  @Test
  void bySizeThenInTheOrderOfFeatures() {
    TopContributions top = new TopContributions(new int[] {0, 1, 2, 3, 4, 5, 6}, 3);
    TopContributions.Top reasons = top.of(new double[] {1, 3, 1, 0, 2, 1, -4});
    assertThat(reasons.towardsLeaving())
        .containsExactly(new Reason(1, 3), new Reason(4, 2), new Reason(0, 1));
    assertThat(reasons.towardsStaying()).containsExactly(new Reason(6, -4));
    assertThat(top.of(new double[] {-1, 0, -2, -1, -1, 0, 0}).towardsStaying())
        .containsExactly(new Reason(2, -2), new Reason(0, -1), new Reason(3, -1));
  }

  @Test
  void whatAddsNothingIsNoReason() {
    TopContributions.Top reasons =
        new TopContributions(new int[] {0, 1}, 2).of(new double[] {0, -0.0});
    assertThat(reasons.towardsLeaving()).isEmpty();
    assertThat(reasons.towardsStaying()).isEmpty();
  }

  @Test
  void everyInputHasAFeature() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TopContributions(new int[] {0, -1}, 3));
  }
}
