package io.churnlake.lake;

import io.churnlake.table.Layout;
import io.churnlake.table.Table;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.functions;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The files of a table's newest version where they are few. Delta keeps their entries beside the
 * log then, so that nobody has to ask for them: for each table that a plan reads Delta would first
 * run a query on the log, a third of all queries of a small night.
 */
final class KnownFiles {
  /** More paths at once would be looked at by a Spark job. */
  private static final int MOST = 32;

  private KnownFiles() {}

  /** All files of the newest version; empty if only a query can tell. */
  static Optional<List<AddFile>> of(Lake lake, Table table, Snapshot newest) {
    return optional(newest.checksumOpt())
        .filter(checksum -> isOf(CommitFile.of(lake, table, newest.version()), checksum))
        .flatMap(checksum -> optional(checksum.allFiles()))
        .map(CollectionConverters::asJava);
  }

  /** All files of the newest version, by a query if need be. */
  static List<AddFile> all(Lake lake, Table table, Snapshot newest) {
    return of(lake, table, newest).orElseGet(() -> newest.allFiles().collectAsList());
  }

  /**
   * Where a version was lost and made again, the checksum may be that of the lost one: Delta keeps
   * a file that is there.
   */
  private static boolean isOf(CommitFile commit, VersionChecksum checksum) {
    Optional<String> id = optional(checksum.txnId());
    return id.isPresent() && id.equals(commit.id());
  }

  private static <T> Optional<T> optional(Option<T> option) {
    return option.isDefined() ? Optional.of(option.get()) : Optional.empty();
  }

  /** Those of the slice of a date; empty if only a query can tell. */
  static Optional<List<AddFile>> of(Lake lake, Table table, Snapshot newest, LocalDate asOf) {
    return of(lake, table, newest)
        .map(files -> in(asOf, files))
        .or(() -> ofWrite(lake, table, newest.version(), asOf));
  }

  /**
   * Those that the newest commit wrote: a night reads the slices that it has just made, and after
   * some fifty nights a table has too many slices for its checksum file. A write replaces whole
   * slices; of one that it gave no file, it may have had nothing to say.
   */
  private static Optional<List<AddFile>> ofWrite(
      Lake lake, Table table, long version, LocalDate asOf) {
    if (table.layout() != Layout.SLICED || !CommitFile.of(lake, table, version).isWrite()) {
      return Optional.empty();
    }
    List<AddFile> written = CommitFile.added(lake, table, version, MOST + 1);
    return Optional.of(in(asOf, written))
        .filter(files -> !files.isEmpty() && written.size() <= MOST);
  }

  private static List<AddFile> in(LocalDate asOf, List<AddFile> files) {
    return files.stream().filter(file -> asOf.toString().equals(slice(file))).toList();
  }

  /** The date of the slice that a file belongs to, as text. */
  static String slice(AddFile file) {
    return CollectionConverters.asJava(file.partitionValues()).getOrDefault(Table.AS_OF, "");
  }

  /** The whole table, as its definition has it; empty if it has to be read through Delta. */
  static Optional<Dataset<Row>> read(Lake lake, Table table, Snapshot newest) {
    return of(lake, table, newest)
        .filter(KnownFiles::arePlain)
        .map(files -> rows(lake, table, files));
  }

  /** The slice of a date; empty if it has to be read through Delta. */
  static Optional<Dataset<Row>> read(Lake lake, Table table, Snapshot newest, LocalDate asOf) {
    return of(lake, table, newest, asOf)
        .filter(KnownFiles::arePlain)
        .map(files -> rows(lake, table, files));
  }

  /** Few files, none with rows that are marked as deleted: Parquet's own reader gives all of it. */
  private static boolean arePlain(List<AddFile> files) {
    return files.size() <= MOST && files.stream().allMatch(file -> file.deletionVector() == null);
  }

  /** Columns that a file lacks are NULL; the date of a slice is the name of its folder. */
  private static Dataset<Row> rows(Lake lake, Table table, List<AddFile> files) {
    if (files.isEmpty()) {
      return lake.spark().createDataFrame(List.of(), table.schema());
    }
    Path root = new Path(lake.path(table));
    Dataset<Row> rows =
        lake.spark()
            .read()
            .schema(table.schema())
            .option("basePath", root.toString())
            .parquet(
                files.stream()
                    .map(file -> new Path(root, new Path(URI.create(file.path()))).toString())
                    .toArray(String[]::new));
    return table.layout() == Layout.SLICED
        ? rows.select(
            table.columnNames().stream()
                .map(functions::col)
                .toArray(org.apache.spark.sql.Column[]::new))
        : rows;
  }
}
