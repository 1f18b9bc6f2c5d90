package io.churnlake.inspect;

import io.churnlake.lake.MonthNames;
import io.churnlake.parse.TimeTexts;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a column writes its times.
 *
 * @param patterns as a mapping takes them, the most frequent first
 * @param language of the months' names; empty for English and numbers
 * @param utc whether they say in words that they are in UTC
 * @param either the patterns by which day and month would be the other way round; empty if the
 *     values leave no doubt
 */
record TimeForm(List<String> patterns, String language, boolean utc, List<String> either) {
  private static final double MOST = 0.95;
  private static final int EXAMPLES = 2000;
  private static final int PATTERNS = 4;
  private static final List<String> LANGUAGES =
      List.of("", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da");

  private static final Pattern DATE_OF_DIGITS =
      Pattern.compile("(19|20)\\d{2}(0[1-9]|1[0-2])[0-3]\\d");
  private static final Pattern SECONDS = Pattern.compile("1\\d{9}(\\.\\d{1,9})?");
  private static final Pattern MILLISECONDS = Pattern.compile("1\\d{12}");

  boolean hasOffset() {
    return patterns.stream()
        .anyMatch(pattern -> pattern.startsWith("epoch") || pattern.matches(".*[xXz][^']*"));
  }

  boolean hasTime() {
    return patterns.stream().anyMatch(pattern -> pattern.matches("epoch.*|.*[Hh].*"));
  }

  /** Reads texts in the language of the file. */
  Optional<LocalDateTime> read(String value) {
    return new TimeTexts(patterns, "UTC", "UTC").read(new MonthNames(language).english(value));
  }

  /** The form of a column's times; empty if it has none. */
  static Optional<TimeForm> of(ColumnValues column) {
    List<String> values = column.filled().stream().limit(EXAMPLES).toList();
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (column.share(value -> DATE_OF_DIGITS.matcher(value).matches()) >= MOST) {
      return checked(values, List.of("yyyyMMdd"), "", false, List.of());
    }
    boolean named = column.words().matches(".*(time|date|datum|created|stamp|zeit).*|ts|.*_at");
    if (named && column.share(value -> SECONDS.matcher(value).matches()) >= MOST) {
      return Optional.of(new TimeForm(List.of("epoch-seconds"), "", false, List.of()));
    }
    if (named && column.share(value -> MILLISECONDS.matcher(value).matches()) >= MOST) {
      return Optional.of(new TimeForm(List.of("epoch-milliseconds"), "", false, List.of()));
    }
    for (String language : LANGUAGES) {
      MonthNames months = new MonthNames(language);
      List<TimeShape> shapes =
          values.stream().flatMap(value -> TimeShape.of(months.english(value)).stream()).toList();
      // Any word may stand where a month does: only what is read then is a time.
      Optional<TimeForm> form =
          shapes.size() >= MOST * values.size()
              ? ofShapes(values, shapes, language)
              : Optional.empty();
      if (form.isPresent()) {
        return form;
      }
      if (values.stream().noneMatch(value -> value.matches(".*\\p{L}{3}.*"))) {
        break;
      }
    }
    return Optional.empty();
  }

  private static Optional<TimeForm> ofShapes(
      List<String> values, List<TimeShape> shapes, String language) {
    Map<String, List<TimeShape>> kinds = new LinkedHashMap<>();
    shapes.forEach(shape -> kinds.computeIfAbsent(shape.kind(), k -> new ArrayList<>()).add(shape));
    boolean known = shapes.stream().anyMatch(shape -> shape.isDayFirst() || shape.isMonthFirst());
    boolean either = shapes.stream().anyMatch(TimeShape::mayBeEither) && !known;
    boolean dayFirst =
        known
            ? shapes.stream().filter(TimeShape::isDayFirst).count()
                >= shapes.stream().filter(TimeShape::isMonthFirst).count()
            : !either || isMoreInOrder(shapes);
    List<List<TimeShape>> frequent =
        kinds.values().stream()
            .sorted(Comparator.<List<TimeShape>>comparingInt(List::size).reversed())
            .limit(PATTERNS)
            .toList();
    List<String> patterns = patterns(frequent, dayFirst);
    List<String> others = either ? patterns(frequent, !dayFirst) : List.of();
    boolean utc = shapes.stream().anyMatch(TimeShape::saysUtc);
    return checked(values, patterns, language, utc, others);
  }

  private static List<String> patterns(List<List<TimeShape>> kinds, boolean dayFirst) {
    return kinds.stream().map(kind -> TimeShape.pattern(kind, dayFirst)).distinct().toList();
  }

  /**
   * Exports are sorted by date, or nearly. Where neither reading is more in order, the day stands
   * first with points and dashes, and the month with slashes.
   */
  private static boolean isMoreInOrder(List<TimeShape> shapes) {
    int dayFirst = turns(shapes, true);
    int monthFirst = turns(shapes, false);
    return dayFirst == monthFirst ? !shapes.get(0).kind().contains("/") : dayFirst < monthFirst;
  }

  private static int turns(List<TimeShape> shapes, boolean dayFirst) {
    int turns = 0;
    int direction = 0;
    for (int i = 1; i < shapes.size(); i++) {
      int step = Long.compare(shapes.get(i).day(dayFirst), shapes.get(i - 1).day(dayFirst));
      if (step != 0) {
        turns += direction != 0 && step != direction ? 1 : 0;
        direction = step;
      }
    }
    return turns;
  }

  private static Optional<TimeForm> checked(
      List<String> values,
      List<String> patterns,
      String language,
      boolean utc,
      List<String> either) {
    TimeForm form = new TimeForm(patterns, language, utc, either);
    TimeTexts texts = new TimeTexts(patterns, "UTC", "UTC");
    MonthNames months = new MonthNames(language);
    long read =
        values.stream().filter(value -> texts.read(months.english(value)).isPresent()).count();
    return read >= MOST * values.size() ? Optional.of(form) : Optional.empty();
  }
}
