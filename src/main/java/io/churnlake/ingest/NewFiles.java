package io.churnlake.ingest;

import io.churnlake.config.RowMapping;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.Lake;
import io.churnlake.lake.Loads;
import io.churnlake.lake.OrderFile;
import io.churnlake.lake.OrderRows;
import io.churnlake.step.Check;
import io.churnlake.table.OpsTables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Which files of a source a load takes: those that no committed load has, looked into. */
public final class NewFiles {
  private static final int SHOWN = 5;

  private final SourceMapping source;
  private final Map<String, Row> known = new HashMap<>();
  private final List<String> empty = new ArrayList<>();
  private final List<String> lacking = new ArrayList<>();

  /** Of a source whose files are in no lake. */
  public NewFiles(SourceMapping source) {
    this.source = source;
  }

  public NewFiles(Lake lake, SourceMapping source) {
    this(source);
    if (!lake.exists(OpsTables.FILES)) {
      return;
    }
    new Loads(lake)
        .committedRows(OpsTables.FILES, source.name())
        .select("file", "bytes", "modified", "checksum", "columns", "rows_rejected")
        .collectAsList()
        .forEach(row -> known.put(row.getString(0), row));
  }

  /** Those of the files that no committed load has as they are now, by size and time alone. */
  public List<OrderFile> unseen(List<OrderFile> found) {
    return found.stream().filter(file -> !sameStamp(file, known.get(file.name()))).toList();
  }

  /**
   * The new files among those found, and the changed ones if the source replaces them.
   *
   * @param required columns that each must have
   * @throws io.churnlake.error.UserException naming all files that cannot be loaded
   */
  public List<FileFacts> among(
      OrderRows files, List<OrderFile> found, Collection<String> required) {
    List<FileFacts> facts = files.inspect(unseen(found));
    List<FileFacts> holding = facts.stream().filter(fact -> !fact.isEmpty()).toList();
    boolean anyLoaded = !holding.isEmpty() || found.size() > facts.size() || !known.isEmpty();
    if (anyLoaded) {
      // A night without orders; the file is looked at again, should its content come later.
      facts.stream().filter(FileFacts::isEmpty).forEach(fact -> empty.add(fact.file().name()));
      facts = holding;
    }
    List<String> unreadable =
        facts.stream()
            .filter(fact -> !fact.problem().isEmpty())
            .map(fact -> fact.file().name() + ": " + fact.problem())
            .toList();
    if (!unreadable.isEmpty()) {
      throw Errors.filesUnreadable(unreadable);
    }
    List<String> changed =
        facts.stream().filter(this::isChanged).map(fact -> fact.file().name()).toList();
    boolean isRefused =
        source.changed() == SourceMapping.Changed.REFUSE && !source.format().isTable();
    if (!changed.isEmpty() && isRefused) {
      throw Errors.filesChanged(changed);
    }
    List<FileFacts> fresh =
        facts.stream()
            .filter(fact -> isChanged(fact) || !known.containsKey(fact.file().name()))
            .toList();
    List<String> problems = fresh.stream().flatMap(fact -> lacks(required, fact, fresh)).toList();
    if (!problems.isEmpty()) {
      throw Errors.columnsMissing(problems);
    }
    return fresh;
  }

  /** Those of the files that a load has and that are still as it took them, looked into again. */
  List<FileFacts> unchanged(OrderRows files, List<OrderFile> loaded, Collection<String> required) {
    return files.inspect(loaded).stream()
        .filter(fact -> fact.problem().isEmpty())
        .filter(fact -> known.containsKey(fact.file().name()) && !isChanged(fact))
        .filter(fact -> lacks(required, fact, List.of()).findAny().isEmpty())
        .toList();
  }

  /** Names of the files that have rows in the lake. */
  public Set<String> loaded() {
    return known.values().stream()
        .filter(row -> !FileFacts.isGone(row.getString(3)))
        .map(row -> row.getString(0))
        .collect(Collectors.toSet());
  }

  /** Columns of the files that have rows in the lake, without these. */
  List<String> columnsBesides(Collection<String> columns) {
    return known.values().stream()
        .filter(row -> !FileFacts.isGone(row.getString(3)) && !row.isNullAt(4))
        .flatMap(row -> row.<String>getList(4).stream())
        .filter(column -> !columns.contains(column))
        .distinct()
        .sorted()
        .toList();
  }

  /** Whether a committed load has a file of that name. */
  boolean has(FileFacts fact) {
    return known.containsKey(fact.file().name());
  }

  /** How many rows of the file the load that has it rejected. */
  long rejected(String file) {
    Row row = known.get(file);
    return row == null ? 0 : row.getLong(5);
  }

