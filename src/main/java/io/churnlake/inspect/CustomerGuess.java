package io.churnlake.inspect;

import io.churnlake.config.SourceMapping;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What ids of customers are, and who has none. */
final class CustomerGuess {
  private static final Set<String> NOBODY = Set.copyOf(SourceMapping.usuallyNobody());

  /** What an id is written with by programs that took it for a number. */
  private static final Pattern AS_NUMBER = Pattern.compile("\\d+\\.0");

  private static final double MOST = 0.9;
  private static final double HALF = 0.5;

  private final Table table;
  private final ColumnValues ids;

  CustomerGuess(Table table, ColumnValues ids) {
    this.table = table;
    this.ids = ids;
  }

  static boolean isNobody(String id) {
    return id.isEmpty() || NOBODY.contains(id.toLowerCase(Locale.ROOT));
  }

  /** Whether ids end with .0. */
  boolean areNumbers() {
    return ids.share(id -> AS_NUMBER.matcher(id).matches()) > MOST;
  }

  /**
   * The column of mail addresses by which customers are told, since the id is nobody's on some
   * rows: a buyer who got a number later is the same by the address.
   */
  Optional<String> mail() {
    boolean some = ids.values().stream().anyMatch(CustomerGuess::isNobody);
    if (!some || ids.share(id -> id.contains("@")) > HALF) {
      return Optional.empty();
    }
    long known = ids.values().stream().filter(id -> !isNobody(id)).count();
    return table.columns().values().stream()
        .filter(column -> column.words().matches(".*(e_?mail|buyer_email).*"))
        .filter(column -> column.share(value -> value.contains("@")) > MOST)
        .filter(column -> column.filled().size() > known)
        .map(ColumnValues::name)
        .findFirst();
  }

  /** What a person should look at. */
  List<String> questions() {
    Optional<String> mail = mail();
    if (mail.isPresent()) {
      return List.of(
          ids.name() + " is nobody's on some rows, so that customers are told by " + mail.get());
    }
    List<String> nobody = ids.filled().stream().filter(CustomerGuess::isNobody).toList();
    return nobody.isEmpty()
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%,d %s the id %s, taken for nobody; if it is a customer's, leave it out of nobody",
                nobody.size(),
                nobody.size() == 1 ? "row has" : "rows have",
                nobody.stream()
                    .map(id -> id.toLowerCase(Locale.ROOT))
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "))));
  }
}
