package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Yesterday is the shop's, wherever the machine stands. */
@Tag("fast")
class AsOfTest {
  /** Already June 3rd in Auckland, still the 2nd in London. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-06-02T18:00:00Z"), ZoneOffset.UTC);

  private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private static AsOf of(String text) {
    return new AsOf.Converter().convert(text);
  }

  @Test
  void theShopsDayCounts() {
    assertThat(of("yesterday").one(CLOCK, AUCKLAND)).isEqualTo("2024-06-02");
    assertThat(of("yesterday").one(CLOCK, LONDON)).isEqualTo("2024-06-01");
    assertThat(of("today").one(CLOCK, AUCKLAND)).isEqualTo("2024-06-03");
    assertThatThrownBy(() -> of("2024-06-03").one(CLOCK, LONDON)).hasMessageContaining("not come");
  }

  @Test
  void severalDatesFollowOneAnother() {
    assertThat(of("2024-05-31..yesterday").dates(CLOCK, AUCKLAND))
        .containsExactly(
            LocalDate.of(2024, 5, 31), LocalDate.of(2024, 6, 1), LocalDate.of(2024, 6, 2));
    assertThatThrownBy(() -> of("today..2024-06-01").dates(CLOCK, LONDON))
        .hasMessageContaining("no date from 2024-06-02 to 2024-06-01");
    assertThatThrownBy(() -> of("2024-05-01..2024-05-02").one(CLOCK, LONDON))
        .hasMessageContaining("several dates");
    assertThatThrownBy(() -> of("tomorrow")).hasMessageContaining("neither a date");
    assertThatThrownBy(() -> of("..")).hasMessageContaining("neither a date");
  }
}
