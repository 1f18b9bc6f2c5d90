package io.churnlake.clv;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which stretches of the past are forecast, and from when: a forecast is judged by origins that
 * roll back in time (Tashman 2000, Out-of-sample tests of forecasting accuracy).
 *
 * @param main the last days up to as_of, on which models are compared
 * @param earlier up to three windows of the same length, each before the other: no day is in two
 * @param season windows that look for a season, if there is any
 * @param noSeason why there is none
 */
public record HoldoutPlan(
    HoldoutWindow main,
    List<HoldoutWindow> earlier,
    Optional<SeasonWindows> season,
    Optional<String> noSeason) {
  /** 52 whole weeks, so that the weekdays are the same. */
  public static final int YEAR_DAYS = 364;

  /**
   * What a season's factor is made of, and tried on.
   *
   * @param yearAgo the weeks that values look ahead to, {@link #YEAR_DAYS} days before
   * @param trial known weeks for which a factor made likewise is tried: {@code yearAgo} itself
   *     where the log reaches back so far that it had one, since another season says little of this
   *     one; else the last known weeks of the same number
   * @param yearBeforeTrial what that factor is made of
   */
  public record SeasonWindows(
      HoldoutWindow yearAgo, HoldoutWindow trial, HoldoutWindow yearBeforeTrial) {
    /** Each of them once. */
    public List<HoldoutWindow> distinct() {
      return Stream.of(yearAgo, trial, yearBeforeTrial).distinct().toList();
    }
  }

  private static final int MOST_EARLIER = 3;

  /** A holdout is shortened by a tenth at most, and else there is none. */
  private static final double SHORTEST = .9;

  /**
   * Plans for a history.
   *
   * @param firstDay of the log
   * @param holdoutDays wanted; the history before a holdout must be as long as the holdout
   * @param horizonDays how far values look ahead
   * @return empty where the history is too short for a holdout
   */
  public static Optional<HoldoutPlan> of(
      LocalDate firstDay, LocalDate asOf, int holdoutDays, int horizonDays) {
    long history = asOf.toEpochDay() - firstDay.toEpochDay();
    int days = (int) Math.min(holdoutDays, history / 2);
    if (days < 1 || days < SHORTEST * holdoutDays) {
      return Optional.empty();
    }
    List<HoldoutWindow> earlier = new ArrayList<>();
    for (int k = 2; k <= MOST_EARLIER + 1; k++) {
      LocalDate origin = asOf.minusDays((long) k * days);
      if (!firstDay.plusDays(days).isAfter(origin)) {
        earlier.add(new HoldoutWindow(origin, days));
      }
    }
    HoldoutWindow main = new HoldoutWindow(asOf.minusDays(days), days);
    Optional<String> noSeason = noSeason(history, days, horizonDays);
    return Optional.of(
        new HoldoutPlan(
            main,
            earlier,
            noSeason.isPresent()
                ? Optional.empty()
                : Optional.of(season(history, asOf, days, horizonDays)),
            noSeason));
  }

  /** All windows, the main one first, the earlier ones, those of the season. */
  public List<HoldoutWindow> windows() {
    List<HoldoutWindow> all = new ArrayList<>(List.of(main));
    all.addAll(earlier);
    season.ifPresent(windows -> all.addAll(windows.distinct()));
    return all;
  }

  private static SeasonWindows season(long history, LocalDate asOf, int days, int horizonDays) {
    LocalDate yearAgo = asOf.minusDays(YEAR_DAYS);
    LocalDate trial =
        history >= 2 * YEAR_DAYS + days ? yearAgo : asOf.minusDays(Math.max(days, horizonDays));
    return new SeasonWindows(
        new HoldoutWindow(yearAgo, horizonDays),
        new HoldoutWindow(trial, horizonDays),
        new HoldoutWindow(trial.minusDays(YEAR_DAYS), horizonDays));
  }

  private static Optional<String> noSeason(long history, int days, int horizonDays) {
    if (horizonDays >= YEAR_DAYS) {
      // A whole year holds every season once.
      return Optional.of(Season.WHOLE_YEAR);
    }
    // The earliest forecast also needs a history as long as a holdout.
    long needed = Math.min(Math.max(days, horizonDays), YEAR_DAYS) + (long) YEAR_DAYS + days;
    return history < 2 * YEAR_DAYS || history < needed || days > YEAR_DAYS
        ? Optional.of(Season.SHORT_LOG)
        : Optional.empty();
  }
}
