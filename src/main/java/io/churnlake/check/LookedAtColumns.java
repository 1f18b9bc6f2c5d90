package io.churnlake.check;

import io.churnlake.config.SourceMapping;
import io.churnlake.config.SourceMapping.Field;
import io.churnlake.inspect.ColumnMeaning;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which columns are looked at beside the lines: some that the mapping names, and those that it does
 * not use and that may be a status, a currency or money given back.
 *
 * @param unused in the order of the files
 * @param mapped the mapping's, of which what stands there is asked
 */
record LookedAtColumns(List<String> unused, List<String> mapped) {
  /** Columns without names are looked at all, up to so many. */
  private static final int POSITIONS = 60;

  /**
   * Chooses them.
   *
   * @param named columns as the files name them
   */
  static LookedAtColumns of(SourceMapping source, Iterable<String> named) {
    Set<String> used = used(source);
    Set<String> unused = new LinkedHashSet<>();
    if (source.header() || source.format().isNested()) {
      for (String column : named) {
        if (!column.isEmpty()
            && !used.contains(column)
            && ColumnMeaning.of(column) != ColumnMeaning.OTHER) {
          unused.add(column);
        }
      }
    } else {
      IntStream.rangeClosed(1, POSITIONS)
          .mapToObj(String::valueOf)
          .filter(column -> !used.contains(column))
          .forEach(unused::add);
    }
    Set<String> mapped = new LinkedHashSet<>();
    if (source.has(Field.DISCOUNT)) {
      mapped.add(source.column(Field.DISCOUNT));
    }
    if (!source.cancelledColumn().isEmpty()) {
      mapped.add(source.cancelledColumn());
    }
    return new LookedAtColumns(List.copyOf(unused), List.copyOf(mapped));
  }

  private static Set<String> used(SourceMapping source) {
    Set<String> used = new HashSet<>(source.rows().columns());
    for (Field field : Field.values()) {
      if (source.has(field)) {
        source.rows().behind(source.column(field)).forEach(used::add);
      }
    }
    used.add(source.cancelledColumn());
    used.add(source.rows().returnsColumn());
    return used;
  }

  /** Whether the mapping hears of what was given back, in whatever field. */
  static boolean hearOfRefunds(SourceMapping source) {
    return source.has(Field.REFUNDED_AMOUNT)
        || used(source).stream().anyMatch(ColumnMeaning::speaksOfRefunds);
  }

  /** All of them. */
  List<String> all() {
    Set<String> all = new LinkedHashSet<>(unused);
    all.addAll(mapped);
    return List.copyOf(all);
  }
}
