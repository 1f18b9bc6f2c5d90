package io.churnlake.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SeasonTest {
  @Test
  void halfOfLastYearsDeviationComesAgain() {
    Season season = Season.of(Math.log(1.44), .3, .2);

    assertThat(season.factor().orElseThrow()).isCloseTo(1.2, within(1e-12));
    assertThat(season.reason()).isEmpty();
  }

  @Test
  void aSeasonThatHasNotHelpedIsNotUsed() {
    assertThat(Season.of(.4, .1, -.1).reason()).contains(Season.NO_HELP);
    // Twice as far off on the other side.
    assertThat(Season.of(.4, .1, .6).factor()).isEmpty();
    assertThat(Season.of(.4, 0, .1).factor()).isEmpty();
    assertThat(Season.of(.4, .2, 0).factor()).isEmpty();
    assertThat(Season.of(-.4, -.2, -.1).factor()).isPresent();
  }
}
