package io.churnlake.ingest;

import io.churnlake.config.OrderDatabase;
import io.churnlake.config.SourceMapping;
import io.churnlake.error.Errors;
import io.churnlake.lake.DatabaseOrders;
import io.churnlake.lake.DeltaOrders;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.OrderFile;
import io.churnlake.lake.OrderFiles;
import io.churnlake.lake.OrderQuery;
import io.churnlake.lake.OrderRows;
import io.churnlake.step.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Where the lines of a load are: in the files of a folder, or in a table, whose parts go by names
 * as files do.
 *
 * @param rows reads them
 * @param found the files, or parts of the table
 * @param columns of the table; empty of files, each of which has its own
 * @param isAll whether what is not found has gone: of a table, and of files never
 * @param table how it is called in messages; empty of files
 * @param notes what is to be said of the table
 */
public record OrderSource(
    OrderRows rows,
    List<OrderFile> found,
    List<String> columns,
    boolean isAll,
    String table,
    List<Check> notes) {
  private static final String REWRITTEN = "the table was written anew since the last load";

  /**
   * Looks for what there is. A database is asked for its rows already, so that what is loaded is
   * what was found.
   *
   * @param password of a database
   * @throws io.churnlake.error.UserException if there is nothing, or it cannot be read
   */
  public static OrderSource of(
      SparkSession spark,
      SourceMapping source,
      String input,
      Supplier<String> password,
      NewFiles known) {
    refuseOtherKind(source, known);
    OrderSource found =
        switch (source.format()) {
          case DELTA -> delta(spark, source, input, known);
          case JDBC -> database(spark, source, password, known);
          default -> files(spark, source, input);
        };
    if (!found.table.isEmpty()) {
      found.refuseMissingColumns(source);
      found.refuseEmptied(known);
    }
    return found;
  }

  private static OrderSource files(SparkSession spark, SourceMapping source, String input) {
    OrderFiles files = new OrderFiles(spark, SourceColumns.format(source));
    return new OrderSource(
        files,
        files.list(
            input,
            source.folder(),
            source.pattern(),
            source.rows().subfolders(),
            source.rows().members()),
        List.of(),
        false,
        "",
        List.of());
  }

  private static OrderSource delta(
      SparkSession spark, SourceMapping source, String input, NewFiles known) {
    DeltaOrders table =
        DeltaOrders.of(
            spark, input, source.folder(), SourceColumns.format(source), source.needsWholeOrders());
    List<OrderFile> found = table.found();
    Set<String> kept = known.loaded();
    boolean isRewritten =
        !source.needsWholeOrders()
            && !kept.isEmpty()
            && found.stream().noneMatch(file -> kept.contains(file.name()));
    List<Check> notes = new ArrayList<>();
    notes.add(note("version of the table", Long.toString(table.version())));
    if (isRewritten) {
      notes.add(note(REWRITTEN, "all of it is read anew"));
    }
    return new OrderSource(
        table, found, table.columns(), true, "table " + source.folder(), List.copyOf(notes));
  }

  private static OrderSource database(
      SparkSession spark, SourceMapping source, Supplier<String> password, NewFiles known) {
    OrderDatabase database = source.database();
    OrderQuery query =
        new OrderQuery(
            database.url(),
            database.user(),
            password.get(),
            database.table(),
            database.query(),
            database.grows(),
            database.overlap(),
            database.partitionColumn(),
            database.partitions());
    DatabaseOrders rows =
        DatabaseOrders.of(spark, query, SourceColumns.format(source), known.loaded());
    return new OrderSource(
        rows,
        rows.found(),
        rows.columns(),
        rows.isAll(),
        database.table().isEmpty() ? "query" : "table " + database.table(),
        rows.wentBack() ? List.of(note(REWRITTEN, "all of it is read anew")) : List.of());
  }

  private static Check note(String name, String what) {
    return new Check(name, what, what, Check.Severity.NOTE);
  }

  /** Lines of files and rows of a table cannot say which of them are the same. */
  private static void refuseOtherKind(SourceMapping source, NewFiles known) {
    String own =
        switch (source.format()) {
          case DELTA -> DeltaOrders.PREFIX;
          case JDBC -> DatabaseOrders.PREFIX;
          default -> "";
        };
    Optional<String> other =
        known.loaded().stream()
            .filter(name -> own.isEmpty() ? isOfTable(name) : !name.startsWith(own))
            .min(String::compareTo);
    if (other.isPresent()) {
      throw Errors.usage(
          "The lake has orders of another kind of source.",
          "It was loaded from " + other.get() + ", and the source mapping's format is another now.",
          "Begin a new lake with this mapping, or read on with the former one.");
    }
  }

  private static boolean isOfTable(String name) {
    return name.startsWith(DeltaOrders.PREFIX) || name.startsWith(DatabaseOrders.PREFIX);
  }

  private void refuseMissingColumns(SourceMapping source) {
    List<String> missing =
        SourceColumns.required(source).stream()
            .filter(column -> !source.rows().isIn(column, columns))
            .filter(
                column ->
                    source.rows().behind(column).noneMatch(source.rows().optional()::contains))
            .map(column -> table + " has no column " + column)
            .toList();
    if (!missing.isEmpty()) {
      throw Errors.columnsMissing(missing);
    }
  }

  /** A table that is being filled anew is empty for a while. */
  private void refuseEmptied(NewFiles known) {
    if (isAll && found.isEmpty()) {
      throw Errors.dataRefused(
          "The " + table + " has no rows.",
          known.loaded().isEmpty()
              ? "There is nothing to load."
              : "It had some when it was loaded last. They stay as they are.",
          "Run again when it is filled.");
    }
  }

  /**
   * What a load takes: the new files, changed ones if the source replaces them, and the parts of a
   * table that have gone, which have no rows any more.
   *
   * @throws io.churnlake.error.UserException naming all files that cannot be loaded
   */
  public List<FileFacts> fresh(SourceMapping source, NewFiles known) {
    List<FileFacts> fresh = known.among(rows, found, SourceColumns.required(source));
    Set<String> gone = isAll ? new TreeSet<>(known.loaded()) : new TreeSet<>();
    found.forEach(file -> gone.remove(file.name()));
    return Stream.concat(fresh.stream(), gone.stream().map(name -> FileFacts.gone(name, columns)))
        .toList();
  }

  /** What is said where nothing is new. */
  public String nothingNew() {
    return table.isEmpty()
        ? found.size() + " files, none of them new"
        : "nothing new in the " + table;
  }

  /** What is said of a load that takes these. */
  public static String told(List<FileFacts> fresh) {
    long gone = fresh.stream().filter(FileFacts::isGone).count();
    return fresh.size() - gone + " new files, " + (gone == 0 ? "" : gone + " of the table gone, ");
  }

  /** Columns that the table had when it was loaded last, and has not any more. */
  public List<Check> lostColumns(NewFiles known) {
    List<String> lost = table.isEmpty() ? List.of() : known.columnsBesides(columns);
    return lost.isEmpty()
        ? List.of()
        : List.of(note("columns that the table has no more", String.join(", ", lost)));
  }
}
