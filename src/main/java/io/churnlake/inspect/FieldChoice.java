package io.churnlake.inspect;

import io.churnlake.config.SourceMapping.Field;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Columns that became fields: each is one field at most, and the best name goes first. */
final class FieldChoice {
  private final Table table;

  /** What columns without names are called, by position. */
  private final Map<String, String> called;

  private final Map<Field, String> found = new EnumMap<>(Field.class);
  private final Set<String> taken = new HashSet<>();

  FieldChoice(Table table, Map<String, String> called) {
    this.table = table;
    this.called = called;
  }

  Optional<String> column(Field field) {
    return Optional.ofNullable(found.get(field));
  }

  boolean has(Field field) {
    return found.containsKey(field);
  }

  boolean isTaken(ColumnValues column) {
    return taken.contains(column.name());
  }

  void take(Field field, String column) {
    found.put(field, column);
    taken.add(column);
  }

  /** The column stays taken: it is no other field. */
  void drop(Field field) {
    found.remove(field);
  }

  /** Takes the best column by the field's names, of those that can be it. */
  void choose(Field field, Predicate<ColumnValues> can) {
    best(FieldNames.of(field), can).ifPresent(column -> take(field, column.name()));
  }

  /** The column with the likeliest name, of those that are free and can be it. */
  Optional<ColumnValues> best(List<String> names, Predicate<ColumnValues> can) {
    return table.columns().values().stream()
        .filter(column -> !isTaken(column) && can.test(column))
        .filter(column -> rank(column, names) > 0)
        .max(
            Comparator.<ColumnValues>comparingInt(column -> rank(column, names))
                .thenComparing(column -> -depth(column.name())));
  }

  private int rank(ColumnValues column, List<String> names) {
    return FieldNames.rank(called.getOrDefault(column.name(), column.name()), names);
  }

  private static int depth(String name) {
    return (int) name.chars().filter(c -> c == '.').count();
  }
}
