package io.churnlake.simulate;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;

/**
 * The days of the period, counted from 0: their dates, how busy they are, and which seconds of the
 * clock they lack.
 *
 * <p>The shop's clock is that of Berlin. In the night when it jumps ahead, the hour that it leaves
 * out is never written.
 */
final class ShopCalendar {

  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private static final int SECONDS = 86_400;
  private static final double[] MONTHS = {.90, .85, .95, 1, 1, .95, .85, .85, 1, 1.1, 1.5, 1.45};
  private static final double[] WEEKDAYS = {1.10, 1.05, 1.0, 1.0, .95, .80, 1.15};
  private static final double AFTER_CHRISTMAS_EVE = .5;
  private static final double GROWTH_A_YEAR = .15;
  private static final double[] HOURS =
      Weights.runningSums(
          1, .5, .3, .2, .2, .4, 1, 2, 3, 4, 5, 5.5, 5.5, 5, 4.5, 4.5, 5, 5.5, 6, 7, 7.5, 6.5, 4.5,
          2.5);

  private final String[] dates;
  private final double[] arrivals;
  private final int[] gapStart;
  private final int[] gapLength;

  ShopCalendar(SimulationSpec spec) {
    dates = new String[spec.days()];
    gapStart = new int[spec.days()];
    gapLength = new int[spec.days()];
    double[] busyness = new double[spec.days()];
    for (int day = 0; day < spec.days(); day++) {
      LocalDate date = spec.start().plusDays(day);
      dates[day] = date.toString();
      busyness[day] = busyness(date, day);
      ZoneOffsetTransition change =
          ZONE.getRules().nextTransition(date.atStartOfDay(ZONE).toInstant().minusSeconds(1));
      if (change != null
          && change.isGap()
          && change.getDateTimeBefore().toLocalDate().equals(date)) {
        gapStart[day] = change.getDateTimeBefore().toLocalTime().toSecondOfDay();
        gapLength[day] =
            Math.toIntExact(
                Duration.between(change.getDateTimeBefore(), change.getDateTimeAfter())
                    .toSeconds());
      }
    }
    arrivals = Weights.runningSums(busyness);
  }

  private static double busyness(LocalDate date, int day) {
    double season = MONTHS[date.getMonthValue() - 1];
    if (date.getMonthValue() == 12 && date.getDayOfMonth() >= 24) {
      season *= AFTER_CHRISTMAS_EVE;
    }
    double week = WEEKDAYS[date.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue()];
    return season * week * (1 + GROWTH_A_YEAR * day / 365.25);
  }

  int days() {
    return dates.length;
  }

  /** The date as {@code yyyy-MM-dd}. */
  String date(int day) {
    return dates[day];
  }

  /**
   * The day on which a customer arrives: more in November and December, on Mondays and Sundays, and
   * as the shop grows.
   */
  int drawArrival(Draws draws) {
    return draws.bin(arrivals);
  }

  /** The share of the period's business that falls on the day. */
  double share(int day) {
    double before = day == 0 ? 0 : arrivals[day - 1];
    return (arrivals[day] - before) / arrivals[arrivals.length - 1];
  }

  /** A second of the day, few of them at night and most in the evening. */
  int drawSecond(Draws draws, int day) {
    int hour = draws.bin(HOURS);
    return existing(day, hour * 3_600 + draws.below(3_600));
  }

  /** A second of the same day after the given one, or the day's last. */
  int drawLaterSecond(Draws draws, int day, int second) {
    int left = SECONDS - 1 - second;
    return existing(day, left == 0 ? second : second + 1 + draws.below(left));
  }

  private int existing(int day, int second) {
    boolean leftOut = second >= gapStart[day] && second < gapStart[day] + gapLength[day];
    return leftOut ? second + gapLength[day] : second;
  }
}