  private static boolean sameStamp(OrderFile file, @org.jspecify.annotations.Nullable Row known) {
    return known != null
        && !FileFacts.isGone(known.getString(3))
        && known.getLong(1) == file.bytes()
        && known.getTimestamp(2).getTime() == file.modified();
  }

  private boolean isChanged(FileFacts fact) {
    Row before = known.get(fact.file().name());
    return before != null && !before.getString(3).equals(fact.checksum());
  }

  /** A file of JSON without any object has no columns, and lacks none. */
  private Stream<String> lacks(Collection<String> required, FileFacts fact, List<FileFacts> fresh) {
    List<String> problems = new ArrayList<>();
    RowMapping rows = source.rows();
    for (String column : required) {
      if (!fact.header().isEmpty() && !rows.isIn(column, fact.header())) {
        String what = fact.file().name() + " has no column " + column;
        if (rows.behind(column).anyMatch(rows.optional()::contains)
            || appearsLater(column, fact, fresh)) {
          lacking.add(what);
        } else {
          problems.add(what);
        }
      }
      rows.behind(column)
          .filter(part -> Collections.frequency(fact.header(), part) > 1)
          .forEach(part -> problems.add(fact.file().name() + " has more than one column " + part));
    }
    return problems.stream();
  }

  /**
   * Whether the export has had the column only since, by the names of its files. A column that goes
   * away is another thing: whatever it held is missing from then on.
   */
  private boolean appearsLater(String column, FileFacts fact, List<FileFacts> fresh) {
    if (!source.rows().mayAppear(column, source.columns())) {
      return false;
    }
    NavigableMap<String, Boolean> having = new TreeMap<>();
    known.forEach(
        (name, row) -> {
          if (!row.isNullAt(4)) {
            having.put(name, source.rows().isIn(column, row.<String>getList(4)));
          }
        });
    fresh.forEach(
        other -> having.put(other.file().name(), source.rows().isIn(column, other.header())));
    String name = fact.file().name();
    return having.tailMap(name, false).containsValue(true)
        && !having.headMap(name, false).containsValue(true);
  }

  /** Files that hold nothing, and files that lack what the mapping names, where there are any. */
  public List<Check> notesOfFiles() {
    return Stream.of(
            note("files without a line", empty), note("columns that files do not have", lacking))
        .filter(note -> !note.passed())
        .toList();
  }

  private static Check note(String name, List<String> found) {
    return new Check(name, "none", found.isEmpty() ? "none" : shown(found), Check.Severity.NOTE);
  }

  private static String shown(List<String> found) {
    List<String> first = found.subList(0, Math.min(SHOWN, found.size()));
    String more = found.size() > SHOWN ? " and " + (found.size() - SHOWN) + " more" : "";
    return String.join(", ", first) + more;
  }

  /** What is odd about the files of a load, though no reason to refuse it. */
  public List<Check> notes(List<FileFacts> fresh, Collection<String> mapped) {
    return List.of(repeatedContents(fresh), unmappedColumns(fresh, mapped));
  }

  private Check repeatedContents(List<FileFacts> fresh) {
    Set<String> names = fresh.stream().map(fact -> fact.file().name()).collect(Collectors.toSet());
    Set<String> contents =
        known.values().stream()
            .filter(row -> !names.contains(row.getString(0)))
            .map(row -> row.getString(3))
            .collect(Collectors.toSet());
    long repeats = fresh.stream().filter(fact -> !contents.add(fact.checksum())).count();
    return new Check(
        "files that repeat the content of others",
        "0",
        Long.toString(repeats),
        Check.Severity.NOTE);
  }

  /** Columns that appear for the first time and that no key of the mapping names. */
  private Check unmappedColumns(List<FileFacts> fresh, Collection<String> mapped) {
    Set<String> told = new LinkedHashSet<>(mapped);
    told.add(source.items());
    told.addAll(source.carry());
    told.addAll(source.personal());
    known.values().stream()
        .filter(row -> !row.isNullAt(4))
        .forEach(row -> told.addAll(row.<String>getList(4)));
    List<String> drifted = new ArrayList<>();
    for (FileFacts fact : fresh) {
      for (String column : fact.header()) {
        if (told.add(column)) {
          drifted.add(column + " of " + fact.file().name());
        }
      }
    }
    return note("new columns that the mapping does not name", drifted);
  }

  /** The columns of a file, for the account of it; names that may be data are left out. */
  public static List<String> accounted(FileFacts fact) {
    Stream<String> columns =
        fact.header().stream().filter(name -> name.length() <= 100 && name.indexOf('@') < 0);
    return columns.distinct().toList();
  }
}
