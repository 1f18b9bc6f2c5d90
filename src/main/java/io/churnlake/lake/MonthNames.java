package io.churnlake.lake;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Months' names of a language (Unicode's CLDR, as the JDK has them) as the English ones. */
public final class MonthNames {
  private final Map<String, String> english = new LinkedHashMap<>();

  /**
   * Those of a language.
   *
   * @param language ISO 639, or empty for English
   */
  public MonthNames(String language) {
    if (language.isEmpty()) {
      return;
    }
    Locale locale = Locale.forLanguageTag(language);
    Map<String, String> names = new LinkedHashMap<>();
    for (Month month : Month.values()) {
      for (TextStyle style : List.of(TextStyle.FULL, TextStyle.FULL_STANDALONE)) {
        names.put(
            month.getDisplayName(style, locale), month.getDisplayName(TextStyle.FULL, Locale.US));
      }
      for (TextStyle style : List.of(TextStyle.SHORT, TextStyle.SHORT_STANDALONE)) {
        names.putIfAbsent(
            month.getDisplayName(style, locale), month.getDisplayName(TextStyle.SHORT, Locale.US));
      }
    }
    // The longer names first, so that none is taken for the beginning of another.
    List<String> longest = new ArrayList<>(names.keySet());
    longest.sort(Comparator.comparing(String::length).reversed());
    longest.forEach(name -> english.put(name, names.get(name)));
  }

  /** The text with its month in English; a text without one stays as it is. */
  public String english(String text) {
    for (Map.Entry<String, String> name : english.entrySet()) {
      int length = name.getKey().length();
      for (int at = 0; at + length <= text.length(); at++) {
        if (text.regionMatches(true, at, name.getKey(), 0, length)
            && (at == 0 || !Character.isLetter(text.charAt(at - 1)))
            && (at + length == text.length() || !Character.isLetter(text.charAt(at + length)))) {
          return text.substring(0, at) + name.getValue() + text.substring(at + length);
        }
      }
    }
    return text;
  }
}
