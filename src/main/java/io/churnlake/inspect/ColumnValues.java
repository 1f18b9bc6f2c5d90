package io.churnlake.inspect;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A column and what it holds in the rows that were read.
 *
 * @param name as the file writes it, or a position
 * @param values one a row; empty text where the row has none
 */
record ColumnValues(String name, List<String> values) {
  List<String> filled() {
    return values.stream().filter(value -> !value.isEmpty()).toList();
  }

  Set<String> distinct() {
    return new LinkedHashSet<>(filled());
  }

  boolean isEmpty() {
    return values.stream().allMatch(String::isEmpty);
  }

  boolean isFull() {
    return values.stream().noneMatch(String::isEmpty);
  }

  /** Of the values that are there, how many are such; 0 if there are none. */
  double share(Predicate<String> wanted) {
    List<String> filled = filled();
    return filled.isEmpty() ? 0 : (double) filled.stream().filter(wanted).count() / filled.size();
  }

  /** The name as words in small letters without accents, joined by underscores. */
  String words() {
    return words(name);
  }

  static String words(String name) {
    String split = name.replaceAll("(\\p{Ll}|\\d)(\\p{Lu})", "$1_$2");
    String plain =
        Normalizer.normalize(split.replace("ß", "ss"), Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT);
    return plain.replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
  }
}
