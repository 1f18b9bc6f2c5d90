package io.churnlake.check;

import io.churnlake.config.SourceMapping;
import io.churnlake.inspect.ColumnMeaning;
import io.churnlake.inspect.Shown;
import io.churnlake.inspect.StatusWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words that say that an order is not what it was, and that the mapping does not hear. */
final class UnmappedStatuses {
  private static final int SHOWN = 6;

  private final SourceMapping source;

  UnmappedStatuses(SourceMapping source) {
    this.source = source;
  }

  List<Suspicion> suspicions(RefusedRows refused, Map<String, ColumnFacts> columns) {
    List<Suspicion> found = new ArrayList<>();
    refusedWords(refused, found);
    String cancelled = source.cancelledColumn();
    boolean hasWords = !source.rows().counting().isEmpty();
    boolean hasNames = source.header() || source.format().isNested();
    columns.forEach(
        (column, facts) -> {
          ColumnMeaning meaning = hasNames ? ColumnMeaning.of(column) : ColumnMeaning.OTHER;
          if (column.equals(cancelled)) {
            if (!hasWords) {
              unmatched(column, facts, found);
            }
          } else if (meaning == ColumnMeaning.KIND) {
            if (source.rows().returnsColumn().isEmpty()) {
              kinds(column, facts, found);
            }
          } else if ((meaning == ColumnMeaning.STATUS || !hasNames)
              && cancelled.isEmpty()
              && source.rows().returnsColumn().isEmpty()) {
            unused(column, facts, found);
          }
        });
    return found;
  }

  private void refusedWords(RefusedRows refused, List<Suspicion> found) {
    Map<String, Long> words = refused.unknownStatuses();
    if (words.isEmpty()) {
      return;
    }
    long rows = words.values().stream().mapToLong(Long::longValue).sum();
    found.add(
        new Suspicion(
            String.format(
                Locale.ROOT,
                "%,d rows have a status that the mapping has no place for, and are rejected: %s",
                rows,
                shown(words.keySet())),
            "the shop has words that were not there when the mapping was written",
            "status.counting, pending, cancelled or refunded of column "
                + shown(source.cancelledColumn()),
            refused.placesOfUnknownStatuses().list()));
  }

  /** A status that nothing is made of. */
  private void unused(String column, ColumnFacts facts, List<Suspicion> found) {
    StatusWords words = StatusWords.of(facts.values().keySet());
    if (!words.areStatuses() || words.excludeNothing()) {
      return;
    }
    List<String> lost = notCounting(words);
    found.add(
        new Suspicion(
            String.format(
                Locale.ROOT,
                "the mapping does not use column %s, in which %,d rows say %s; they count",
                shown(column),
                facts.rows(lost),
                shown(lost)),
            "orders that were cancelled, given back or never paid are taken for purchases",
            "status { column = \"" + shown(column) + "\", counting = [...] }",
            facts.examples(lost)));
  }

  /** A pattern that passes over words like those that it is for. */
  private void unmatched(String column, ColumnFacts facts, List<Suspicion> found) {
    Pattern pattern = Pattern.compile(source.cancelledPattern());
    List<String> lost =
        notCounting(StatusWords.of(facts.values().keySet())).stream()
            .filter(word -> !pattern.matcher(word).find())
            .toList();
    if (lost.isEmpty()) {
      return;
    }
    found.add(
        new Suspicion(
            String.format(
                Locale.ROOT,
                "cancelled.pattern matches none of %s, which %,d rows have in column %s; they count",
                shown(lost),
                facts.rows(lost),
                shown(column)),
            "orders that were cancelled, given back or never paid are taken for purchases",
            "cancelled.pattern, or status in its place, which refuses words that it does not know",
            facts.examples(lost)));
  }

  private void kinds(String column, ColumnFacts facts, List<Suspicion> found) {
    StatusWords words = StatusWords.of(facts.values().keySet());
    List<String> back = new ArrayList<>(words.refunded());
    back.addAll(words.cancelled());
    if (back.isEmpty() || back.size() == facts.values().size() || isHeard(back)) {
      return;
    }
    found.add(
        new Suspicion(
            String.format(
                Locale.ROOT,
                "the mapping does not use column %s, in which %,d rows say %s",
                shown(column),
                facts.rows(back),
                shown(back)),
            "credit notes, which may be written without a minus, are taken for purchases",
            "returns { column = \""
                + shown(column)
                + "\", pattern = \"...\" }, or rows.drop if they are no lines",
            facts.examples(back)));
  }

  /** Whether another column tells such rows apart already. */
  private boolean isHeard(Collection<String> words) {
    return !source.cancelledPattern().isEmpty()
        && words.stream()
            .allMatch(word -> Pattern.compile(source.cancelledPattern()).matcher(word).find());
  }

  private static List<String> notCounting(StatusWords words) {
    List<String> others = new ArrayList<>(words.cancelled());
    others.addAll(words.refunded());
    others.addAll(words.pending());
    return others;
  }

  private static String shown(String text) {
    return Shown.shortened(text);
  }

  private static String shown(Collection<String> words) {
    String first =
        new TreeSet<>(words)
            .stream()
                .limit(SHOWN)
                .map(word -> word.isEmpty() ? "(nothing)" : Shown.shortened(word))
                .collect(Collectors.joining(", "));
    return words.size() > SHOWN ? first + ", …" : first;
  }
}
