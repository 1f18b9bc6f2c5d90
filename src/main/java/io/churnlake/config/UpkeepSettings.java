package io.churnlake.config;

import java.time.Duration;
import java.util.List;

/**
 * How `maintain` keeps a lake small.
 *
 * @param thinAfterDays slices of gold tables that are so many days older than the newest are
 *     thinned; 0 for never
 * @param keep which of these stay
 * @param timeTravelDays versions that were written in so many days stay readable
 * @param smallFileBytes smaller files are put together
 * @param leastSmallFiles if a table, or one slice of it, has at least so many
 */
public record UpkeepSettings(
    int thinAfterDays, Keep keep, int timeTravelDays, long smallFileBytes, int leastSmallFiles) {
  /** Everything about it, in a configuration file. */
  static final String SECTION = "churnlake.upkeep";

  /** Delta knows for so long which files an older version had. */
  private static final int MOST_DAYS = 90;

  private static final String MONTH_ENDS = "month-ends";
  private static final String WEEK_ENDS = "week-ends";

  /** Which dates stay of those that are old. */
  public enum Keep {
    /** The last one of each month. */
    MONTH_ENDS,
    /** The last one of each week, from Monday to Sunday. */
    WEEK_ENDS,
    /** None of them. */
    NONE
  }

  static UpkeepSettings of(Settings s) {
    return new UpkeepSettings(
        s.whole(SECTION + ".thin-after-days", 0, 36_600),
        keep(s.oneOf(SECTION + ".keep", List.of(MONTH_ENDS, WEEK_ENDS, "none"))),
        s.whole(SECTION + ".time-travel-days", 0, MOST_DAYS),
        (long) s.whole(SECTION + ".small-file-mb", 1, 256) << 20,
        s.whole(SECTION + ".least-small-files", 2, 10_000));
  }

  private static Keep keep(String name) {
    return switch (name) {
      case MONTH_ENDS -> Keep.MONTH_ENDS;
      case WEEK_ENDS -> Keep.WEEK_ENDS;
      default -> Keep.NONE;
    };
  }

  /** How far back versions stay readable. */
  public Duration timeTravel() {
    return Duration.ofDays(timeTravelDays);
  }

  /** Whether slices are thinned at all. */
  public boolean thins() {
    return thinAfterDays > 0;
  }
}
