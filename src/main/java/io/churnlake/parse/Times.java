package io.churnlake.parse;

import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** Dates and times as sources write them, by java.time's patterns or by a clock's count. */
public final class Times {
  /** In place of a pattern: seconds since 1970 in UTC, or thousandths of them. */
  public static final String EPOCH_SECONDS = "epoch-seconds";

  public static final String EPOCH_MILLISECONDS = "epoch-milliseconds";

  /** Counts of the years 1973 to 5138, so that neither is taken for the other. */
  static final String SECONDS = "^[0-9]{9,11}(\\.[0-9]{1,9})?$";

  static final String MILLISECONDS = "^[0-9]{12,14}(\\.[0-9]{1,9})?$";
  private static final int MICROS = 1_000_000;
  private static final int MICROS_PER_MILLI = 1000;

  private Times() {}

  public static boolean isEpoch(String pattern) {
    return pattern.equals(EPOCH_SECONDS) || pattern.equals(EPOCH_MILLISECONDS);
  }

  /** Whether what the pattern reads is an instant, whatever the zone. */
  static boolean hasOffset(String pattern) {
    return isEpoch(pattern) || letters(pattern).matches(".*[XxZzVO].*");
  }

  /** Whether it reads a time of day, and not a mere date. */
  static boolean hasTime(String pattern) {
    return isEpoch(pattern) || letters(pattern).matches(".*[HhKk].*");
  }

  private static String letters(String pattern) {
    return pattern.replaceAll("'[^']*'", "");
  }

  /**
   * The time as the pattern reads it: an instant if it has an offset, else the local time as if it
   * were UTC.
   */
  public static Column written(Column text, String pattern) {
    return switch (pattern) {
      case EPOCH_SECONDS -> counted(text, SECONDS, MICROS);
      case EPOCH_MILLISECONDS -> counted(text, MILLISECONDS, MICROS_PER_MILLI);
      default -> try_to_timestamp(text, lit(pattern));
    };
  }

  private static Column counted(Column text, String form, int micros) {
    Column count = text.try_cast(DataTypes.createDecimalType(38, 9)).multiply(lit(micros));
    return when(text.rlike(form), timestamp_micros(count.cast(DataTypes.LongType)));
  }

  /**
   * The instant. A skipped local time moves forward by the gap, a doubled one is the earlier of the
   * two. A mere date is midnight in the shop.
   *
   * @param written as {@link #written} gives it
   * @param timeZone of times without an offset
   * @param shopZone of dates
   */
  public static Column utc(Column written, String pattern, String timeZone, String shopZone) {
    return hasOffset(pattern)
        ? written
        : to_utc_timestamp(written, hasTime(pattern) ? timeZone : shopZone);
  }

  /**
   * The date in the shop. A date, and a time that is written in the shop's zone, stay as they
   * stand; only instants and times of another zone go through UTC.
   *
   * @param written as {@link #written} gives it
   */
  public static Column shopDate(Column written, String pattern, String timeZone, String shopZone) {
    boolean local = !hasOffset(pattern) && (!hasTime(pattern) || timeZone.equals(shopZone));
    return to_date(
        local ? written : from_utc_timestamp(utc(written, pattern, timeZone, shopZone), shopZone));
  }
}
