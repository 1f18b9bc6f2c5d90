package io.churnlake.upkeep;

import io.churnlake.config.UpkeepSettings;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Which dates' slices go: those that are old, but the last ones of a month or a week. */
final class SliceRule {
  private final UpkeepSettings settings;

  SliceRule(UpkeepSettings settings) {
    this.settings = settings;
  }

  /**
   * The dates that go.
   *
   * @param dates all that there are
   * @param needed those that stay, however old they are
   */
  NavigableSet<LocalDate> dropped(NavigableSet<LocalDate> dates, Collection<LocalDate> needed) {
    if (!settings.thins() || dates.isEmpty()) {
      return new TreeSet<>();
    }
    LocalDate firstYoung = dates.last().minusDays(settings.thinAfterDays());
    NavigableSet<LocalDate> dropped = new TreeSet<>(dates.headSet(firstYoung, false));
    if (settings.keep() != UpkeepSettings.Keep.NONE) {
      dropped.removeAll(lastOnes(dates));
    }
    dropped.removeAll(needed);
    return dropped;
  }

  /** The last date of each period that has one, whether the period is over or not. */
  private Collection<LocalDate> lastOnes(NavigableSet<LocalDate> dates) {
    Map<LocalDate, LocalDate> last = new HashMap<>();
    dates.forEach(date -> last.put(end(date), date));
    return last.values();
  }

  private LocalDate end(LocalDate date) {
    return settings.keep() == UpkeepSettings.Keep.WEEK_ENDS
        ? date.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY))
        : YearMonth.from(date).atEndOfMonth();
  }
}
