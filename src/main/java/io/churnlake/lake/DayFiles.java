package io.churnlake.lake;

import static org.apache.spark.sql.functions.lit;

import io.churnlake.error.Errors;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Writes text lines into files with fixed names, one file a key, as a shop's nightly export would:
 * the content and the names are the same however Spark cuts the work.
 */
public final class DayFiles {

  private static final int KEY = 0;
  private static final int LINE = 2;
  private static final byte[] LINE_FEED = {'\n'};
  private static final int BUFFER = 1 << 16;

  /** Positions lie below it, so that key and position sort as one long. */
  private static final long POSITIONS = 1L << 32;

  private static final StructType WRITTEN =
      new StructType()
          .add("files", DataTypes.LongType, false)
          .add("lines", DataTypes.LongType, false)
          .add("bytes", DataTypes.LongType, false);

  private DayFiles() {}

  /** The name or the header of a key's file. */
  @FunctionalInterface
  public interface Naming extends IntFunction<String>, Serializable {}

  /**
   * What was written.
   *
   * @param files number of files
   * @param lines lines in them, headers aside
   * @param bytes their size, headers included
   */
  public record Totals(long files, long lines, long bytes) {}

  /**
   * Writes each key's lines, in the order of position and then of the line itself, into a file of
   * its own: UTF-8, a line feed after each line, the header first. A file appears under its name
   * when it is complete.
   *
   * @param rows key int, position long from 0 to 2^32 - 1, line string, none of them NULL
   * @param directory a directory that is empty or does not exist
   * @param tasks number of tasks to write with; a task writes one file at a time
   * @throws io.churnlake.error.UserException if the directory is not empty
   */
  public static Totals write(
      Dataset<Row> rows, String header, Naming naming, String directory, int tasks) {
    return write(rows, key -> header, naming, directory, tasks);
  }

  /** The same for files with different headers, which may lie in folders below the directory. */
  public static Totals write(
      Dataset<Row> rows, Naming header, Naming naming, String directory, int tasks) {
    SparkSession spark = rows.sparkSession();
    requireEmpty(spark, directory);
    String[] names = rows.columns();
    Column key = rows.col(names[KEY]);
    Column order = key.cast(DataTypes.LongType).multiply(lit(POSITIONS)).plus(rows.col(names[1]));
    Column bytes = rows.col(names[LINE]).cast(DataTypes.BinaryType);
    Dataset<Row> encoded =
        rows.select(key.as(names[KEY]), order.as(names[1]), bytes.as(names[LINE]));
    SerializableConfiguration hadoop = new SerializableConfiguration(Hadoop.conf(spark));
    MapPartitionsFunction<Row, Row> files =
        sorted -> List.of(writeFiles(sorted, header, naming, directory, hadoop.value())).iterator();
    List<Row> written =
        encoded
            .repartition(tasks, encoded.col(names[KEY]))
            .sortWithinPartitions(encoded.col(names[1]), encoded.col(names[LINE]))
            .mapPartitions(files, Encoders.row(WRITTEN))
            .collectAsList();
    return new Totals(
        written.stream().mapToLong(row -> row.getLong(0)).sum(),
        written.stream().mapToLong(row -> row.getLong(1)).sum(),
        written.stream().mapToLong(row -> row.getLong(2)).sum());
  }

