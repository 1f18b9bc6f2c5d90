package io.churnlake.lake;

import io.churnlake.error.Errors;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.checksum.CRCInfo;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A lake as Delta's kernel reads it, without a Spark session: its accounts and the sizes of its
 * tables, within a second or two.
 */
public final class LogTables {
  private static final Pattern COMMIT = Pattern.compile("\\d{20}\\.json");

  private final Path root;
  private final FileSystem files;
  private final Engine engine;

  private LogTables(Path root, FileSystem files, Engine engine) {
    this.root = root;
    this.files = files;
    this.engine = engine;
  }

  /**
   * The lake at {@code root}, a path or URI that Hadoop's file systems know.
   *
   * @throws io.churnlake.error.UserException if there is none
   */
  public static LogTables at(String root) {
    return find(root).orElseThrow(() -> Errors.lakeMissing(root));
  }

  /**
   * The lake at {@code root}, or nothing if there is none yet.
   *
   * @throws io.churnlake.error.UserException if nobody can look there
   */
  public static Optional<LogTables> find(String root) {
    Configuration conf = Hadoop.confWithoutSession();
    Path given = new Path(root);
    try {
      FileSystem files = given.getFileSystem(conf);
      LogTables tables =
          new LogTables(files.makeQualified(given), files, DefaultEngine.create(conf));
      return files.exists(tables.log(OpsTables.LAKE)) ? Optional.of(tables) : Optional.empty();
    } catch (IOException e) {
      throw Failures.told(
          e,
          "The lake " + root + " cannot be reached.",
          "Check the path or URI given with --lake.");
    }
  }

  /** The lake's folder as a URI. */
  public String root() {
    return root.toString();
  }

  /**
   * How large a table is.
   *
   * @param table its full name
   * @param version its newest version
   * @param files data files of that version
   * @param bytes of these files
   * @param commits commit files in its log
   * @param logBytes of all files in its log
   */
  public record Size(
      String table, long version, long files, long bytes, long commits, long logBytes) {}

  /** The sizes of all tables that there are, in the registry's order. */
  public List<Size> sizes() {
    // Each waits for a few small files.
    return Tables.all().parallelStream().map(this::size).flatMap(Optional::stream).toList();
  }

  private Optional<Size> size(Table table) {
    long commits = 0;
    long logBytes = 0;
    try {
      for (org.apache.hadoop.fs.FileStatus file : files.listStatus(log(table))) {
        logBytes += file.getLen();
        commits += COMMIT.matcher(file.getPath().getName()).matches() ? 1 : 0;
      }
    } catch (FileNotFoundException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + log(table), e);
    }
    Snapshot newest = newest(table);
    Optional<CRCInfo> noted = newest.getCurrentCrcInfo();
    if (noted.isPresent()) {
      return Optional.of(
          new Size(
              table.fullName(),
              newest.getVersion(),
              noted.get().getNumFiles(),
              noted.get().getTableSizeBytes(),
              commits,
              logBytes));
    }
    List<FileStatus> data = data(newest);
    return Optional.of(
        new Size(
            table.fullName(),
            newest.getVersion(),
            data.size(),
            data.stream().mapToLong(FileStatus::getSize).sum(),
            commits,
            logBytes));
  }

  /**
   * Rows of a table that is only added to, those of the newest files first; within a file as they
   * were written.
   *
   * @param columns the columns that are read: texts, whole numbers, dates, times and truth values
   * @param goOn asked after each file, with the rows so far: whether older files are wanted, too
   */
  public List<Map<String, @Nullable Object>> newestRows(
      Table table, List<String> columns, Predicate<List<Map<String, @Nullable Object>>> goOn) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    try {
      if (!files.exists(log(table))) {
        return rows;
      }
      Snapshot newest = newest(table);
      StructType schema =
          new StructType(
              columns.stream()
                  .filter(name -> newest.getSchema().indexOf(name) >= 0)
                  .map(name -> newest.getSchema().get(name))
                  .toList());
      List<FileStatus> data =
          data(newest).stream()
              .sorted(Comparator.comparingLong(FileStatus::getModificationTime).reversed())
              .toList();
      for (FileStatus file : data) {
        read(file, schema, rows);
        if (!goOn.test(rows)) {
          break;
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + table.fullName(), e);
    }
  }

  private void read(FileStatus file, StructType schema, List<Map<String, @Nullable Object>> rows)
      throws IOException {
    try (CloseableIterator<FileReadResult> parts =
        engine
            .getParquetHandler()
            .readParquetFiles(Utils.singletonCloseableIterator(file), schema, Optional.empty())) {
      while (parts.hasNext()) {
        try (CloseableIterator<Row> read = parts.next().getData().getRows()) {
          while (read.hasNext()) {
            rows.add(values(read.next(), schema));
          }
        }
      }
    }
  }

  private static Map<String, @Nullable Object> values(Row row, StructType schema) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < schema.length(); i++) {
      StructField field = schema.at(i);
      values.put(field.getName(), row.isNullAt(i) ? null : value(row, i, field.getDataType()));
    }
    return values;
  }

  private static Object value(Row row, int i, DataType type) {
    if (type instanceof StringType) {
      return row.getString(i);
    } else if (type instanceof LongType) {
      return row.getLong(i);
    } else if (type instanceof BooleanType) {
      return row.getBoolean(i);
    } else if (type instanceof DateType) {
      return LocalDate.ofEpochDay(row.getInt(i));
    } else if (type instanceof TimestampType) {
      return Instant.EPOCH.plus(row.getLong(i), ChronoUnit.MICROS);
    }
    throw new IllegalStateException("no value of " + type + " is read here");
  }

  private List<FileStatus> data(Snapshot snapshot) {
    List<FileStatus> data = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            data.add(InternalScanFileUtils.getAddFileStatus(rows.next()));
          }
        }
      }
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log of " + snapshot.getPath(), e);
    }
  }

  private Snapshot newest(Table table) {
    return io.delta.kernel.Table.forPath(engine, folder(table).toString())
        .getLatestSnapshot(engine);
  }

  private Path folder(Table table) {
    return new Path(root, table.area() + "/" + table.name());
  }

  private Path log(Table table) {
    return new Path(folder(table), "_delta_log");
  }
}
