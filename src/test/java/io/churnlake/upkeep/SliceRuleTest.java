package io.churnlake.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.config.UpkeepSettings;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class SliceRuleTest {
  private static final NavigableSet<LocalDate> YEAR =
      LocalDate.of(2024, 1, 1)
          .datesUntil(LocalDate.of(2025, 1, 1))
          .collect(Collectors.toCollection(TreeSet::new));

  private static NavigableSet<LocalDate> dropped(
      int days, UpkeepSettings.Keep keep, NavigableSet<LocalDate> dates, LocalDate... needed) {
    return new SliceRule(new UpkeepSettings(days, keep, 30, 1, 2)).dropped(dates, List.of(needed));
  }

  @Test
  void ofOldDatesMonthEndsStay() {
    NavigableSet<LocalDate> left = new TreeSet<>(YEAR);
    left.removeAll(dropped(90, UpkeepSettings.Keep.MONTH_ENDS, YEAR));
    // The 2nd of October is 90 days before the last day.
    assertThat(left.headSet(LocalDate.of(2024, 10, 2)))
        .allMatch(date -> date.getDayOfMonth() == date.lengthOfMonth())
        .hasSize(9);
    assertThat(left.tailSet(LocalDate.of(2024, 10, 2))).hasSize(91);
  }

  @Test
  void theLastDateThatAMonthHasStaysWhateverDayItIs() {
    NavigableSet<LocalDate> few =
        new TreeSet<>(
            List.of(
                LocalDate.of(2024, 1, 3),
                LocalDate.of(2024, 1, 17),
                LocalDate.of(2024, 2, 1),
                LocalDate.of(2024, 12, 31)));
    assertThat(dropped(1, UpkeepSettings.Keep.MONTH_ENDS, few))
        .containsExactly(LocalDate.of(2024, 1, 3));
  }

  @Test
  void weekEndsOrNoneStay() {
    NavigableSet<LocalDate> left = new TreeSet<>(YEAR);
    left.removeAll(dropped(30, UpkeepSettings.Keep.WEEK_ENDS, YEAR));
    assertThat(left.headSet(LocalDate.of(2024, 12, 1))).hasSize(47);
    assertThat(dropped(30, UpkeepSettings.Keep.NONE, YEAR)).hasSize(YEAR.size() - 31);
  }

  @Test
  void neededDatesStayAndWithoutARuleAllDo() {
    LocalDate needed = LocalDate.of(2024, 3, 3);
    assertThat(dropped(30, UpkeepSettings.Keep.NONE, YEAR, needed)).doesNotContain(needed);
    assertThat(dropped(0, UpkeepSettings.Keep.NONE, YEAR)).isEmpty();
    assertThat(dropped(30, UpkeepSettings.Keep.NONE, new TreeSet<>())).isEmpty();
  }
}