  /**
   * Writes one text file.
   *
   * @throws UncheckedIOException if that fails
   */
  public static void writeText(SparkSession spark, String directory, String name, String text) {
    try (FileSystem files = open(directory, Hadoop.conf(spark));
        OpenFile file = new OpenFile(files, new Path(directory, name), "0")) {
      file.text(text);
      file.publish();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + name + " to " + directory, e);
    }
  }

  /**
   * Checks that nothing would be overwritten or mixed.
   *
   * @throws io.churnlake.error.UserException if the directory holds anything
   */
  public static void requireEmpty(SparkSession spark, String directory) {
    try (FileSystem files = open(directory, Hadoop.conf(spark))) {
      Path path = new Path(directory);
      if (files.exists(path) && files.listStatus(path).length > 0) {
        throw Errors.usage(
            "The output folder " + directory + " is not empty.",
            "New files would mix with those that are there.",
            "Choose another folder with --output, or empty this one. Nothing was written.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not look into " + directory, e);
    }
  }

  /**
   * Removes the files in the directory whose whole name matches, and the directory if nothing else
   * is in it.
   *
   * @throws UncheckedIOException if that fails
   */
  public static void remove(SparkSession spark, String directory, Pattern names) {
    try (FileSystem files = open(directory, Hadoop.conf(spark))) {
      Path path = new Path(directory);
      if (!files.exists(path)) {
        return;
      }
      for (FileStatus found : files.listStatus(path)) {
        if (found.isFile() && names.matcher(found.getPath().getName()).matches()) {
          files.delete(found.getPath(), false);
        }
      }
      if (files.listStatus(path).length == 0) {
        files.delete(path, false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not remove files from " + directory, e);
    }
  }

  /** Whether the file is there. */
  public static boolean exists(SparkSession spark, String file) {
    try (FileSystem files = open(file, Hadoop.conf(spark))) {
      return files.exists(new Path(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not look for " + file, e);
    }
  }

  private static FileSystem open(String directory, Configuration hadoop) throws IOException {
    Path path = new Path(directory);
    if (path.getFileSystem(hadoop) instanceof LocalFileSystem) {
      FileSystem local = new PlainLocalFiles();
      local.initialize(URI.create("file:///"), hadoop);
      return local;
    }
    return FileSystem.newInstance(path.toUri(), hadoop);
  }

  private static Row writeFiles(
      Iterator<Row> sorted, Naming header, Naming naming, String directory, Configuration hadoop)
      throws IOException {
    String attempt = Long.toString(TaskContext.get().taskAttemptId());
    long count = 0;
    long lines = 0;
    long bytes = 0;
    try (FileSystem files = open(directory, hadoop)) {
      @Nullable Row next = sorted.hasNext() ? sorted.next() : null;
      while (next != null) {
        int key = next.getInt(KEY);
        try (OpenFile file = new OpenFile(files, new Path(directory, naming.apply(key)), attempt)) {
          file.text(header.apply(key) + '\n');
          while (next != null && next.getInt(KEY) == key) {
            file.bytes(next.getAs(LINE));
            file.bytes(LINE_FEED);
            lines++;
            next = sorted.hasNext() ? sorted.next() : null;
          }
          bytes += file.publish();
        }
        count++;
      }
    }
    return RowFactory.create(count, lines, bytes);
  }

  /**
   * Local files as any program writes them: without checksum files beside them, and with the
   * permissions that the user's mask gives, where Hadoop would start a process for each file to set
   * them.
   */
  private static final class PlainLocalFiles extends RawLocalFileSystem {
    @Override
    public void setPermission(Path path, FsPermission permission) {}
  }

  /** A file under a temporary name until it is published; closed without that, it is gone. */
  private static final class OpenFile implements AutoCloseable {

    private final FileSystem files;
    private final Path target;
    private final Path temporary;
    private final OutputStream out;
    private long bytes;

    OpenFile(FileSystem files, Path target, String attempt) throws IOException {
      this.files = files;
      this.target = target;
      this.temporary =
          new Path(target.getParent(), "." + target.getName() + "." + attempt + ".tmp");
      this.out = new BufferedOutputStream(files.create(temporary, true), BUFFER);
    }

    void text(String text) throws IOException {
      bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte[] content) throws IOException {
      out.write(content);
      bytes += content.length;
    }

    /**
     * Gives the file its name; a file left there by an earlier attempt of the same task has the
     * same content, and goes.
     */
    long publish() throws IOException {
      out.close();
      files.delete(target, false);
      if (!files.rename(temporary, target)) {
        throw new IOException("Could not rename " + temporary + " to " + target);
      }
      return bytes;
    }

    @Override
    public void close() throws IOException {
      out.close();
      files.delete(temporary, false);
    }
  }
}
