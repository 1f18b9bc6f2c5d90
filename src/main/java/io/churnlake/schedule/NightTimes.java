package io.churnlake.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When nights are planned: once on each day of a zone. A time that the clocks leave out is as much
 * later as they are put on; of one that comes twice it is the first (java.time's rules).
 *
 * @param at the time of day
 * @param zone where it is that time
 * @param shop the shop's zone, whose yesterday a night is of
 */
public record NightTimes(LocalTime at, ZoneId zone, ZoneId shop) {
  /** When the night that begins on that day of the zone is planned. */
  Instant on(LocalDate day) {
    return day.atTime(at).atZone(zone).toInstant();
  }

  /** The last planned time that is not after {@code now}. */
  Instant last(Instant now) {
    LocalDate day = LocalDate.ofInstant(now, zone);
    Instant planned = on(day);
    return planned.isAfter(now) ? on(day.minusDays(1)) : planned;
  }

  /** The first planned time after {@code now}. */
  public Instant next(Instant now) {
    LocalDate day = LocalDate.ofInstant(now, zone);
    Instant planned = on(day);
    return planned.isAfter(now) ? planned : on(day.plusDays(1));
  }

  /** The business date of the night that is planned then: the shop's yesterday. */
  public LocalDate asOf(Instant planned) {
    return LocalDate.ofInstant(planned, shop).minusDays(1);
  }
}
