package io.churnlake.parse;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.util.LegacyDateFormats$;
import org.apache.spark.sql.catalyst.util.TimestampFormatter;
import scala.Option;

/**
 * Times as {@link Times} reads them, one text after the other and without a session: by the same
 * formatters of Spark, so that what is shown of a few rows is what a run makes of all.
 */
public final class TimeTexts {
  private static final int MICROS_PER_SECOND = 1_000_000;

  private final List<Pattern> patterns = new ArrayList<>();
  private final ZoneId timeZone;
  private final ZoneId shopZone;

  private record Pattern(String letters, Optional<TimestampFormatter> formatter) {}

  /**
   * Times of a source.
   *
   * @param patterns tried in order
   * @param timeZone of times without an offset
   * @param shopZone of dates
   */
  public TimeTexts(List<String> patterns, String timeZone, String shopZone) {
    this.timeZone = ZoneId.of(timeZone);
    this.shopZone = ZoneId.of(shopZone);
    for (String pattern : patterns) {
      this.patterns.add(new Pattern(pattern, formatter(pattern)));
    }
  }

  private static Optional<TimestampFormatter> formatter(String pattern) {
    return Times.isEpoch(pattern)
        ? Optional.empty()
        : Optional.of(
            TimestampFormatter.apply(
                pattern,
                ZoneOffset.UTC,
                TimestampFormatter.defaultLocale(),
                LegacyDateFormats$.MODULE$.SIMPLE_DATE_FORMAT(),
                true));
  }

  /** The time in the shop; empty if no pattern reads the text. */
  public Optional<LocalDateTime> read(String text) {
    for (Pattern pattern : patterns) {
      Optional<LocalDateTime> written = written(text, pattern);
      if (written.isPresent()) {
        return written.map(time -> inShop(time, pattern.letters()));
      }
    }
    return Optional.empty();
  }

  private static Optional<LocalDateTime> written(String text, Pattern pattern) {
    if (pattern.formatter().isEmpty()) {
      return counted(text, pattern.letters());
    }
    try {
      Option<Object> micros = pattern.formatter().orElseThrow().parseOptional(text);
      return micros.isDefined() ? Optional.of(ofMicros((Long) micros.get())) : Optional.empty();
    } catch (DateTimeException | java.text.ParseException | ArithmeticException unread) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDateTime> counted(String text, String pattern) {
    boolean seconds = pattern.equals(Times.EPOCH_SECONDS);
    if (!text.matches(seconds ? Times.SECONDS : Times.MILLISECONDS)) {
      return Optional.empty();
    }
    BigDecimal micros =
        new BigDecimal(text).multiply(BigDecimal.valueOf(seconds ? MICROS_PER_SECOND : 1000));
    return Optional.of(ofMicros(micros.longValue()));
  }

  private static LocalDateTime ofMicros(long micros) {
    return LocalDateTime.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), ZoneOffset.UTC);
  }

  private LocalDateTime inShop(LocalDateTime written, String pattern) {
    if (Times.hasOffset(pattern)) {
      return written.atOffset(ZoneOffset.UTC).atZoneSameInstant(shopZone).toLocalDateTime();
    }
    return Times.hasTime(pattern) && !timeZone.equals(shopZone)
        ? written.atZone(timeZone).withZoneSameInstant(shopZone).toLocalDateTime()
        : written;
  }
}
