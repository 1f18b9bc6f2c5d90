package io.churnlake.lake;

import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.error.Errors;
import io.delta.tables.DeltaTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Order lines of a Delta table as it stands at its newest version. Its data files never change: an
 * update or a delete puts others in their place, or marks rows of one, which is another file then.
 * So the files of a version that no load has are what has come since, and those that a load has and
 * the version has not are what has gone, whatever was done in between. A file's name is its path in
 * the table, so that a table may move.
 */
public final class DeltaOrders implements OrderRows {
  /** What the names begin with. */
  public static final String PREFIX = "delta:";

  /** The one name where all of the table is taken at once. */
  private static final String WHOLE = PREFIX + "table";

  /** No file has so many rows. */
  private static final long ROWS_A_FILE = 1L << 36;

  private static final long ROWS_A_BYTE = 256;
  private static final int MARK_CHARACTERS = 12;

  private final RecordFormat format;
  private final DeltaLog log;
  private final Snapshot snapshot;
  private final boolean isWhole;
  private final Map<String, AddFile> files = new TreeMap<>();

  private DeltaOrders(RecordFormat format, DeltaLog log, boolean isWhole) {
    this.format = format;
    this.log = log;
    this.isWhole = isWhole;
    this.snapshot = log.update(false, Option.empty(), Option.empty());
    for (AddFile file : snapshot.allFiles().collectAsList()) {
      files.put(name(file), file);
    }
  }

  /**
   * Looks at a table's newest version.
   *
   * @param folder of the table, below {@code input} or absolute
   * @param isWhole whether all of the table is one file, since lines depend on others of it
   * @throws io.churnlake.error.UserException if there is no table
   */
  public static DeltaOrders of(
      SparkSession spark, String input, String folder, RecordFormat format, boolean isWhole) {
    if (input.isEmpty() && !new Path(folder).isAbsolute()) {
      throw Errors.usage(
          "The folder of the Delta table is not known.",
          "files.folder of the source mapping is \"" + folder + "\", which is below --input.",
          "Add --input DIR, or give the whole path in files.folder.");
    }
    Path path =
        input.isEmpty()
            ? new Path(folder)
            : folder.equals(".") ? new Path(input) : new Path(input, folder);
    if (!DeltaTable.isDeltaTable(spark, path.toString())) {
      throw Errors.usage(
          "There is no Delta table in " + path + ".",
          "No _delta_log is found there.",
          "Check --input and files.folder of the source mapping; files of Parquet without a log have"
              + " format = \"parquet\".");
    }
    return new DeltaOrders(format, DeltaLog.forTable(spark, path), isWhole);
  }

  /** The version that is looked at. */
  public long version() {
    return snapshot.version();
  }

  /** The columns that the table has, as paths. */
  public List<String> columns() {
    return TypedRecords.paths(snapshot.schema());
  }

  /** All that the version has. */
  public List<OrderFile> found() {
    if (isWhole && !files.isEmpty()) {
      long bytes = files.values().stream().mapToLong(AddFile::size).sum();
      return List.of(new OrderFile(WHOLE, log.dataPath().toString(), bytes, snapshot.timestamp()));
    }
    return files.entrySet().stream()
        .map(
            file ->
                new OrderFile(
                    file.getKey(),
                    path(file.getValue()),
                    file.getValue().size(),
                    file.getValue().modificationTime()))
        .toList();
  }

  @Override
  public List<FileFacts> inspect(List<OrderFile> found) {
    List<String> columns = columns();
    return found.stream()
        .map(
            file ->
                new FileFacts(
                    file,
                    Sha256.of(isWhole ? String.join("\n", files.keySet()) : file.name()),
                    columns,
                    FileLines.NONE,
                    List.of(FilePart.WHOLE),
                    ""))
        .toList();
  }

  @Override
  public Dataset<Row> records(List<FileFacts> facts, List<String> columns) {
    Set<String> wanted = facts.stream().map(fact -> fact.file().name()).collect(toSet());
    List<AddFile> chosen = new ArrayList<>();
    Map<String, TypedRecords.Place> places = new HashMap<>();
    for (Map.Entry<String, AddFile> file : files.entrySet()) {
      String name = isWhole ? WHOLE : file.getKey();
      if (wanted.contains(name)) {
        long before = isWhole ? chosen.size() * ROWS_A_FILE : 0;
        places.put(path(file.getValue()), new TypedRecords.Place(name, before));
        chosen.add(file.getValue());
      }
    }
    Dataset<Row> rows =
        log.createDataFrame(
            snapshot, CollectionConverters.asScala(chosen).toSeq(), false, Option.empty());
    Column place = rows.metadataColumn("_metadata");
    return TypedRecords.of(
        rows.select(
            Stream.concat(
                    Stream.of(
                        place.getField("file_path"),
                        // No row of Parquet takes less than the 256th part of a byte.
                        place.getField("file_block_start").multiply(lit(ROWS_A_BYTE))),
                    Stream.of(rows.columns())
                        .map(name -> rows.col("`" + name.replace("`", "``") + "`")))
                .toArray(Column[]::new)),
        places,
        format,
        columns);
  }

  /** Another one for each mark of rows that are deleted. */
  private static String name(AddFile file) {
    String name = PREFIX + file.toPath();
    Option<String> marks = file.getDeletionVectorUniqueId();
    return marks.isEmpty()
        ? name
        : name + "~" + Sha256.of(marks.get()).substring(0, MARK_CHARACTERS);
  }

  /** As Spark names it on each row. */
  private String path(AddFile file) {
    return file.absolutePath(log).toUri().toString();
  }
}
