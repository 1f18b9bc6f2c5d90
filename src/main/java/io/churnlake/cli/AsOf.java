package io.churnlake.cli;

import io.churnlake.error.Errors;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * One business date, or several that follow one another: {@code 2024-06-03}, {@code today}, {@code
 * yesterday}, {@code 2024-06-01..yesterday}.
 *
 * @param first the first one, as written
 * @param last the last one, as written
 */
record AsOf(String first, String last) {
  /** Before the command line is read. */
  static final AsOf UNKNOWN = new AsOf("1970-01-01", "1970-01-01");

  private static final String TODAY = "today";
  private static final String YESTERDAY = "yesterday";

  /** Reads the option. */
  static final class Converter implements ITypeConverter<AsOf> {
    @Override
    public AsOf convert(String text) {
      int dots = text.indexOf("..");
      String first = dots < 0 ? text : text.substring(0, dots);
      String last = dots < 0 ? text : text.substring(dots + 2);
      return new AsOf(checked(first), checked(last));
    }

    private static String checked(String date) {
      if (!date.equals(TODAY) && !date.equals(YESTERDAY)) {
        try {
          LocalDate.parse(date);
        } catch (DateTimeException e) {
          throw new TypeConversionException(
              "'" + date + "' is neither a date YYYY-MM-DD nor today or yesterday");
        }
      }
      return date;
    }
  }

  /** Whether the clock has no part in it. */
  boolean isFixed() {
    return isFixed(first) && isFixed(last);
  }

  private static boolean isFixed(String date) {
    return !date.equals(TODAY) && !date.equals(YESTERDAY);
  }

  /**
   * The one date that it stands for.
   *
   * @param zone the shop's
   * @throws io.churnlake.error.UserException if there are several, or it is still to come
   */
  LocalDate one(Clock clock, ZoneId zone) {
    List<LocalDate> dates = dates(clock, zone);
    if (dates.size() > 1) {
      throw Errors.usage(
          "There are several dates.",
          "Only `nightly` runs one date after the other.",
          "Give one --as-of.");
    }
    return dates.get(0);
  }

  /**
   * The dates that it stands for, in order.
   *
   * @param zone the shop's
   * @throws io.churnlake.error.UserException if there are none, or one is still to come
   */
  List<LocalDate> dates(Clock clock, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    LocalDate from = date(first, today);
    LocalDate until = date(last, today);
    if (from.isAfter(until)) {
      throw Errors.usage(
          "There is no date from " + from + " to " + until + ".",
          "The first one is later than the last one.",
          "Give the earlier date first.");
    }
    BusinessDate.mustHaveBegun(until, clock, zone);
    return from.datesUntil(until.plusDays(1)).toList();
  }

  private static LocalDate date(String written, LocalDate today) {
    return switch (written) {
      case TODAY -> today;
      case YESTERDAY -> today.minusDays(1);
      default -> LocalDate.parse(written);
    };
  }
}
