package io.churnlake.cli;

import io.churnlake.lake.PublishedViews;
import io.churnlake.table.Column;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Completes words of a query: the tables that can be read, their columns (those of the tables that
 * the query names first of all), and the words of SQL.
 */
final class SqlCompleter implements Completer {
  private static final List<String> WORDS =
      List.of(
          "SELECT",
          "DISTINCT",
          "FROM",
          "WHERE",
          "GROUP BY",
          "HAVING",
          "ORDER BY",
          "LIMIT",
          "JOIN",
          "LEFT JOIN",
          "USING",
          "ON",
          "WITH",
          "AS",
          "AND",
          "OR",
          "NOT",
          "IN",
          "BETWEEN",
          "LIKE",
          "IS NULL",
          "IS NOT NULL",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "CAST",
          "DATE",
          "DESC",
          "UNION ALL",
          "OVER",
          "PARTITION BY",
          "count",
          "sum",
          "avg",
          "min",
          "max",
          "SHOW TABLES",
          "DESCRIBE");

  private final Map<String, List<Column>> tables = new LinkedHashMap<>();

  SqlCompleter(PublishedViews views) {
    views.names().forEach(name -> tables.put(name, views.tableOf(name).columns()));
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    Set<String> written =
        new HashSet<>(List.of(line.line().toLowerCase(Locale.ROOT).split("[^\\w.]+")));
    boolean namesOne = tables.keySet().stream().anyMatch(written::contains);
    Set<String> offered = new HashSet<>();
    tables.forEach(
        (name, columns) -> {
          candidates.add(candidate(name, "tables", ""));
          if (namesOne && !written.contains(name)) {
            return;
          }
          for (Column column : columns) {
            if (offered.add(column.name())) {
              candidates.add(
                  candidate(column.name(), "columns of " + name, namesOne ? column.comment() : ""));
            }
          }
        });
    WORDS.forEach(word -> candidates.add(candidate(word, "SQL", "")));
  }

  private static Candidate candidate(String value, String group, String description) {
    return new Candidate(
        value, value, group, description.isEmpty() ? null : description, null, null, true);
  }
}
