package io.churnlake.lake;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.churnlake.table.Table;
import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Takes rows out of a table for good. Rows are deleted by a join with a dataset, never by a
 * predicate, whose text Delta keeps in the commit. The versions before are then removed from the
 * storage, with the log entries that repeat least and greatest values of each file.
 */
public final class Erasure {
  private static final String VALUE = "erased_value";
  private static final StructType VALUES = new StructType().add(VALUE, DataTypes.StringType);

  /** The files of a Delta log by the version that their name begins with. */
  private static final Pattern LOG_FILE =
      Pattern.compile("(\\d{20})\\.(json|crc|checkpoint\\..*|\\d{20}\\.compacted\\.json)");

  /** Its value changes with each seal: a commit that says nothing about files or rows. */
  private static final String SEAL = "churnlake.history_begins_with_run";

  private final Lake lake;

  public Erasure(Lake lake) {
    this.lake = lake;
  }

  /**
   * Deletes the rows whose column is one of the values; no commit where there are none.
   *
   * @return how many there were
   */
  public long delete(Table table, String column, Collection<String> values) {
    Dataset<Row> sought = values(values);
    long rows = matching(table, column, sought);
    if (rows > 0) {
      lake.commit(
          table,
          () ->
              stored(table)
                  .merge(sought, target(column).equalTo(col(VALUE)))
                  .whenMatched()
                  .delete()
                  .execute());
    }
    return rows;
  }

  /**
   * Sets the column to NULL where it is one of the values; no commit where it never is.
   *
   * @return in how many rows
   */
  public long blank(Table table, String column, Collection<String> values) {
    Dataset<Row> sought = values(values);
    long rows = matching(table, column, sought);
    if (rows > 0) {
      lake.isBeingChanged(table);
      stored(table)
          .merge(sought, target(column).equalTo(col(VALUE)))
          .whenMatched()
          .update(Map.of(column, lit(null).cast(DataTypes.StringType)))
          .execute();
    }
    return rows;
  }

  /**
   * Deletes rejected rows by their place.
   *
   * @param table holds rejected rows
   * @param place its columns that say where a row stood
   * @param rows rows of the table
   * @return how many there were
   */
  public long deleteRejected(Table table, List<String> place, Dataset<Row> rows) {
    List<Row> places = rows.select(columns(place)).distinct().collectAsList();
    if (!places.isEmpty()) {
      Dataset<Row> sought =
          hidden(places, rows.select(columns(place)).schema())
              .toDF(
                  IntStream.range(0, place.size())
                      .mapToObj(i -> "erased_" + i)
                      .toArray(String[]::new));
      Column here = lit(true);
      for (int i = 0; i < place.size(); i++) {
        here = here.and(target(place.get(i)).equalTo(col("erased_" + i)));
      }
      stored(table).merge(sought, here).whenMatched().delete().execute();
    }
    return places.size();
  }

  /**
   * Makes the table's newest version one that can stand alone: rows that are only marked as deleted
   * are purged from their files, and the last commit names no file, so that its entry in the log
   * may stay.
   *
   * @return that version, for publication
   */
  public long seal(Table table, String runId) {
    SparkSession spark = lake.spark();
    String name = "delta.`" + lake.path(table).replace("`", "``") + "`";
    if (snapshot(table).protocol().readerAndWriterFeatureNames().contains("deletionVectors")) {
      spark.sql("REORG TABLE " + name + " APPLY (PURGE)");
    }
    spark.sql("ALTER TABLE " + name + " SET TBLPROPERTIES ('" + SEAL + "' = '" + runId + "')");
    return lake.version(table);
  }

  /**
   * Removes all data files that the newest version does not use, and the log before it; makes no
   * version. Readers of older versions fail from now on.
   */
  public void dropHistory(Table table) {
    Snapshot newest = snapshot(table);
    deleteUnused(table, newest);
    DeltaLog log = DeltaLog.forTable(lake.spark(), new Path(lake.path(table)));
    log.checkpoint(newest, scala.Option.empty());
    truncateLog(log.logPath(), newest.version());
    DeltaLog.invalidateCache(lake.spark(), new Path(lake.path(table)));
  }

