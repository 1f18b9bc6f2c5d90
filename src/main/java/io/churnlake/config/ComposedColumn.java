package io.churnlake.config;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A field that is made of several columns: the first of its alternatives that is not empty, each a
 * column or several joined by blanks.
 *
 * @param name what stands for it among the columns of a file
 * @param alternatives the columns' names
 */
public record ComposedColumn(String name, List<List<String>> alternatives) {
  ComposedColumn(List<List<String>> alternatives) {
    this(
        alternatives.stream()
            .map(parts -> String.join(" + ", parts))
            .collect(Collectors.joining(" / ")),
        alternatives);
  }

  /** Whether it is one column, as most are. */
  boolean isPlain() {
    return alternatives.size() == 1 && alternatives.get(0).size() == 1;
  }

  /** All columns that it may be made of. */
  public Stream<String> columns() {
    return alternatives.stream().flatMap(List::stream);
  }

  /** Whether a file with that header has one of the alternatives whole. */
  public boolean isIn(List<String> header) {
    return alternatives.stream().anyMatch(header::containsAll);
  }
}
