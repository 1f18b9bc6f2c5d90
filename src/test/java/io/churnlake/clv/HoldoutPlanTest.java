package io.churnlake.clv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class HoldoutPlanTest {
  private static final LocalDate AS_OF = LocalDate.of(2024, 10, 31);

  private static HoldoutPlan plan(int history, int horizon) {
    return HoldoutPlan.of(AS_OF.minusDays(history), AS_OF, 90, horizon).orElseThrow();
  }

  @Test
  void aHoldoutThatTheHistoryMissesByDaysIsShortened() {
    assertThat(plan(180, 365).main()).isEqualTo(new HoldoutWindow(AS_OF.minusDays(90), 90));
    assertThat(plan(179, 365).main()).isEqualTo(new HoldoutWindow(AS_OF.minusDays(89), 89));
    assertThat(plan(162, 365).main().days()).isEqualTo(81);
    assertThat(HoldoutPlan.of(AS_OF.minusDays(161), AS_OF, 90, 365)).isEmpty();
    assertThat(HoldoutPlan.of(AS_OF, AS_OF, 90, 365)).isEmpty();
    assertThat(HoldoutPlan.of(AS_OF.minusDays(1), AS_OF, 1, 365)).isEmpty();
  }

  @Test
  void earlierHoldoutsFollowEachOtherAsFarAsTheHistoryAllows() {
    for (int history : List.of(162, 179, 269, 270, 400, 2000)) {
      HoldoutPlan plan = plan(history, 365);
      assertThat(plan.earlier().size()).isEqualTo(Math.min(3, Math.max(0, history / 90 - 2)));
      HoldoutWindow after = plan.main();
      assertThat(after.end()).isEqualTo(AS_OF);
      for (HoldoutWindow window : plan.earlier()) {
        assertThat(window.end()).isEqualTo(after.calibratedTo());
        assertThat(window.days()).isEqualTo(after.days());
        assertThat(AS_OF.minusDays(history).plusDays(window.days()))
            .as("as much is known before a holdout as is forecast")
            .isBeforeOrEqualTo(window.calibratedTo());
        after = window;
      }
    }
  }

  @Test
  void theSeasonIsLookedForWhereItCanBeTried() {
    HoldoutPlan plan = plan(2 * 364, 60);
    assertThat(plan.season())
        .contains(
            new HoldoutPlan.SeasonWindows(
                new HoldoutWindow(AS_OF.minusDays(364), 60),
                new HoldoutWindow(AS_OF.minusDays(90), 60),
                new HoldoutWindow(AS_OF.minusDays(454), 60)));
    assertThat(plan(2 * 364, 120).season().orElseThrow().trial().end()).isEqualTo(AS_OF);
    assertThat(plan(2 * 364 + 89, 60).season()).isEqualTo(plan.season());
    HoldoutPlan grown = plan(2 * 364 + 90, 60);
    assertThat(grown.season())
        .as("another season says little of this one")
        .contains(
            new HoldoutPlan.SeasonWindows(
                new HoldoutWindow(AS_OF.minusDays(364), 60),
                new HoldoutWindow(AS_OF.minusDays(364), 60),
                new HoldoutWindow(AS_OF.minusDays(728), 60)));
    assertThat(grown.windows()).doesNotHaveDuplicates().hasSize(1 + 3 + 2);
    for (HoldoutWindow window : plan(2 * 364, 120).windows()) {
      assertThat(window.end()).isBeforeOrEqualTo(AS_OF);
      assertThat(window.calibratedTo()).isBeforeOrEqualTo(plan.main().calibratedTo());
    }
    assertThat(plan(2 * 364 - 1, 60).noSeason()).contains(Season.SHORT_LOG);
    assertThat(plan(2 * 364, 300).noSeason()).contains(Season.SHORT_LOG);
    assertThat(plan(300 + 364 + 90, 300).noSeason()).isEmpty();
    assertThat(plan(5000, 364).noSeason()).contains(Season.WHOLE_YEAR);
    assertThat(plan(5000, 364).season()).isEmpty();
  }
}