  /**
   * What VACUUM with 0 hours does, without its Spark jobs and its own commits: the published
   * version stays the newest. Nothing is deleted unless all files in use are found under their
   * names.
   */
  private void deleteUnused(Table table, Snapshot newest) {
    Path folder = new Path(lake.path(table));
    try {
      FileSystem files = folder.getFileSystem(Hadoop.conf(lake.spark()));
      Set<Path> used = used(files, folder, newest);
      List<Path> unused = new ArrayList<>();
      RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true);
      String log = new Path(files.makeQualified(folder), "_delta_log") + "/";
      while (all.hasNext()) {
        Path file = all.next().getPath();
        if (!used.remove(file) && !file.toString().startsWith(log)) {
          unused.add(file);
        }
      }
      if (!used.isEmpty()) {
        throw new IllegalStateException(used.size() + " files of " + folder + " are not there");
      }
      for (Path file : unused) {
        files.delete(file, false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove older versions from " + folder, e);
    }
  }

  private static Set<Path> used(FileSystem files, Path folder, Snapshot newest) {
    Set<Path> used = new HashSet<>();
    for (Row file :
        newest
            .allFiles()
            .toDF()
            .select(col("path"), col("deletionVector").isNull())
            .collectAsList()) {
      if (!file.getBoolean(1)) {
        throw new IllegalStateException("a file of " + folder + " was not purged");
      }
      // As the protocol says, an encoded URI relative to the table.
      used.add(files.makeQualified(new Path(folder, new Path(URI.create(file.getString(0))))));
    }
    return used;
  }

  /** Oldest first: what is left is at any moment a log without a gap. */
  private void truncateLog(Path folder, long newest) {
    try {
      FileSystem files = folder.getFileSystem(Hadoop.conf(lake.spark()));
      Path checkpoint =
          new Path(folder, String.format(Locale.ROOT, "%020d.checkpoint.parquet", newest));
      if (!files.exists(checkpoint)) {
        throw new IllegalStateException("Delta has written no checkpoint " + checkpoint);
      }
      List<Path> older =
          Stream.of(files.listStatus(folder))
              .filter(FileStatus::isFile)
              .map(FileStatus::getPath)
              .filter(file -> isOlder(file.getName(), newest))
              .sorted(Comparator.comparing(Path::getName))
              .toList();
      for (Path file : older) {
        files.delete(file, false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot shorten the log " + folder, e);
    }
  }

  private static boolean isOlder(String name, long newest) {
    Matcher file = LOG_FILE.matcher(name);
    return file.matches() && Long.parseLong(file.group(1)) < newest;
  }

  private long matching(Table table, String column, Dataset<Row> sought) {
    Dataset<Row> rows = lake.read(table);
    return rows.join(broadcast(sought), rows.col(column).equalTo(sought.col(VALUE)), "left_semi")
        .count();
  }

  private Dataset<Row> values(Collection<String> values) {
    return hidden(values.stream().map(value -> RowFactory.create(value)).toList(), VALUES);
  }

  /** A dataset whose rows are in no plan. */
  private Dataset<Row> hidden(List<Row> rows, StructType schema) {
    SparkSession spark = lake.spark();
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, 1), schema);
  }

  private DeltaTable stored(Table table) {
    return DeltaTable.forPath(lake.spark(), lake.path(table)).as("stored");
  }

  private static Column target(String column) {
    return col("stored." + column);
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }

  private Snapshot snapshot(Table table) {
    return DeltaLog.forTable(lake.spark(), new Path(lake.path(table)))
        .update(false, scala.Option.empty(), scala.Option.empty());
  }
}
