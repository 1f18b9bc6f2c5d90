package io.churnlake.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of dates and times as Spark reads it: java.time's letters, less those of {@code
 * org.apache.spark.sql.catalyst.util.DateTimeFormatterHelper}, which Spark refuses when parsing.
 */
final class TimePattern {
  private static final String WEEKS = "YWwuec";
  private static final String NEVER_READ = "ABnNpEFqQ";

  /** Texts of one letter such as J for June, and years of more digits than java.time takes. */
  private static final Pattern TOO_LONG = Pattern.compile("G{5}|M{5}|L{5}|y{7}");

  private TimePattern() {}

  /**
   * What keeps the pattern from being used; empty if nothing does.
   *
   * @param timeZone the zone that times without an offset are in
   */
  static List<String> problems(String pattern, String timeZone) {
    List<String> problems = new ArrayList<>();
    String[] parts = (pattern + " ").split("'", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean quoted = i % 2 == 1;
      if (quoted) {
        addLiteral(problems, parts[i], timeZone);
      } else {
        addLetters(problems, parts[i]);
      }
    }
    if (problems.isEmpty()) {
      try {
        var unused = DateTimeFormatter.ofPattern(pattern);
      } catch (IllegalArgumentException e) {
        problems.add("is no date pattern: " + e.getMessage());
      }
    }
    return problems;
  }

  private static void addLetters(List<String> problems, String part) {
    part.chars()
        .distinct()
        .mapToObj(Character::toString)
        .forEach(
            letter -> {
              if (WEEKS.contains(letter)) {
                problems.add(
                    "has the letter "
                        + letter
                        + ", which goes by weeks; dates are read with y, M, d");
              } else if (NEVER_READ.contains(letter)) {
                problems.add("has the letter " + letter + ", which Spark writes but cannot read");
              }
            });
    Matcher tooLong = TOO_LONG.matcher(part);
    if (tooLong.find()) {
      problems.add("has " + tooLong.group() + ", more letters than Spark reads");
    }
  }

  /** A Z in quotes is skipped as a mere letter, and the time taken for one of the shop's zone. */
  private static void addLiteral(List<String> problems, String literal, String timeZone) {
    if (literal.strip().equalsIgnoreCase("Z") && !isUtc(timeZone)) {
      problems.add(
          "skips the Z that says UTC: write XXX in place of 'Z', or set time.zone = \"UTC\"");
    }
  }

  private static boolean isUtc(String zone) {
    try {
      return ZoneId.of(zone).normalized().equals(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return false;
    }
  }
}
