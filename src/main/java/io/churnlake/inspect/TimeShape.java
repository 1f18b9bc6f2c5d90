package io.churnlake.inspect;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One time as it is written: which part stands where.
 *
 * @param date the parts of the date
 * @param clock what stands behind the date, as a pattern
 * @param saysUtc whether it says UTC or GMT in words
 */
record TimeShape(DateParts date, String clock, boolean saysUtc) {
  /**
   * The parts of a date.
   *
   * @param order which part comes first: Y the year, M a name of a month, N numbers of day and
   *     month
   * @param separators what stands behind the first part, and behind the second
   * @param first the first number that is not the year
   * @param second the second one, or 0 where the month has a name
   * @param year as it is written
   * @param month name of the month, or empty
   * @param single whether a number has one digit and no zero before it
   */
  private record DateParts(
      char order,
      List<String> separators,
      int first,
      int second,
      String year,
      String month,
      boolean single) {}

  private static final int MONTHS = 12;
  private static final int DAYS_OF_MONTH = 31;

  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})");

  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})");

  private static final Pattern DAY_AND_NAME =
      Pattern.compile("(\\d{1,2})(\\. |[-. /])(\\p{L}{3,9})(\\. |[-. /])(\\d{4}|\\d{2})");

  private static final Pattern NAME_AND_DAY =
      Pattern.compile("(\\p{L}{3,9})([-. /])(\\d{1,2})(, |[-. /])(\\d{4}|\\d{2})");

  private static final Pattern CLOCK =
      Pattern.compile(
          "(?<gap>T| |, )(?<hour>\\d{1,2}):\\d{2}(?<seconds>:\\d{2}(?<fraction>[.,]\\d{1,9})?)?"
              + "(?<half> ?[AaPp][Mm])?"
              + "(?<word> Uhr)?(?<offset> ?(?:Z|[+-]\\d{2}:\\d{2}|[+-]\\d{4}|[+-]\\d{2}|[A-Z]{3,4}))?");

  private static final int MICROS = 7;

  /** The parts of the text; empty if it is no time. Months have English names. */
  static Optional<TimeShape> of(String text) {
    for (Pattern pattern : List.of(YEAR_FIRST, NUMBERS, DAY_AND_NAME, NAME_AND_DAY)) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.lookingAt()) {
        String rest = text.substring(matcher.end());
        String clock = clock(rest);
        if (clock != null) {
          DateParts date = parts(pattern, matcher);
          boolean utc = rest.endsWith("UTC") || rest.endsWith("GMT");
          return Optional.of(new TimeShape(date, clock, utc));
        }
      }
    }
    return Optional.empty();
  }

  private static DateParts parts(Pattern pattern, Matcher m) {
    if (pattern.equals(YEAR_FIRST)) {
      return parts('Y', m.group(2), m.group(2), m.group(3), m.group(4), m.group(1), "");
    }
    if (pattern.equals(NUMBERS)) {
      return parts('N', m.group(2), m.group(2), m.group(1), m.group(3), m.group(4), "");
    }
    return pattern.equals(DAY_AND_NAME)
        ? parts('D', m.group(2), m.group(4), m.group(1), "00", m.group(5), m.group(3))
        : parts('M', m.group(2), m.group(4), m.group(3), "00", m.group(5), m.group(1));
  }

  private static DateParts parts(
      char order,
      String gap,
      String nextGap,
      String first,
      String second,
      String year,
      String month) {
    return new DateParts(
        order,
        List.of(gap, nextGap),
        Integer.parseInt(first),
        Integer.parseInt(second),
        year,
        month,
        first.length() == 1 || second.length() == 1);
  }

  /** The pattern of the text; null if it is no time of day. */
  private static @Nullable String clock(String text) {
    if (text.isEmpty()) {
      return "";
    }
    Matcher m = CLOCK.matcher(text);
    if (!m.matches()) {
      return null;
    }
    boolean halves = m.group("half") != null;
    String hour = halves ? "h" : "H";
    StringBuilder pattern = new StringBuilder(m.group("gap").equals("T") ? "'T'" : m.group("gap"));
    pattern.append(m.group("hour").length() == 1 ? hour : hour + hour).append(":mm");
    if (m.group("seconds") != null) {
      pattern.append(":ss");
    }
    String fraction = m.group("fraction");
    if (fraction != null) {
      String digits = "S".repeat(fraction.length() > MICROS ? fraction.length() - 1 : MICROS - 1);
      pattern.append('[').append(fraction.charAt(0)).append(digits).append(']');
    }
    if (halves) {
      pattern.append(m.group("half").startsWith(" ") ? " a" : "a");
    }
    if (m.group("word") != null) {
      pattern.append("' Uhr'");
    }
    String offset = m.group("offset");
    if (offset != null) {
      pattern.append(offset.startsWith(" ") ? " " : "").append(offset(offset.strip()));
    }
    return pattern.toString();
  }

  private static String offset(String offset) {
    if (offset.equals("Z") || offset.contains(":")) {
      return "XXX";
    }
    if (offset.equals("UTC") || offset.equals("GMT")) {
      return "'" + offset + "'";
    }
    if (!offset.matches("[+-].*")) {
      return "z";
    }
    return offset.length() > 3 ? "xx" : "x";
  }

  /** Shapes of one kind can have one pattern. */
  String kind() {
    return date.order()
        + String.join("|", date.separators())
        + date.year().length()
        + (date.month().length() > 3)
        + clock.replace("hh", "h").replace("HH", "H");
  }

  boolean isDayFirst() {
    return date.order() == 'N' && date.first() > MONTHS && date.first() <= DAYS_OF_MONTH;
  }

  boolean isMonthFirst() {
    return date.order() == 'N' && date.second() > MONTHS && date.second() <= DAYS_OF_MONTH;
  }

  boolean mayBeEither() {
    return date.order() == 'N' && date.first() <= MONTHS && date.second() <= MONTHS;
  }

  /** A number by which dates are in order. */
  long day(boolean dayFirst) {
    long year = Long.parseLong(date.year());
    long month = dayFirst ? date.second() : date.first();
    long day = dayFirst ? date.first() : date.second();
    return (year * 100 + month) * 100 + day;
  }

  /** The pattern that reads all shapes of a kind. */
  static String pattern(List<TimeShape> kind, boolean dayFirst) {
    TimeShape one = kind.get(0);
    boolean single = any(kind, shape -> shape.date.single());
    String day = single ? "d" : "dd";
    String month = single ? "M" : "MM";
    String year = one.date.year().length() == 4 ? "yyyy" : "yy";
    String gap = one.date.separators().get(0);
    String next = one.date.separators().get(1);
    String name = one.date.month().length() > 3 ? "MMMM" : "MMM";
    String date =
        switch (one.date.order()) {
          case 'Y' -> year + gap + month + next + day;
          case 'D' -> day + gap + name + next + year;
          case 'M' -> name + gap + day + next + year;
          default -> (dayFirst ? day + gap + month : month + gap + day) + next + year;
        };
    boolean shortHours = any(kind, shape -> !shape.clock.matches(".*(hh|HH).*"));
    String clock = shortHours ? one.clock.replace("hh", "h").replace("HH", "H") : one.clock;
    return date + clock;
  }

  private static boolean any(List<TimeShape> kind, Predicate<TimeShape> wanted) {
    return kind.stream().anyMatch(wanted);
  }
}
