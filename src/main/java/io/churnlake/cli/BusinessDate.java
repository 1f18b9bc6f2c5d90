package io.churnlake.cli;

import io.churnlake.config.Configuration;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The business date of a run against the clock: a day that has not begun has no orders yet. */
final class BusinessDate {
  /** Where a day begins first; without a zone, a date is in the future if it is so everywhere. */
  private static final ZoneId EARLIEST = ZoneOffset.ofHours(14);

  private BusinessDate() {}

  /**
   * Refuses a date after today in the shop's zone: the configuration's, else the mapping's.
   *
   * @throws io.churnlake.error.UserException if the date is still to come
   */
  static void mustHaveBegun(
      LocalDate asOf, Clock clock, Configuration configuration, @Nullable SourceMapping source) {
    ZoneId zone = zone(configuration, source);
    LocalDate today = today(clock, configuration, source);
    if (asOf.isAfter(today)) {
      throw Errors.asOfInFuture(asOf.toString(), today.toString(), zone.getId());
    }
  }

  /** The same against a lake's zone, where there is no mapping. */
  static void mustHaveBegun(LocalDate asOf, Clock clock, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    if (asOf.isAfter(today)) {
      throw Errors.asOfInFuture(asOf.toString(), today.toString(), zone.getId());
    }
  }

  /** Today in the shop's zone. */
  static LocalDate today(Clock clock, Configuration configuration, @Nullable SourceMapping source) {
    return LocalDate.ofInstant(clock.instant(), zone(configuration, source));
  }

  /** The shop's zone: the configuration's, else the mapping's; without both, the earliest one. */
  static ZoneId zone(Configuration configuration, @Nullable SourceMapping source) {
    String shop = configuration.shop().zone();
    if (!shop.isEmpty()) {
      return ZoneId.of(shop);
    }
    return source == null ? EARLIEST : ZoneId.of(source.zone());
  }
}
